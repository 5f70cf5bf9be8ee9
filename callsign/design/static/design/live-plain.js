import { counted } from "./live-session.js"
import { asked } from "./now-asked.js"

// From the microphone to the ear by this way, as bench/encoder_to_ear.py finds it.
const DELAY_MS = 3_600

/** Live sound as one endless MP3, for browsers that know nothing else. It has no past. */
export class LivePlain {
  span = null
  isAtEdge = true

  constructor(audio, address) {
    this.audio = audio
    this.address = address
    this.resume()
  }

  /** It is not dated; but it is known how long it is on its way. */
  get position() {
    return new Date(asked.wallMs - DELAY_MS)
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
