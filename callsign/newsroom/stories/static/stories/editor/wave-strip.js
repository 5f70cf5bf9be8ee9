/** The recording as a strip: its loudness, colored by who speaks; click to go there. */
import { clock, spokenClock } from "./clock.js"

const BAR_PX = 2
const GAP_PX = 1
const PAGE_MS = 60_000
const STEP_MS = 5_000
const AFTER_MS = 400

export class WaveStrip {
  #loudness = new Uint8Array()
  #later = 0

  constructor(element, tape, draft) {
    Object.assign(this, { element, tape, draft })
    this.canvas = element.querySelector("canvas")
    this.head = element.querySelector(".editor-strip__head")
    element.setAttribute("aria-valuemax", Math.round(tape.lengthMs / 1000))
    tape.addEventListener("moment", ({ detail }) => this.#move(detail))
    element.addEventListener("pointerdown", (event) => this.#drag(event))
    element.addEventListener("keydown", (event) => this.#key(event))
    new ResizeObserver(() => this.draw()).observe(element)
    for (const kind of ["change", "voices", "rebase"]) draft.addEventListener(kind, ({ detail }) => detail?.origin !== "typing" && this.#soon())
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw())
    this.#move(0)
  }

  /** One byte for each tenth of a second, in base64. */
  show(waveform) {
    this.#loudness = Uint8Array.from(atob(waveform ?? ""), (letter) => letter.charCodeAt(0))
    this.draw()
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.element
    const scale = devicePixelRatio || 1
    Object.assign(this.canvas, { width: width * scale, height: height * scale })
    const context = this.canvas.getContext("2d")
    context.scale(scale, scale)
    const hues = this.#hues()
    const voices = this.#voicesByPixel(width)
    for (let x = 0; x < width; x += BAR_PX + GAP_PX) {
      const tall = Math.max(2, this.#loudnessAt(x, width) * (height - 6))
      context.fillStyle = hues[voices[x]] ?? hues[""]
      context.fillRect(x, (height - tall) / 2, BAR_PX, tall)
    }
    this.#move(this.tape.nowMs)
  }

  #soon() {
    clearTimeout(this.#later)
    this.#later = setTimeout(() => this.draw(), AFTER_MS)
  }

  #loudnessAt(x, width) {
    const { length } = this.#loudness
    if (!length) return 0
    const first = Math.floor((x / width) * length)
    const stop = Math.max(first + 1, Math.floor(((x + BAR_PX + GAP_PX) / width) * length))
    // The loudest of many seconds is as loud as everywhere; how loud they are tells them apart.
    let sum = 0
    for (let at = first; at < stop && at < length; at++) sum += this.#loudness[at]
    return sum / (stop - first) / 255
  }

  #voicesByPixel(width) {
    const voices = Array(Math.ceil(width)).fill("")
    for (const turn of this.draft.turns) {
      const { startMs, endMs } = turn
      if (startMs === null) continue
      const [from, to] = [startMs, endMs ?? startMs].map((ms) => Math.floor((ms / this.tape.lengthMs) * width))
      voices.fill(this.draft.voices.hueOf(turn.speaker), from, to + 1)
    }
    return voices
  }

  // The hues have their home in the style sheet.
  #hues() {
    const probe = this.element.querySelector(".editor-strip__probe")
    const hues = {}
    for (const voice of ["", "host", "1", "2", "3", "4"]) {
      probe.dataset.voice = voice
      hues[voice] = getComputedStyle(probe).color
    }
    return hues
  }

  #move(ms) {
    const share = Math.min(ms / this.tape.lengthMs, 1)
    this.head.style.transform = `translateX(${share * this.element.clientWidth}px)`
    const second = Math.floor(ms / 1000)
    if (second === this.second) return
    this.second = second
    this.element.setAttribute("aria-valuenow", second)
    this.element.setAttribute("aria-valuetext", `${spokenClock(ms)} of ${clock(this.tape.lengthMs)}`)
  }

  #drag(event) {
    const { left, width } = this.element.getBoundingClientRect()
    const go = ({ clientX }) => this.tape.seek(((clientX - left) / width) * this.tape.lengthMs)
    this.element.setPointerCapture(event.pointerId)
    go(event)
    this.element.addEventListener("pointermove", go)
    this.element.addEventListener("pointerup", () => this.element.removeEventListener("pointermove", go), { once: true })
  }

  #key(event) {
    const ways = { ArrowLeft: -STEP_MS, ArrowDown: -STEP_MS, ArrowRight: STEP_MS, ArrowUp: STEP_MS, PageDown: -PAGE_MS, PageUp: PAGE_MS }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key in ways) this.tape.skip(ways[event.key])
    else if (event.key === "Home") this.tape.seek(0)
    else if (event.key === "End") this.tape.seek(this.tape.lengthMs)
    else return
    event.preventDefault()
  }
}
