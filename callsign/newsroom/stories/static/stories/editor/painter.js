/**
 * Paints words without touching the text: doubtful ones, misspelled names, the one being
 * heard, what a search found. Only rows near the window are painted.
 */
import { rangeIn } from "./caret.js"

const LATER_MS = 180
const KINDS = ["doubt-1", "doubt-2", "doubt-3", "spelling", "hit"]
const PREFIX = "transcript-"

export class Painter {
  #stale = new Set()
  #painted = new Map()
  #later = 0
  #heard = null

  constructor(list, names) {
    Object.assign(this, { list, names, hitsIn: () => [] })
    this.highlights = new Map([...KINDS, "heard"].map((kind) => [kind, highlight(kind)]))
    list.addEventListener("rows", ({ detail }) => this.#soon(detail))
    names.addEventListener("told", ({ detail }) => this.#soon(list.rows.filter((row) => detail.has(row.turn))))
  }

  /** Paint the found places of a search; nothing more when none is given. */
  showHits(hitsIn = () => []) {
    this.hitsIn = hitsIn
    this.#soon([...this.list.near])
  }

  /** Paint a word as the one being heard; return its range. */
  hear(row, number) {
    const highlighted = this.highlights.get("heard")
    highlighted?.clear()
    const token = row?.turn.tokens[number]
    this.#heard = token ? rangeIn(row.text, ...token) : null
    if (this.#heard) highlighted?.add(this.#heard)
    return this.#heard
  }

  // While she types, the ranges move along by themselves; what they mean can wait.
  #soon(rows) {
    for (const row of rows) this.#stale.add(row)
    clearTimeout(this.#later)
    this.#later = setTimeout(() => this.#paintStale(), this.#painted.size ? LATER_MS : 0)
  }

  #paintStale() {
    for (const row of this.#stale) {
      this.#wipe(row)
      if (this.list.near.has(row)) this.#paint(row)
    }
    this.#stale.clear()
  }

  #wipe(row) {
    for (const [kind, range] of this.#painted.get(row) ?? []) this.highlights.get(kind).delete(range)
    this.#painted.delete(row)
  }

  #paint(row) {
    if (!this.highlights.get("hit")) return
    const ranges = []
    for (const [kind, start, stop] of this.#marksOf(row.turn)) {
      const range = rangeIn(row.text, start, stop)
      this.highlights.get(kind).add(range)
      ranges.push([kind, range])
    }
    if (ranges.length) this.#painted.set(row, ranges)
  }

  *#marksOf(turn) {
    for (let number = 0; number < turn.tokens.length; number++) {
      const grade = turn.doubtOf(number)
      if (grade) yield [`doubt-${grade}`, ...turn.tokens[number]]
    }
    for (const { start, stop } of this.names.in(turn)) yield ["spelling", start, stop]
    for (const [start, stop] of this.hitsIn(turn)) yield ["hit", start, stop]
  }
}

// A browser without highlights shows plain words; the keys find doubtful ones all the same.
function highlight(kind) {
  if (!CSS.highlights) return undefined
  const made = new Highlight()
  made.priority = kind === "heard" ? 2 : kind === "hit" ? 1 : 0
  CSS.highlights.set(PREFIX + kind, made)
  return made
}
