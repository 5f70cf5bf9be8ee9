import { counted } from "./live-session.js"

/**
 * Live sound in pieces (HLS), put together by hls.js. The lists date every piece, so the
 * moment that is heard is known, and what the list still holds can be heard again.
 */
const EDGE_S = 10 // nearer to the newest sound than this is "live"
const AHEAD_S = 2 // so far after where one should be, the next piece comes too late
const FRESH_S = 4 // a list that is older has not been renewed: the line is down
const OFF_MS = 3_000 // a start this far from the moment asked for is put right
const KEPT_S = 600 // as long as a live list

export class LivePieces {
  mendsItself = true // what the element calls an error is first hls.js's to mend
  #broken = 0
  #closed = new AbortController()

  static async load(module) {
    const { default: Hls } = await import(module)
    return Hls.isSupported() ? Hls : null
  }

  constructor(audio, address, { Hls, at, lost }) {
    this.audio = audio
    this.hls = new Hls({
      enableWorker: false, // the pages' policy has no room for one made of a blob
      liveSyncDurationCount: 3,
      backBufferLength: KEPT_S,
      // The track on which it would lay what lists say of programs is a data: address, which
      // the pages' policy stops; /api/now says the same and more.
      enableDateRangeMetadataCues: false,
      xhrSetup: (request, url) => request.open("GET", counted(url), true),
    })
    this.hls.on(Hls.Events.ERROR, (_, { fatal, type, response }) => {
      if (fatal) this.#mend(Hls, type, response, lost)
    })
    const { signal } = this.#closed
    audio.addEventListener("waiting", () => this.#fallBack(), { signal })
    if (at) audio.addEventListener("playing", () => this.#settle(at), { once: true, signal })
    this.hls.loadSource(address)
    this.hls.attachMedia(audio)
  }

  /** The moment that is heard. */
  get position() {
    return this.hls.playingDate
  }

  /** The earliest and the latest moment that can be heard at once. */
  get span() {
    const { position } = this
    const list = this.hls.latestLevelDetails
    if (!position || !list) return null
    const dateOf = (s) => new Date(position.getTime() + (s - this.audio.currentTime) * 1000)
    return { from: dateOf(list.fragmentStart), to: dateOf(this.#edge) }
  }

  get isAtEdge() {
    return this.#edge - this.audio.currentTime < EDGE_S
  }

  get #edge() {
    return this.hls.liveSyncPosition ?? this.audio.currentTime
  }

  seek(date) {
    this.audio.currentTime += (date - this.position) / 1000
  }

  toEdge() {
    this.audio.currentTime = this.#edge
  }

  /** Fetch nothing while nobody listens. */
  rest() {
    this.hls.stopLoad()
  }

  resume() {
    this.hls.startLoad()
  }

  close() {
    this.#closed.abort()
    this.hls.destroy()
  }

  /** What a decoder choked on is passed over once; the rest is for whoever opened this. */
  #mend(Hls, type, response, lost) {
    if (type === Hls.ErrorTypes.MEDIA_ERROR && !this.#broken++) this.hls.recoverMediaError()
    else lost({ status: response?.code, canResume: this.hls.levels.length > 0 })
  }

  /**
   * What a restart of air did not send has brought the ear nearer to the newest sound than
   * pieces come: hear a little again, rather than a gap before each of them.
   */
  #fallBack() {
    const isFresh = this.hls.latestLevelDetails?.age < FRESH_S
    if (isFresh && this.audio.currentTime > this.#edge + AHEAD_S) this.toEdge()
  }

  #settle(at) {
    const span = this.span
    if (!span || Math.abs(at - this.position) < OFF_MS) return
    if (span.from <= at && at <= span.to) this.seek(at)
  }
}
