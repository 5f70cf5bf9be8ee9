/** Shows the steps of an edit, pages of the desk, in a dialog: the same forms, without leaving. */
const LOST = "The desk cannot be reached. Nothing was saved, and what you entered is still here: try again."

export class DeskDialog {
  #latest = 0

  /** `saved` is given the page that follows a saved edit; `left` is called when there is none. */
  constructor({ saved, left }) {
    this.saved = saved
    this.left = left
    this.element = document.createElement("dialog")
    this.element.className = "schedule-dialog"
    this.element.setAttribute("aria-labelledby", "step-title")
    // What is outside cannot be heard while the dialog is open.
    this.voice = Object.assign(document.createElement("p"), { className: "w-sr-only" })
    this.voice.setAttribute("role", "status")
    this.element.addEventListener("submit", event => this.#submit(event))
    this.element.addEventListener("click", event => this.#follow(event))
    this.element.addEventListener("close", () => this.#closed())
  }

  open(address) {
    return this.#take(fetch(address))
  }

  #submit(event) {
    event.preventDefault()
    const { target: form, submitter } = event
    const body = new FormData(form)
    if (submitter?.name) body.append(submitter.name, submitter.value)
    this.#take(fetch(form.action, { method: "POST", body }))
  }

  #follow(event) {
    const link = event.target.closest("a[data-dialog], a[data-close]")
    if (!link || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if ("close" in link.dataset) this.element.close()
    else this.open(link.href)
  }

  async #take(asked) {
    const mine = ++this.#latest
    this.element.setAttribute("aria-busy", "true")
    const response = await asked.catch(() => null)
    const text = await response?.text().catch(() => null)
    if (mine !== this.#latest) return
    this.element.removeAttribute("aria-busy")
    if (text == null) return this.#tell(LOST)
    const page = new DOMParser().parseFromString(text, "text/html")
    if (page.querySelector("week-grid")) return this.#done(page, response.url)
    const step = page.querySelector("[data-step]")
    // Signed out, or a fault: the page itself says what it is.
    if (!step) return location.assign(response.url)
    this.element.replaceChildren(this.voice, step)
    if (!this.element.open) this.element.showModal()
    this.voice.textContent = step.dataset.said ?? ""
    this.element.scrollTop = 0
    const problem = step.querySelector(".w-field--error :is(input, select)")
    ;(problem ?? step.querySelector("h2")).focus()
  }

  #done(page, address) {
    this.isSaved = true
    this.element.close()
    this.saved(page, address)
  }

  #closed() {
    this.#latest++
    this.element.replaceChildren()
    if (!this.isSaved) this.left()
    this.isSaved = false
  }

  #tell(words) {
    const said = Object.assign(document.createElement("p"), { className: "help-block help-critical", textContent: words })
    said.setAttribute("role", "alert")
    this.element.querySelector("[role=alert]")?.remove()
    this.element.prepend(said)
    if (!this.element.open) this.element.showModal()
  }
}
