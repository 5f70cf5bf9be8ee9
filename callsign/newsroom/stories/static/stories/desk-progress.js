const EVERY_MS = 1000
const UNREACHABLE_MS = 5000
const WORKS = ["preparing", "aligning", "drafting", "comparing"]

/**
 * Shows how far the workers are, and plays a turn when its time is clicked.
 * Reloads once something is finished, unless somebody is writing.
 */
export class DeskProgress extends HTMLElement {
  #timer = 0

  connectedCallback() {
    this.addEventListener("click", this)
    if ("busy" in this.dataset) this.#askLater(EVERY_MS)
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
  }

  handleEvent(event) {
    const button = event.target.closest("[data-seek]")
    const audio = this.querySelector("audio")
    if (!button || !audio) return
    audio.currentTime = Number(button.dataset.seek) / 1000
    audio.play()
  }

  #askLater(wait) {
    this.#timer = setTimeout(() => this.#ask(), wait)
  }

  async #ask() {
    try {
      const answer = await fetch(this.dataset.address, { headers: { Accept: "application/json" } })
      if (!answer.ok) throw new Error(`The desk answered ${answer.status}`)
      this.#show(await answer.json())
    } catch {
      this.#askLater(UNREACHABLE_MS)
    }
  }

  #show(progress) {
    const finished = this.#finished(progress)
    for (const key of WORKS) this.#showWork(key, progress[key])
    if (finished && !this.#isWriting()) return location.reload()
    this.#askLater(EVERY_MS)
  }

  #showWork(key, work) {
    const shown = this.querySelector(`[data-work="${key}"]`)
    if (!shown || !work) return
    shown.querySelector("progress").value = work.percent
    shown.querySelector("output").value = work.state === "waiting" ? "waiting" : `${work.percent} %`
  }

  /** Whether the page no longer says what is: work has ended, begun, or moved the text. */
  #finished(progress) {
    const isUnfinished = (work) => work?.state === "waiting" || work?.state === "running"
    const changed = WORKS.some(
      (key) => Boolean(this.querySelector(`[data-work="${key}"]`)) !== Boolean(isUnfinished(progress[key])),
    )
    return changed || String(progress.head ?? "") !== this.dataset.head
  }

  #isWriting() {
    return Boolean(
      this.querySelector("details[open] input:focus, details[open] select:focus, textarea:focus"),
    )
  }
}

customElements.define("desk-progress", DeskProgress)
