/** The turns on the page: one row each, exchanged only where something changed. */
import { caretIn, putCaret } from "./caret.js"
import { scrollerOf } from "./scroller.js"
import { TurnRow } from "./turn-row.js"

const EDGE_PX = 24

export class TurnList extends EventTarget {
  #near = new Set()
  #here = null

  constructor(element, draft, { language, can_edit }) {
    super()
    Object.assign(this, { element, draft, language, canEdit: can_edit !== false, rows: [] })
    // Highlights are painted for what is near the window alone.
    this.scroller = scrollerOf(element)
    this.observer = new IntersectionObserver((seen) => this.#seen(seen), { root: this.scroller, rootMargin: "400px 0px" })
    this.splice(0, 0, draft.turns)
    draft.addEventListener("change", ({ detail }) => this.#change(detail))
    draft.addEventListener("voices", () => this.nameAll())
    draft.addEventListener("rebase", ({ detail }) => this.#rebase(detail))
    element.addEventListener("focusin", ({ target }) => this.#rove(target.closest("li")?.row))
  }

  get near() {
    return this.#near
  }

  /** The row with the caret, or the one that had it last. */
  get here() {
    return this.#here
  }

  indexOf(row) {
    return this.rows.indexOf(row)
  }

  /** Put the caret into a row, and the row into the window. */
  goTo(at, place = 0, end = place) {
    const row = this.rows[at]
    if (!row) return
    putCaret(row.text, place, end)
    this.show(row)
  }

  show(row) {
    const head = this.element.closest("transcript-editor").headHeight
    const { top, bottom } = row.element.getBoundingClientRect()
    if (top < head) this.scroller.scrollBy(0, top - head - EDGE_PX)
    else if (bottom > innerHeight - EDGE_PX) this.scroller.scrollBy(0, Math.min(bottom - innerHeight + 2 * EDGE_PX, top - head - EDGE_PX))
  }

  splice(at, count, turns) {
    const gone = this.rows.slice(at, at + count)
    // A row is used again for the turn in its place: its caret and its height stay.
    const rows = turns.map((_, number) => gone[number] ?? new TurnRow(this.language, this.canEdit))
    this.rows.splice(at, count, ...rows)
    for (const row of gone.slice(turns.length)) this.#drop(row)
    const behind = this.rows[at + turns.length]?.element ?? null
    const fresh = document.createDocumentFragment()
    for (const row of rows.slice(count)) fresh.append(row.element)
    this.element.insertBefore(fresh, behind)
    rows.forEach((row, number) => row.show(turns[number], this.draft.voices, this.#goesOn(at + number)))
    for (const row of rows.slice(count)) this.observer.observe(row.element)
    this.#nameAt(at + turns.length)
    if (!this.#here) this.rows[0]?.rove(true)
    this.#tell(rows)
  }

  /** From now on it can be read only: she writes in another window. */
  rest() {
    this.canEdit = false
    for (const row of this.rows) row.rest()
  }

  nameAll() {
    this.rows.forEach((row, at) => row.name(this.draft.voices, this.#goesOn(at)))
    this.#tell([])
  }

  #change({ at, count, turns, origin, caret }) {
    if (origin === "typing") {
      this.rows[at].show(turns[0], this.draft.voices, this.#goesOn(at), true)
      return this.#tell([this.rows[at]])
    }
    this.splice(at, count, turns)
    if (caret) this.goTo(at + caret.row, caret.place, caret.end ?? caret.place)
  }

  #rebase({ moved }) {
    const here = this.#here && this.#here.text.contains(document.activeElement) ? this.#here : null
    const place = here && caretIn(here.text)
    for (const move of moved) this.#exchange(move)
    this.rows.forEach((row, at) => {
      const turn = this.draft.turns[at]
      if (row.turn !== turn) row.show(turn, this.draft.voices, this.#goesOn(at))
    })
    this.#tell(this.rows)
    if (here?.element.isConnected && caretIn(here.text) !== place) putCaret(here.text, Math.min(place, here.turn.text.length))
  }

  #exchange({ at, count, length }) {
    for (const row of this.rows.splice(at + length, Math.max(0, count - length))) this.#drop(row)
    for (let place = at + count; place < at + length; place++) {
      const row = new TurnRow(this.language, this.canEdit)
      this.element.insertBefore(row.element, this.rows[place]?.element ?? null)
      this.rows.splice(place, 0, row)
      this.observer.observe(row.element)
    }
  }

  #drop(row) {
    this.observer.unobserve(row.element)
    this.#near.delete(row)
    row.element.remove()
    if (this.#here === row) this.#here = null
  }

  #goesOn(at) {
    const turn = this.draft.turns[at]
    return at > 0 && turn?.speaker !== null && this.draft.turns[at - 1].speaker === turn?.speaker
  }

  #nameAt(at) {
    this.rows[at]?.name(this.draft.voices, this.#goesOn(at))
  }

  #rove(row) {
    if (!row || row === this.#here) return
    const last = this.#here ?? this.rows[0]
    last.rove(false)
    row.rove(true)
    this.#here = row
    this.dispatchEvent(new CustomEvent("here", { detail: row }))
  }

  #seen(entries) {
    const rows = []
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#near.add(target.row)
      else this.#near.delete(target.row)
      rows.push(target.row)
    }
    this.#tell(rows)
  }

  #tell(rows) {
    this.dispatchEvent(new CustomEvent("rows", { detail: rows }))
  }
}
