/** Find and replace: every hit with its words around it, and a tick for those that are meant. */
import { build } from "./build.js"
import { caretIn } from "./caret.js"
import { clock } from "./clock.js"
import { SOUND } from "./turn.js"

const SHOWN = 200
const CONTEXT = 34
const SOON_MS = 140

export class ReplacePanel {
  #later = 0
  #hits = []

  constructor(element, { draft, list, painter, say, left }) {
    Object.assign(this, { element, draft, list, painter, say, left })
    this.form = element.querySelector("form")
    this.results = element.querySelector(".editor-replace__hits")
    this.count = element.querySelector("[role=status]")
    this.button = element.querySelector("[type=submit]")
    this.form.addEventListener("input", ({ target }) => target.closest(".editor-replace__hits") ? this.#counted() : this.#soon())
    this.form.addEventListener("submit", (event) => this.#submit(event))
    element.addEventListener("keydown", (event) => this.#key(event))
    element.querySelector("[data-close]").addEventListener("click", () => this.close())
    draft.addEventListener("change", () => this.isOpen && this.#soon())
    draft.addEventListener("rebase", () => this.isOpen && this.#soon())
  }

  get isOpen() {
    return !this.element.hidden
  }

  open(selected) {
    const { find } = this.form.elements
    const { here } = this.list
    this.place = (here && caretIn(here.text)) ?? this.place ?? 0
    this.element.hidden = false
    if (selected) find.value = selected
    find.focus()
    find.select()
    this.search()
  }

  close() {
    this.element.hidden = true
    this.painter.showHits()
    this.left(this.place)
  }

  search() {
    const pattern = this.#pattern()
    this.#hits = pattern ? hitsOf(this.draft.turns, pattern) : []
    this.results.replaceChildren(...this.#hits.slice(0, SHOWN).map((hit) => this.#line(hit)))
    this.painter.showHits(pattern ? (turn) => placesIn(turn, pattern) : undefined)
    this.#counted()
  }

  #soon() {
    clearTimeout(this.#later)
    this.#later = setTimeout(() => this.search(), SOON_MS)
  }

  #pattern() {
    const { find, same, whole } = this.form.elements
    if (!find.value) return null
    const quoted = find.value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+").replace(/['’]/g, "['’]")
    const edged = whole.checked ? `(?<![\\p{L}\\p{N}])${quoted}(?![\\p{L}\\p{N}])` : quoted
    return new RegExp(edged, same.checked ? "gu" : "giu")
  }

  #line(hit) {
    const { text } = hit.turn
    const before = text.slice(Math.max(0, hit.start - CONTEXT), hit.start).replaceAll(SOUND, " ")
    const behind = text.slice(hit.stop, hit.stop + CONTEXT).replaceAll(SOUND, " ")
    const place = hit.turn.times[hit.turn.wordAt(hit.start)]
    const tick = build("input", { type: "checkbox", checked: true })
    tick.hit = hit
    const go = build("button", { type: "button", className: "editor-replace__go", textContent: place >= 0 ? clock(place) : "go" })
    go.setAttribute("aria-label", `${go.textContent}, hit ${hit.number}`)
    go.addEventListener("click", () => this.list.goTo(this.draft.turns.indexOf(hit.turn), hit.start, hit.stop))
    const found = build("mark", { textContent: text.slice(hit.start, hit.stop) })
    return build("li", {}, build("label", {}, tick, build("span", {}, `…${before}`, found, `${behind}…`)), go)
  }

  get #ticked() {
    const unticked = new Set([...this.results.querySelectorAll("input:not(:checked)")].map((tick) => tick.hit))
    return this.#hits.filter((hit) => !unticked.has(hit))
  }

  #counted() {
    const [all, meant] = [this.#hits.length, this.#ticked.length]
    const more = all > SHOWN ? `; the first ${SHOWN} are shown` : ""
    this.count.textContent = this.form.elements.find.value ? `${all} found${more}` : ""
    this.button.textContent = `Replace ${meant || ""}`.trim()
    this.button.disabled = !meant
  }

  #submit(event) {
    event.preventDefault()
    const byTurn = grouped(this.#ticked)
    if (!byTurn.size) return
    const rows = [...byTurn.keys()].map((turn) => this.draft.turns.indexOf(turn))
    const [first, last] = [Math.min(...rows), Math.max(...rows)]
    const turns = this.draft.turns.slice(first, last + 1)
    const count = this.#ticked.length
    this.draft.replace(first, turns.length, turns.map((turn) => (byTurn.has(turn) ? this.#replaced(turn, byTurn.get(turn)) : turn)))
    this.say(`${count} replaced. Undo takes them back.`)
    this.search()
  }

  #replaced(turn, hits) {
    const said = this.form.elements.replacement.value
    const text = hits.toReversed().reduce((all, { start, stop }) => all.slice(0, start) + said + all.slice(stop), turn.text)
    return turn.retold(text)
  }

  #key(event) {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    this.close()
  }
}

function hitsOf(turns, pattern) {
  return turns
    .flatMap((turn) => placesIn(turn, pattern).map(([start, stop]) => ({ turn, start, stop })))
    .map((hit, at) => ({ ...hit, number: at + 1 }))
}

function placesIn(turn, pattern) {
  return Array.from(turn.text.matchAll(pattern), ({ 0: hit, index }) => [index, index + hit.length])
}

function grouped(hits) {
  const groups = new Map()
  for (const hit of hits) groups.set(hit.turn, [...(groups.get(hit.turn) ?? []), hit])
  return groups
}
