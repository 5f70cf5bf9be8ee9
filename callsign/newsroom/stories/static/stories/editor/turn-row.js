/** A row of the page: who speaks, when, and what is said. */
import { clock, spokenClock } from "./clock.js"
import { isSame, readText, writeText } from "./caret.js"

const LETTERS_A_LINE = 76
const LINE_REM = 1.9
const AROUND_REM = 1.5

export class TurnRow {
  #voice
  #time

  constructor(language, canEdit) {
    this.element = Object.assign(document.createElement("li"), { className: "editor-turn" })
    const margin = Object.assign(document.createElement("div"), { className: "editor-turn__margin" })
    this.#voice = button("editor-turn__name", "voice")
    this.#time = button("editor-turn__time", "from-turn")
    this.text = Object.assign(document.createElement("div"), { className: "editor-turn__text", spellcheck: true })
    this.text.setAttribute("contenteditable", editable)
    if (!canEdit) this.rest()
    for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", dir: "auto", tabindex: "-1" }))
      this.text.setAttribute(name, value)
    if (language) this.text.lang = language
    margin.append(this.#voice, this.#time)
    this.element.append(margin, this.text)
    // From an element to its row, without a look-up.
    this.element.row = this
  }

  /** Show a turn; `isTyped` when its letters are already there. */
  show(turn, voices, goesOn, isTyped = false) {
    const isNew = !this.turn || this.turn.text !== turn.text || !isSame(this.turn.sounds, turn.sounds)
    if (isNew && !isTyped) this.#write(turn)
    this.turn = turn
    this.name(voices, goesOn)
  }

  name(voices, goesOn) {
    const [name, ms] = [voices.nameOf(this.turn.speaker), this.turn.startMs]
    const shown = `${name}|${voices.hueOf(this.turn.speaker)}|${ms}|${goesOn}`
    if (shown === this.shown) return
    this.shown = shown
    this.element.dataset.voice = voices.hueOf(this.turn.speaker)
    this.element.toggleAttribute("data-goes-on", goesOn)
    this.#voice.textContent = name
    this.#voice.setAttribute("aria-label", `${name}: change who speaks`)
    this.#time.textContent = ms === null ? "no time" : clock(ms)
    this.#time.disabled = ms === null
    this.#time.setAttribute("aria-label", ms === null ? "no time known" : `${clock(ms)}, play from here`)
    this.text.setAttribute("aria-label", ms === null ? name : `${name}, ${spokenClock(ms)}`)
  }

  /** Let nobody write here. */
  rest() {
    this.text.setAttribute("contenteditable", "false")
    this.text.setAttribute("aria-readonly", "true")
  }

  read() {
    return readText(this.text)
  }

  /** One row is in the order of tabs; keys go to the others. */
  rove(isHere) {
    for (const part of [this.#voice, this.#time, this.text]) part.tabIndex = isHere ? 0 : -1
    this.element.toggleAttribute("data-here", isHere)
  }

  #write(turn) {
    writeText(this.text, turn)
    const lines = turn.text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS_A_LINE)), 0)
    this.element.style.containIntrinsicBlockSize = `auto ${lines * LINE_REM + AROUND_REM}rem`
  }
}

const editable = isPlainTextKnown() ? "plaintext-only" : "true"

function isPlainTextKnown() {
  const element = document.createElement("div")
  element.setAttribute("contenteditable", "plaintext-only")
  return element.contentEditable === "plaintext-only"
}

function button(className, command) {
  const made = Object.assign(document.createElement("button"), { type: "button", className, tabIndex: -1 })
  made.dataset.command = command
  return made
}
