/** The text follows the sound: the word being heard, and whose turn it is. */
import { selectedIn } from "./caret.js"
import { clock } from "./clock.js"

// Whoever types or turns the page stays where she is for a while.
const TYPING_MS = 3_000
const TURNED_MS = 4_000

export class Hearing {
  #starts = null
  #row = null
  #word = -1
  #stayUntil = 0

  constructor(root, { tape, list, draft, painter, say }) {
    Object.assign(this, { root, tape, list, draft, painter, say, isFollowing: true })
    this.clock = root.named("clock")
    root.named("length").textContent = clock(tape.lengthMs)
    tape.addEventListener("moment", ({ detail }) => this.#hear(detail))
    tape.addEventListener("state", () => this.#show())
    tape.addEventListener("fault", () => say("The recording cannot be played here."))
    draft.addEventListener("change", ({ detail }) => this.#changed(detail.origin))
    draft.addEventListener("rebase", () => (this.#starts = null))
    for (const kind of ["wheel", "touchmove"]) addEventListener(kind, () => this.#stay(TURNED_MS), { passive: true })
    list.element.addEventListener("click", (event) => this.#clicked(event))
  }

  /** Play from a word of a row. */
  playFrom(row, number) {
    this.goTo(row, number)
    this.#stayUntil = 0
    this.tape.play()
  }

  goTo(row, number) {
    const ms = row.turn.times[number]
    if (Number.isFinite(ms)) this.tape.seek(ms)
  }

  follow(on = !this.isFollowing) {
    this.isFollowing = on
    this.#stayUntil = 0
    for (const button of this.root.querySelectorAll("[data-command=follow]")) button.ariaPressed = String(on)
    if (on && this.#row) this.#bringIn(this.painter.hear(this.#row, this.#word))
  }

  #clicked({ target, detail }) {
    const text = target.closest(".editor-turn__text")
    if (!text || detail !== 1) return
    const [place, end] = selectedIn(text)
    const { row } = text.closest("li")
    if (place !== null && place === end && row.turn.tokens.length) this.goTo(row, row.turn.wordAt(place))
  }

  #changed(origin) {
    this.#starts = null
    if (origin === "typing") this.#stay(TYPING_MS)
  }

  #stay(ms) {
    this.#stayUntil = performance.now() + ms
  }

  #show() {
    const { isPlaying, audio } = this.tape
    this.root.toggleAttribute("data-playing", isPlaying)
    this.root.named("speed").textContent = `${audio.playbackRate}×`
    for (const button of this.root.querySelectorAll("[data-command=play]")) button.ariaLabel = isPlaying ? "Pause" : "Play"
  }

  #hear(ms) {
    const shown = clock(ms)
    if (this.clock.textContent !== shown) this.clock.textContent = shown
    const row = this.#rowAt(ms)
    const number = row ? row.turn.heardAt(ms) : -1
    if (row === this.#row && number === this.#word) return
    if (row !== this.#row) {
      this.#row?.element.removeAttribute("data-heard")
      row?.element.setAttribute("data-heard", "")
    }
    this.#row = row
    this.#word = number
    const range = this.painter.hear(row, number)
    if (range && this.isFollowing && this.tape.isPlaying && performance.now() > this.#stayUntil) this.#bringIn(range)
  }

  #rowAt(ms) {
    this.#starts ??= this.draft.turns
      .map((turn, at) => [turn.startMs, at])
      .filter(([start]) => start !== null)
      .sort(([one], [other]) => one - other)
    let [low, high] = [0, this.#starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle][0] <= ms) low = middle + 1
      else high = middle
    }
    return low ? this.list.rows[this.#starts[low - 1][1]] : null
  }

  #bringIn(range) {
    if (!range) return
    const { top, bottom } = range.getBoundingClientRect()
    const head = this.root.headHeight
    const room = innerHeight - head
    if (top > head + room * 0.1 && bottom < head + room * 0.75) return
    this.list.scroller.scrollBy({ top: top - head - room * 0.3, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" })
  }
}
