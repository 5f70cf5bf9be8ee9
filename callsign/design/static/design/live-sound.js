import { LiveNative } from "./live-native.js"
import { LivePieces } from "./live-pieces.js"
import { LivePlain } from "./live-plain.js"

/**
 * The sound of one service in an <audio>, kept up through lost lines and restarts. It
 * says "change" when its state does: off, connecting, playing, resting, lost, gone.
 */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
const STALLED_MS = 12_000
const TRIES = 3 // of one way to play, before another is tried
const RESTED_MS = 540_000 // a minute less than a live list holds
const GONE = [403, 404, 410]

export class LiveSound extends EventTarget {
  state = "off"
  isWanted = false
  #source = null
  #at = null // the moment an earlier list was opened at; null is live
  #way = 0
  #tries = 0
  #waitMs = FIRST_WAIT_MS
  #timer = 0
  #opening = 0 // of two that are under way, the later counts
  #aliveAt = 0

  constructor(audio, module) {
    super()
    this.audio = audio
    this.module = module
    audio.addEventListener("playing", () => this.#well())
    audio.addEventListener("timeupdate", () => (this.#aliveAt = performance.now()))
    audio.addEventListener("waiting", () => this.isWanted && this.#become("connecting"))
    audio.addEventListener("ended", () => this.#lose({}))
    audio.addEventListener("error", () => !this.#source?.mendsItself && this.#lose({}))
    // Headphones were pulled out, or a telephone rang.
    audio.addEventListener("pause", () => this.isWanted && !audio.ended && this.pause())
    addEventListener("online", () => this.state === "lost" && this.#again())
    setInterval(() => this.#watch(), 1000)
  }

  /** The moment that is heard, or is about to be. */
  get position() {
    return this.#source?.position ?? this.#at
  }

  get isLive() {
    return this.#source !== null && !this.#at && this.#source.isAtEdge
  }

  get canRewind() {
    return this.#source?.span != null || this.#at !== null
  }

  /** Whether this browser has a way to hear what was, whatever it plays at the moment. */
  get knowsPieces() {
    return hasParts() || this.audio.canPlayType(LiveNative.TYPE) !== ""
  }

  /** Play a service from a moment on; without one, from its newest sound. */
  tune(service, at = null) {
    this.service = service
    ;[this.#way, this.#tries] = [0, 0]
    if (this.isWanted) this.#open(at)
    else this.#close()
    this.#tell() // the state may be as it was, of another service
  }

  play() {
    this.isWanted = true
    const left = this.position
    if (!this.#source) return this.#open(null)
    if (this.canRewind && Date.now() - left > RESTED_MS && !this.#at) return this.#open(left)
    if (this.#at) return this.#open(left)
    this.#source.resume()
    this.#start()
  }

  pause() {
    this.isWanted = false
    clearTimeout(this.#timer)
    this.audio.pause()
    this.#source?.rest()
    this.#become("resting")
  }

  /** Hear another moment; one that has not been yet is the newest. */
  seek(date) {
    const span = this.isWanted ? this.#source?.span : null
    if (!this.canRewind) return
    this.isWanted = true
    if (span && span.from <= date && date <= span.to) this.#source.seek(date)
    else if (date < (span && !this.#at ? span.to : Date.now() - STALLED_MS)) this.#open(date)
    else this.toLive()
  }

  skip(seconds) {
    if (this.position) this.seek(new Date(this.position.getTime() + seconds * 1000))
  }

  toLive() {
    if (this.#source && this.isWanted && !this.#at) return this.#source.toEdge()
    this.isWanted = true
    this.#open(null)
  }

  async #open(at) {
    const opening = ++this.#opening
    clearTimeout(this.#timer)
    this.#close()
    this.#at = at
    this.#become("connecting")
    const source = await this.#sourceOf(at)
    if (opening !== this.#opening) return source.close()
    this.#source = source
    this.#start()
  }

  /** The best way this browser has to play the service, or the next one after it failed. */
  async #sourceOf(at) {
    const { audio, service } = this
    const lost = (how) => this.#lose(how)
    const pieces = at ? earlier(service.pieces, at) : service.pieces
    const Hls = hasParts() && this.#way < 1 ? await this.#loaded() : null
    if (Hls && pieces) return new LivePieces(audio, pieces, { Hls, at, lost })
    if (!hasParts() && this.#way < 1 && pieces && audio.canPlayType(LiveNative.TYPE))
      return new LiveNative(audio, pieces)
    this.#at = null
    return new LivePlain(audio, service.plain)
  }

  /** hls.js; a browser that could not fetch it plays the plain stream meanwhile. */
  #loaded() {
    return LivePieces.load(this.module).catch(() => null)
  }

  #start() {
    this.#aliveAt = performance.now()
    this.#become("connecting")
    this.audio.play().catch((error) => {
      // A newer request took its place, or the browser wants to be asked by a hand.
      if (error.name === "NotAllowedError") this.pause()
    })
  }

  #well() {
    ;[this.#tries, this.#waitMs] = [0, FIRST_WAIT_MS]
    this.#become("playing")
  }

  /** The line is down, or there is nothing at its other end: try again, ever more slowly. */
  #lose({ status, canResume = false }) {
    if (!this.isWanted || this.state === "lost") return
    if (this.#at && GONE.includes(status)) {
      this.#become("gone")
      return this.#open(null)
    }
    if (++this.#tries >= TRIES && !canResume) [this.#way, this.#tries] = [this.#way ? 0 : 1, 0]
    this.#become("lost")
    this.#timer = setTimeout(() => this.#again(canResume), this.#waitMs)
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS)
  }

  /** While the line was down the ear may have gone on with what was there already. */
  #again(canResume = false) {
    clearTimeout(this.#timer)
    const isHeard = performance.now() - this.#aliveAt < 1000
    if (canResume && this.#source) {
      this.#source.resume()
      this.#become(isHeard ? "playing" : "connecting")
    } else this.#open(this.isLive ? null : this.position)
  }

  /** Some browsers stall and say nothing. */
  #watch() {
    const isDue = this.isWanted && this.state !== "lost"
    if (!isDue || performance.now() - this.#aliveAt < STALLED_MS) return
    this.#aliveAt = performance.now()
    this.#lose({})
  }

  #close() {
    this.#source?.close()
    this.#source = null
  }

  #become(state) {
    if (state === this.state) return
    this.state = state
    this.#tell()
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("change", { detail: this.state }))
  }
}

function hasParts() {
  return "MediaSource" in window || "ManagedMediaSource" in window
}

/** The list that begins at a moment: /live/S/index.m3u8 becomes /live/S/at/….m3u8 */
export function earlier(address, date) {
  return address.replace(/index\.m3u8$/, `at/${date.toISOString()}.m3u8`)
}
