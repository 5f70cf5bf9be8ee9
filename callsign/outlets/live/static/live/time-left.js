/** Says how many minutes are left up to a moment, and no more once it has come. */
const MINUTE_MS = 60_000

class TimeLeft extends HTMLElement {
  connectedCallback() {
    this.ends = Date.parse(this.dataset.ends)
    this.#say()
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
  }

  #say() {
    const leftMs = this.ends - Date.now()
    const minutes = Math.ceil(leftMs / MINUTE_MS)
    this.textContent = minutes > 0 ? `${lengthOf(minutes)} left` : ""
    if (minutes > 0) this.timer = setTimeout(() => this.#say(), leftMs % MINUTE_MS || MINUTE_MS)
  }
}

function lengthOf(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(" ")
}

customElements.define("time-left", TimeLeft)
