import { Disclosure } from "./disclosure.js"

/** The menu of the live player: what else is on the air, asked for when it is opened. */
export class LiveStations extends HTMLElement {
  connectedCallback() {
    if (this.panel) return
    this.player = this.closest("live-player")
    this.panel = this.querySelector("div")
    this.list = this.querySelector("ul")
    this.list.addEventListener("click", ({ target }) => this.#choose(target.closest("button")))
    const opens = () => this.#fill()
    this.menu = new Disclosure(this, this.querySelector("button"), this.panel, { opens })
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
    this.menu.leave()
  }
}

customElements.define("live-stations", LiveStations)
