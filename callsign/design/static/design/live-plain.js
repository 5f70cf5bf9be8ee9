import { counted } from "./live-session.js"

/** Live sound as one endless MP3, for browsers that know nothing else. It has no past. */
export class LivePlain {
  span = null
  isAtEdge = true

  constructor(audio, address) {
    this.audio = audio
    this.address = address
    this.resume()
  }

  /** It is not dated; what is heard was sent a few seconds ago. */
  get position() {
    return new Date()
  }

  seek() {}

  toEdge() {}

  /** A stream that is paused would be heard late for ever after: it is let go. */
  rest() {
    this.audio.removeAttribute("src")
    this.audio.load()
  }

  resume() {
    this.audio.src = counted(this.address)
  }

  close() {
    this.rest()
  }
}
