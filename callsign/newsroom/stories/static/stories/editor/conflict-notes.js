/** Where two editors changed the same turns: the other's words beside one's own. */
import { build } from "./build.js"
import { pairs } from "./kept-words.js"

const WAYS = [["theirs", "Take theirs"], ["mine", "Keep mine"], ["both", "Take both"]]

export class ConflictNotes {
  constructor(list, draft, settled) {
    Object.assign(this, { list, draft, settled, notes: [] })
    for (const kind of ["rebase", "conflicts", "change"])
      draft.addEventListener(kind, ({ detail }) => detail.origin !== "typing" && this.draw())
  }

  draw() {
    for (const note of this.notes) note.remove()
    for (const row of this.list.rows) if ("met" in row.element.dataset) delete row.element.dataset.met
    this.notes = this.draft.conflicts.map((conflict) => this.#note(conflict))
  }

  #note(conflict) {
    const [first, stop] = this.draft.rowsOf(conflict)
    const rows = this.list.rows.slice(first, stop)
    for (const row of rows) row.element.dataset.met = ""
    const mine = rows.flatMap((row) => row.turn.tokens.map((_, at) => row.turn.wordText(at)))
    const { author = "the other editor", text = "Somebody else changed the same turns." } = conflict
    const buttons = WAYS.map(([way, verb]) => this.#button(conflict, way, verb))
    const note = build("section", { className: "editor-conflict", attributes: { "aria-label": `What ${author} wrote` } },
      build("p", { className: "editor-conflict__heading", textContent: text }),
      ...this.#theirs(conflict, mine),
      build("div", { className: "editor-conflict__ways" }, ...buttons))
    const host = rows[0] ?? this.list.rows[Math.min(first, this.list.rows.length - 1)]
    host.element.append(note)
    return note
  }

  #theirs({ theirs }, mine) {
    if (!theirs.length) return [build("p", { className: "editor-conflict__words", textContent: "They took these turns out." })]
    const said = theirs.flatMap((turn) => turn.tokens.map((_, at) => turn.wordText(at)))
    const same = new Set(pairs(mine, said).map(([, at]) => at))
    let number = 0
    return theirs.map((turn) => {
      const words = turn.tokens.flatMap((_, at) => {
        const word = turn.wordText(at)
        return [same.has(number++) ? word : build("mark", { textContent: word }), " "]
      })
      const name = build("b", { textContent: this.draft.voices.nameOf(turn.speaker), data: { voice: this.draft.voices.hueOf(turn.speaker) } })
      return build("p", { className: "editor-conflict__words" }, name, " ", ...words)
    })
  }

  #button(conflict, way, text) {
    const button = build("button", { type: "button", className: "button button-small button-secondary", textContent: text })
    button.addEventListener("click", () => {
      const [first] = this.draft.rowsOf(conflict)
      this.draft.settle(conflict, way)
      this.list.goTo(Math.min(first, this.list.rows.length - 1))
      this.settled(text)
    })
    return button
  }
}
