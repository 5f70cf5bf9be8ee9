/** The recording: plays, goes back, slows down, and says what moment it is. */
export const STEP_MS = 3_000
export const SPEEDS = [0.5, 0.65, 0.75, 0.85, 1, 1.15, 1.25, 1.5, 1.75, 2]

export class Tape extends EventTarget {
  constructor(audio, { url, duration_ms }) {
    super()
    this.audio = audio
    this.lengthMs = duration_ms
    // Slower and faster, at the pitch they speak with.
    Object.assign(audio, { src: url, preload: "metadata", preservesPitch: true })
    audio.addEventListener("playing", () => this.#run())
    audio.addEventListener("seeked", () => this.#tell())
    for (const kind of ["play", "pause", "ended", "waiting", "ratechange"])
      audio.addEventListener(kind, () => this.dispatchEvent(new Event("state")))
    audio.addEventListener("error", () => this.dispatchEvent(new Event("fault")))
  }

  get nowMs() {
    return this.audio.currentTime * 1000
  }

  get isPlaying() {
    return !this.audio.paused
  }

  toggle() {
    if (this.isPlaying) this.audio.pause()
    else this.play()
  }

  play() {
    this.audio.play().catch((error) => {
      // Another key paused it before it began.
      if (error.name !== "AbortError") this.dispatchEvent(new Event("fault"))
    })
  }

  seek(ms) {
    this.audio.currentTime = Math.min(Math.max(ms, 0), this.lengthMs) / 1000
    this.#tell()
  }

  skip(ms) {
    this.seek(this.nowMs + ms)
  }

  /** One speed up or down; return the new one. */
  change(step) {
    const at = SPEEDS.findIndex((speed) => speed >= this.audio.playbackRate)
    this.audio.playbackRate = SPEEDS[Math.min(Math.max(at + step, 0), SPEEDS.length - 1)]
    return this.audio.playbackRate
  }

  #run() {
    this.#tell()
    if (this.isPlaying) requestAnimationFrame(() => this.isPlaying && this.#run())
  }

  #tell() {
    this.dispatchEvent(new CustomEvent("moment", { detail: this.nowMs }))
  }
}
