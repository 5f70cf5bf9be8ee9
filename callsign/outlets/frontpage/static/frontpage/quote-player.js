/**
 * Plays the clip of a quote and lights up each word while it is said; without it the
 * browser's own player stays.
 */
export class QuotePlayer extends HTMLElement {
  connectedCallback() {
    this.audio = this.querySelector("audio")
    this.place = this.querySelector(".quote-player__place")
    this.lengthMs = Number(this.dataset.lengthMs)
    this.words = [...document.querySelectorAll(".quote [data-at]")].map((word) => [Number(word.dataset.at), word])
    this.audio.controls = false
    this.audio.hidden = true
    this.querySelector(".quote-player__line").hidden = false
    this.dataset.ready = ""
    this.#listen()
  }

  toggle() {
    if (!this.audio.paused) return this.audio.pause()
    this.querySelector(".quote-player__problem").hidden = true
    if (this.audio.error) this.audio.load() // after a line was lost, or a clip was not cut yet
    this.audio.play().catch((error) => this.#explain(error))
  }

  #listen() {
    const { audio, place } = this
    this.querySelector(".quote-player__play").addEventListener("click", () => this.toggle())
    place.addEventListener("input", () => {
      audio.currentTime = place.value / 1000
      this.#show()
    })
    for (const kind of ["play", "pause", "ended", "seeked"]) audio.addEventListener(kind, () => this.#mark())
    audio.addEventListener("playing", () => this.#run())
  }

  #run() {
    this.#show()
    if (!this.audio.paused) requestAnimationFrame(() => this.#run())
  }

  #mark() {
    const isPlaying = !this.audio.paused && !this.audio.ended
    this.toggleAttribute("data-playing", isPlaying)
    this.querySelector(".quote-player__play").ariaLabel = isPlaying ? "Pause" : "Play"
    this.#show()
  }

  #show() {
    const ms = this.audio.ended ? 0 : Math.round(this.audio.currentTime * 1000)
    this.place.value = ms
    this.place.ariaValueText = `${clock(ms)} of ${clock(this.lengthMs + 999)}`
    this.querySelector(".quote-player__now").textContent = clock(ms)
    const spoken = this.audio.paused && !ms ? null : this.words.findLast(([at]) => at <= ms)?.[1]
    for (const [, word] of this.words) word.classList.toggle("is-spoken", word === spoken)
  }

  #explain(error) {
    if (error.name === "AbortError") return // paused before it began
    const problem = this.querySelector(".quote-player__problem")
    problem.textContent = "The clip could not be played. Try again in a minute."
    problem.hidden = false
  }
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

customElements.define("quote-player", QuotePlayer)
