/**
 * A link to a broadcast from its beginning: the bar at the foot plays it, where there is one
 * that can. The link inside leads a player of the listener's own to the same sound.
 */
class FromTop extends HTMLElement {
  connectedCallback() {
    this.onclick = (event) => {
      const player = document.querySelector("live-player")
      if (!player?.playFrom || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      player.playFrom(this.dataset.service, new Date(this.dataset.from))
    }
  }
}

customElements.define("from-top", FromTop)
