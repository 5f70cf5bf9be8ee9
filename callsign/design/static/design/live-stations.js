/** The menu of the live player: what else is on the air, asked for when it is opened. */
export class LiveStations extends HTMLElement {
  connectedCallback() {
    if (this.panel) return
    this.player = this.closest("live-player")
    this.button = this.querySelector("button")
    this.panel = this.querySelector("div")
    this.list = this.querySelector("ul")
    this.button.addEventListener("click", () => this.open(this.panel.hidden))
    this.list.addEventListener("click", ({ target }) => this.#choose(target.closest("button")))
    this.addEventListener("keydown", ({ key }) => key === "Escape" && this.#leave())
    document.addEventListener("pointerdown", ({ target }) => this.contains(target) || this.open(false))
    this.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.contains(relatedTarget)) this.open(false)
    })
  }

  open(on) {
    this.panel.hidden = !on
    this.button.ariaExpanded = String(on)
    if (on) this.#fill()
  }

  async #fill() {
    try {
      const services = await this.player.services()
      this.list.replaceChildren(...services.map((service) => this.#row(service)))
    } catch {
      this.list.textContent = "The stations could not be fetched. Check your connection."
    }
  }

  #row(service) {
    const row = document.createElement("li")
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: service.title,
      service,
    })
    const isChosen = this.player.sound.service?.slug === service.slug
    if (isChosen) button.setAttribute("aria-current", "true")
    row.append(button)
    return row
  }

  #choose(button) {
    if (!button) return
    const detail = button.service
    this.dispatchEvent(new CustomEvent("service-chosen", { bubbles: true, detail }))
    this.#leave()
  }

  #leave() {
    if (this.panel.hidden) return
    this.open(false)
    this.button.focus()
  }
}

customElements.define("live-stations", LiveStations)
