/** Shows how the services are, anew every few seconds; without it a reload shows the same. */
const EVERY_MS = 3000

export class OnAirStatus extends HTMLElement {
  connectedCallback() {
    this.#next()
    document.addEventListener("visibilitychange", this.#seen)
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
    document.removeEventListener("visibilitychange", this.#seen)
  }

  #seen = () => document.hidden || this.#look()

  #next() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.#look(), EVERY_MS)
  }

  async #look() {
    if (!document.hidden) await this.#show()
    this.#next()
  }

  async #show() {
    const response = await fetch(this.dataset.status, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
    }).catch(() => null)
    this.toggleAttribute("data-stale", !response?.ok)
    // A button that is being pressed must not be taken away from under the finger.
    if (!response?.ok || this.querySelector(":active")) return
    const focused = this.contains(document.activeElement) ? document.activeElement.id : ""
    this.innerHTML = await response.text()
    if (focused) document.getElementById(focused)?.focus()
  }
}

customElements.define("on-air-status", OnAirStatus)
