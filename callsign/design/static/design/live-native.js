import { counted } from "./live-session.js"

/** Live sound in pieces where the browser itself knows how, and dates the beginning. */
const EDGE_S = 20 // such browsers keep further from the newest sound

export class LiveNative {
  static TYPE = "application/vnd.apple.mpegurl"

  constructor(audio, address) {
    this.audio = audio
    audio.src = counted(address)
  }

  get position() {
    return this.#dateOf(this.audio.currentTime)
  }

  get span() {
    const { seekable } = this.audio
    if (!seekable.length || !this.position) return null
    return { from: this.#dateOf(seekable.start(0)), to: this.#dateOf(this.#edge) }
  }

  get isAtEdge() {
    return this.#edge - this.audio.currentTime < EDGE_S
  }

  get #edge() {
    const { seekable, currentTime } = this.audio
    return seekable.length ? seekable.end(seekable.length - 1) : currentTime
  }

  seek(date) {
    this.audio.currentTime += (date - this.position) / 1000
  }

  toEdge() {
    this.audio.currentTime = this.#edge
  }

  rest() {} // a paused element of theirs fetches nothing

  resume() {}

  close() {
    this.audio.removeAttribute("src")
    this.audio.load()
  }

  #dateOf(seconds) {
    const start = this.audio.getStartDate?.()
    return start && !isNaN(start) ? new Date(start.getTime() + seconds * 1000) : null
  }
}
