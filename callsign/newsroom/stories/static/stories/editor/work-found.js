/** Work that was not saved when the page was closed: it is put back, and may be left out. */
import { foundCopies } from "./found-copies.js"
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
    const copies = foundCopies(this.keeping.local.read(), document.working_copy)
    if (!copies.length) return
    try {
      await this.#putBack(copies)
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      return void this.#say(`Unsaved work is kept, and could not be put back: ${error.message}`)
    }
    this.list.nameAll()
    this.#tell(copies)
  }

  // Somebody may have saved since: what moved is asked for.
  async #putBack([work, other]) {
    const changed = await this.keeping.changedSince(work.based_on)
    this.draft.voices.restore(work.speakers ?? [])
    this.draft.restore(work.patches, changed)
    if (other) await this.keeping.takeIn(other)
  }

  #tell(copies) {
    const { at } = copies.at(-1)
    const when = new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })
    const count = this.draft.patches.length
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
    this.draft.leaveOut()
    this.#goOn()
  }
}
