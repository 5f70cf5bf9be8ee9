/** Shows how far a recording is, until it is ready; without it a reload shows the same. */
const EVERY_MS = 2000

export class PreparationProgress extends HTMLElement {
  connectedCallback() {
    this.#next()
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
  }

  #next() {
    if (this.querySelector("[data-unfinished]")) {
      this.timer = setTimeout(() => this.#look(), EVERY_MS)
    }
  }

  async #look() {
    const response = await fetch(this.dataset.state, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
    }).catch(() => null)
    if (response?.ok) {
      this.innerHTML = await response.text()
      // The waveform, the player and the loudness are on the page only now.
      if (!this.querySelector("[data-unfinished]")) location.reload()
    }
    this.#next()
  }
}

customElements.define("preparation-progress", PreparationProgress)
