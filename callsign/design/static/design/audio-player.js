/**
 * Plays a recording from one line of controls; without it the browser's own player stays.
 *
 * While it plays it says so at every frame: a "moment" event with the milliseconds. It
 * says it once more after each jump.
 */
export const STEP_MS = 15_000
const SLIDER_STEP_MS = 5_000
const SLIDER_PAGE_MS = 60_000
const MAP_WIDTH = 400 // of the listening map, in its own units

export class AudioPlayer extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio")
    this.map = this.querySelector(".player__map")
    this.lengthMs = Number(this.dataset.durationMs)
    this.audio.controls = false
    this.audio.preservesPitch = true
    for (const part of this.querySelectorAll(".player, .player__more")) part.hidden = false
    this.dataset.ready = ""
    this.#listen()
    this.#name()
    this.#show()
  }

  get nowMs() {
    return Math.round(this.audio.currentTime * 1000)
  }

  get isPlaying() {
    return !this.audio.paused
  }

  /** Starts; the promise is refused where the browser wants a gesture first. */
  play() {
    return this.audio.play()
  }

  toggle() {
    if (this.isPlaying) this.audio.pause()
    else this.play().catch((error) => this.#explain(error))
  }

  seek(ms) {
    this.audio.currentTime = Math.min(Math.max(ms, 0), this.lengthMs) / 1000
    this.#show()
    this.#tell()
  }

  skip(ms) {
    this.seek(this.nowMs + ms)
  }

  #listen() {
    const { audio, map } = this
    this.querySelector(".player__play").addEventListener("click", () => this.toggle())
    for (const button of this.querySelectorAll("[data-skip-ms]"))
      button.addEventListener("click", () => this.skip(Number(button.dataset.skipMs)))
    this.querySelector(".player__speed")
      .addEventListener("change", (event) => (audio.playbackRate = Number(event.target.value)))
    audio.addEventListener("playing", () => this.#run())
    audio.addEventListener("seeked", () => this.#tell())
    audio.addEventListener("error", () => this.#explain(audio.error))
    for (const kind of ["play", "pause", "ended", "waiting", "playing"])
      audio.addEventListener(kind, () => this.#mark(kind))
    map.addEventListener("pointerdown", (event) => this.#drag(event))
    map.addEventListener("keydown", (event) => this.#slide(event))
  }

  #run() {
    this.#show()
    this.#tell()
    if (this.isPlaying) requestAnimationFrame(() => this.isPlaying && this.#run())
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("moment", { bubbles: true, detail: this.nowMs }))
  }

  #mark(kind) {
    this.toggleAttribute("data-playing", this.isPlaying)
    this.toggleAttribute("data-waiting", kind === "waiting")
    this.querySelector(".player__play").ariaLabel = this.isPlaying ? "Pause" : "Play"
    if (kind === "playing") this.querySelector(".player__problem").hidden = true
    this.#show()
  }

  #show() {
    const ms = this.nowMs
    const second = Math.floor(ms / 1000)
    const x = (MAP_WIDTH * ms) / this.lengthMs
    const [ahead, needle] = this.map.querySelectorAll("rect")
    ahead.setAttribute("x", x)
    ahead.setAttribute("width", Math.max(0, MAP_WIDTH - x))
    needle.setAttribute("x", x - 0.5)
    if (second === this.shownSecond) return
    this.shownSecond = second
    this.querySelector(".player__now").textContent = clock(ms)
    this.map.ariaValueNow = second
    this.map.ariaValueText = `${clock(ms)} of ${clock(this.lengthMs)}`
  }

  #drag(event) {
    const box = this.map.getBoundingClientRect()
    const to = ({ clientX }) => this.seek(((clientX - box.left) / box.width) * this.lengthMs)
    const stop = new AbortController()
    this.map.setPointerCapture(event.pointerId)
    this.map.addEventListener("pointermove", to, { signal: stop.signal })
    for (const end of ["pointerup", "pointercancel"])
      this.map.addEventListener(end, () => stop.abort(), { once: true })
    to(event)
  }

  #slide(event) {
    const moves = {
      ArrowLeft: -SLIDER_STEP_MS,
      ArrowDown: -SLIDER_STEP_MS,
      ArrowRight: SLIDER_STEP_MS,
      ArrowUp: SLIDER_STEP_MS,
      PageDown: -SLIDER_PAGE_MS,
      PageUp: SLIDER_PAGE_MS,
      Home: -Infinity,
      End: Infinity,
    }
    if (!(event.key in moves)) return
    event.preventDefault()
    this.skip(moves[event.key])
  }

  #explain(error) {
    if (error?.name === "AbortError") return // a newer request took its place
    const problem = this.querySelector(".player__problem")
    problem.hidden = false
    problem.textContent =
      "The recording did not start. Check your connection, then press play again."
  }

  /** What a lock screen shows, and its buttons. */
  #name() {
    if (!("mediaSession" in navigator)) return
    const session = navigator.mediaSession
    this.audio.addEventListener("play", () => {
      const { title, station } = this.dataset
      session.metadata = new MediaMetadata({ title, artist: station })
      session.setActionHandler("seekbackward", () => this.skip(-STEP_MS))
      session.setActionHandler("seekforward", () => this.skip(STEP_MS))
    })
  }
}

export function clock(ms) {
  const seconds = Math.floor(ms / 1000)
  const two = (number) => String(number).padStart(2, "0")
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = two(seconds % 60)
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

customElements.define("audio-player", AudioPlayer)
