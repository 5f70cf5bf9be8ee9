/** Work that was not saved when the page was closed: it is put back, and may be left out. */
import * as server from "./server.js"

export class WorkFound {
  constructor(element, { draft, keeping, list }) {
    Object.assign(this, { element, draft, keeping, list })
    element.querySelector("[data-leave-out]").addEventListener("click", () => this.#leaveOut())
    // After her first change it is her work again, and undo takes it back step by step.
    draft.addEventListener("change", ({ detail }) => detail.origin !== "restore" && (element.hidden = true))
    element.querySelector("[data-go-on]").addEventListener("click", () => this.#goOn())
  }

  async restore(document) {
    const work = this.keeping.found(document)
    if (!work) return
    const changed = await this.#changedSince(work.based_on)
    if (!changed) return
    this.draft.voices.restore(work.speakers ?? [])
    this.draft.restore(work.patches, changed)
    this.list.nameAll()
    this.#tell(work)
  }

  // Somebody may have saved since: what moved is asked for.
  async #changedSince(revision) {
    if (revision === this.draft.revision) return []
    try {
      const { changed } = await server.newsSince(revision)
      return changed
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.#say(`Unsaved work is kept in this browser, and could not be put back: ${error.message}`)
      return null
    }
  }

  #tell({ at, patches }) {
    const when = new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })
    const count = patches.length
    const what = count === 1 ? "one place" : `${count} places`
    this.#say(`What you had not saved is here again: ${what}, from ${when}.`)
    const [first] = this.draft.cells.filter((cell) => !cell.isSame)
    if (first) this.list.show(this.list.rows[Math.min(first.first, this.list.rows.length - 1)])
  }

  #say(words) {
    this.element.querySelector("p").textContent = words
    this.element.hidden = false
  }

  #goOn() {
    this.element.hidden = true
    this.list.goTo(Math.max(0, this.list.indexOf(this.list.here ?? this.list.rows[0])))
  }

  #leaveOut() {
    this.draft.undo()
    this.#goOn()
  }
}
