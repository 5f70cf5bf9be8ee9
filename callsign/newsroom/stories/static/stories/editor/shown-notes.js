/** What readers are told about the words: corrections and retractions, below their turn. */
import { build } from "./build.js"

const NAMES = { correction: "Correction", retraction: "Taken out" }

export class ShownNotes {
  #elements = []

  constructor(list, keeping, notes) {
    Object.assign(this, { list, notes })
    keeping.addEventListener("answer", ({ detail }) => this.#answered(detail.notes))
    this.draw()
  }

  draw() {
    for (const element of this.#elements) element.remove()
    if (!this.notes.length) return
    const rows = new Map(this.list.rows.flatMap((row) => row.turn.words.filter(Boolean).map(([id]) => [id, row])))
    this.#elements = this.notes.map((note) => {
      const row = rows.get(note.after_word) ?? this.list.rows[0]
      const element = noteElement(note)
      row.element.append(element)
      return element
    })
  }

  #answered(notes) {
    if (!notes) return
    this.notes = notes
    this.draw()
  }
}

function noteElement({ kind, text, made_on }) {
  const heading = [NAMES[kind] ?? "Note", made_on].filter(Boolean).join(", ")
  return build("p", { className: "editor-note" }, build("b", { textContent: heading }), ` ${text}`)
}
