/**
 * A button in the place of the browser's own player: the bar at the foot plays the
 * service, and goes on playing it on every other page. Without script the player is there.
 */
class TuneIn extends HTMLElement {
  connectedCallback() {
    this.player = document.querySelector("live-player")
    if (!this.player?.sound) return
    this.closed = new AbortController()
    const { signal } = this.closed
    const icon = this.player.querySelector(".live__play").innerHTML
    this.button = Object.assign(document.createElement("button"), { type: "button" })
    this.button.className = "tuning__play"
    this.button.innerHTML = `${icon}<span></span>`
    this.button.addEventListener("click", () => this.#press())
    this.player.sound.addEventListener("change", () => this.#show(), { signal })
    this.replaceChildren(this.button)
    this.#show()
  }

  disconnectedCallback() {
    this.closed?.abort()
  }

  get isPlaying() {
    return this.player.isPlaying && this.player.sound.service?.slug === this.dataset.service
  }

  #press() {
    if (this.isPlaying) this.player.pause()
    else this.player.tune(this.dataset.service)
  }

  #show() {
    this.toggleAttribute("data-playing", this.isPlaying)
    const verb = this.isPlaying ? "Pause" : "Play"
    this.button.querySelector("span").textContent = `${verb} ${this.dataset.title}`
  }
}

// The bar is defined by a module of its own, which may come later.
customElements.whenDefined("live-player").then(() => customElements.define("tune-in", TuneIn))
