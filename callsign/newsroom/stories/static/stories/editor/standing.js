/** Where the work stands: kept, saved, checked, who else is here. */
import * as server from "./server.js"

const NOT_CHECKED = {
  human: "Nobody has checked it yet",
  machine: "A machine’s draft: nobody has checked it yet",
  mixed: "Partly a machine’s: nobody has checked it yet",
}

export class Standing {
  constructor(root, { draft, keeping, opened }) {
    Object.assign(this, { root, draft, keeping, opened, checked: opened.checked, isChanged: false })
    this.state = root.named("state")
    keeping.addEventListener("state", ({ detail }) => this.#show(detail))
    keeping.addEventListener("editing", ({ detail }) => this.#others(detail))
    keeping.addEventListener("answer", ({ detail }) => this.#answered(detail))
    keeping.addEventListener("news", ({ detail }) => this.say(`${detail.by} saved changes; they are on the page.`))
    draft.addEventListener("change", () => this.#changed())
    draft.addEventListener("voices", () => this.#changed())
    this.#showChecked()
    this.#buttons()
  }

  /** Say something that needs no place of its own on the page. */
  say(words) {
    this.root.named("said").textContent = words
  }

  settled(way) {
    const left = this.draft.conflicts.length
    this.say(`${way}: done. ${left ? `${left} more to decide.` : "Nothing more to decide."}`)
  }

  /** Say what went wrong, where it stays to be read. */
  trouble(text) {
    this.#show({ state: "trouble", text })
  }

  async check() {
    this.#show({ state: "saving", text: "Marking as checked …" })
    try {
      if (!(await this.keeping.ask(server.check))) return
      this.isChanged = false
      this.#showChecked()
      this.#show({ state: "saved", text: "Checked." })
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.#show({ state: "trouble", text: `Not marked as checked. ${error.message}` })
    }
  }

  // What the server says of the whole: a save may take the mark away, a colleague give it.
  #answered({ checked }) {
    if (checked === undefined) return
    this.checked = checked
    this.isChanged = this.keeping.hasWork
    this.#showChecked()
  }

  /** She writes in another window: nothing can be saved or checked from here. */
  rest() {
    this.#showChecked()
  }

  #changed() {
    this.#buttons()
    if (this.isChanged) return
    this.isChanged = true
    this.#showChecked()
  }

  #buttons() {
    const on = { undo: this.draft.canUndo, redo: this.draft.canRedo }
    for (const [name, can] of Object.entries(on))
      for (const button of this.root.querySelectorAll(`[data-command=${name}]`)) if (button.disabled === can) button.disabled = !can
  }

  #show({ state, text }) {
    if (this.shown === text && this.state.dataset.state === state) return
    this.shown = text
    this.state.dataset.state = state
    this.state.textContent = text
    // Each key says that something is not saved; nobody wants to hear it each time.
    if (state !== "changed" && state !== "kept") this.say(text)
    this.root.named("trouble").textContent = state === "trouble" || state === "undecided" ? text : ""
  }

  #showChecked() {
    const { checked, isChanged } = this
    const at = checked && new Date(checked.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })
    const text = checked ? `Checked by ${checked.by}, ${at}` : (NOT_CHECKED[this.opened.origin] ?? NOT_CHECKED.human)
    const part = this.root.named("checked")
    const { canEdit } = this.draft
    part.title = text
    part.textContent = checked && isChanged ? `${text}; changed since` : text
    part.toggleAttribute("data-checked", Boolean(checked) && !isChanged)
    for (const button of this.root.querySelectorAll("[data-command=check]")) button.hidden = !canEdit || (Boolean(checked) && !isChanged)
    for (const button of this.root.querySelectorAll("[data-command=save]")) button.hidden = !canEdit
    const why = this.opened.can_edit === false ? "somebody else may change it" : "you write in another window"
    if (!canEdit) this.#show({ state: "read", text: `To read only: ${why}` })
  }

  #others(editing) {
    const names = editing.map(({ name }) => name)
    const part = this.root.named("others")
    const text = names.length ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} editing, too` : ""
    if (part.textContent !== text) part.textContent = text
  }
}
