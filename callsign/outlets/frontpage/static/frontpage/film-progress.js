/** Tells an editor how far a film is, and shows it when it is there. */
const ASKED_EVERY_MS = 2_000

export class FilmProgress extends HTMLElement {
  #timer = 0

  connectedCallback() {
    this.#timer = setInterval(() => this.#ask(), ASKED_EVERY_MS)
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
  }

  async #ask() {
    const answer = await fetch(this.dataset.address).catch(() => null) // asked again soon
    if (!answer?.ok) return
    const { films } = await answer.json()
    const mine = films.find((film) => film.shape === this.dataset.shape)
    if (mine?.state !== "waiting" && mine?.state !== "running") return location.reload()
    this.querySelector("progress").value = mine.percent
  }
}

customElements.define("film-progress", FilmProgress)
