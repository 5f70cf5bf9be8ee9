/** Typing, and the keys that mean more than a letter: split, join, go to the turn beside. */
import { caretIn, isSame, selectedIn } from "./caret.js"
import { besideLine, isOnEdge } from "./text-lines.js"
import { SOUND } from "./turn.js"

export class TextEditing {
  #caretBefore = null

  constructor(list, draft) {
    Object.assign(this, { list, draft })
    const { element } = list
    element.addEventListener("beforeinput", (event) => this.#before(event))
    element.addEventListener("input", (event) => this.#typed(event))
    element.addEventListener("keydown", (event) => this.#key(event))
  }

  /** The row with the caret and where it is: {row, at, place, end}; null without one. */
  get here() {
    const row = this.list.here
    if (!row) return null
    const [place, end] = selectedIn(row.text)
    return { row, at: this.list.indexOf(row), place: place ?? 0, end: end ?? 0, isFocused: place !== null }
  }

  split() {
    const { here } = this
    if (!here?.row.turn.text.trim()) return
    const parts = here.row.turn.split(here.place)
    this.#replace(here, 1, parts, { row: 1, place: 0 })
  }

  joinBefore() {
    const { here } = this
    if (!here?.at) return
    const [before, turn] = this.draft.turns.slice(here.at - 1, here.at + 1)
    const joined = before.joined(turn)
    const place = joined.text.length - turn.text.length
    this.draft.replace(here.at - 1, 2, [joined], { caretBefore: { row: 1, place: here.place }, caret: { row: 0, place } })
  }

  paragraph() {
    this.write("\n\n")
  }

  /** Put text in the place of what is selected. */
  write(said, sounds = []) {
    const { here } = this
    if (here) this.writeAt(here, here.place, here.end, said, sounds)
  }

  writeAt(here, start, stop, said, sounds = []) {
    const { text, sounds: old } = here.row.turn
    const [first, last] = [start, stop].map((place) => text.slice(0, place).split(SOUND).length - 1)
    const next = here.row.turn.retold(text.slice(0, start) + said + text.slice(stop), old.toSpliced(first, last - first, ...sounds))
    this.#replace(here, 1, [next], { row: 0, place: start + said.length })
  }

  /** Mark a sound where the caret is; what is selected is what cannot be understood. */
  mark({ kind, mark }, here = this.here) {
    if (!here) return
    const { text } = here.row.turn
    const before = here.place && !/\s/.test(text[here.place - 1]) ? " " : ""
    const behind = /^\s/.test(text.slice(here.end)) ? "" : " "
    this.writeAt(here, here.place, here.end, before + SOUND + behind, [{ kind, mark }])
  }

  #replace(here, count, turns, caret) {
    this.draft.replace(here.at, count, turns, { caretBefore: { row: 0, place: here.place }, caret })
  }

  #before(event) {
    const row = rowOf(event)
    if (!row) return
    this.#caretBefore = caretIn(row.text)
    // What the browser would take back is only what it knows of.
    if (event.inputType.startsWith("history") || event.inputType.startsWith("format")) event.preventDefault()
    else if (event.inputType === "insertParagraph") event.preventDefault()
  }

  #typed() {
    const row = this.list.here
    const { text, sounds } = row.read()
    const at = this.list.indexOf(row)
    const turn = row.turn.retold(text, isSame(sounds, row.turn.sounds) ? row.turn.sounds : sounds)
    const caret = { row: 0, place: caretIn(row.text) ?? 0 }
    const before = { row: 0, place: this.#caretBefore ?? 0 }
    this.draft.replace(at, 1, [turn], { kind: "typing", origin: "typing", caretBefore: before, caret })
  }

  #key(event) {
    const row = rowOf(event)
    if (!row || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (this.#does(event, row)) event.preventDefault()
  }

  #does({ key, shiftKey }, row) {
    if (key === "Enter") return shiftKey ? this.paragraph() : this.split(), true
    const { place, end, at } = this.here
    if (place !== end || shiftKey) return false
    const length = row.text.textContent.length ? row.turn.text.length : 0
    if (key === "Backspace" && !place && at) return this.joinBefore(), true
    if (key === "Delete" && place >= length && this.list.rows[at + 1]) return this.#joinBehind(at), true
    if (key === "ArrowLeft" && !place) return this.#go(at - 1, Infinity)
    if (key === "ArrowRight" && place >= length) return this.#go(at + 1, 0)
    if (key === "ArrowUp" && isOnEdge(row.text, -1)) return this.#goBeside(at, -1)
    if (key === "ArrowDown" && isOnEdge(row.text, 1)) return this.#goBeside(at, 1)
    return false
  }

  #joinBehind(at) {
    const [turn, behind] = this.draft.turns.slice(at, at + 2)
    const caret = { row: 0, place: turn.text.length }
    this.draft.replace(at, 2, [turn.joined(behind)], { caretBefore: caret, caret })
  }

  #go(at, place) {
    const row = this.list.rows[at]
    if (row) this.list.goTo(at, Math.min(place, row.turn.text.length))
    return Boolean(row)
  }

  #goBeside(at, step) {
    const row = this.list.rows[at + step]
    if (!row) return false
    this.list.show(row)
    this.list.goTo(at + step, besideLine(this.list.rows[at].text, row.text, step))
    return true
  }
}

function rowOf(event) {
  return event.target.closest?.(".editor-turn__text")?.closest("li").row
}
