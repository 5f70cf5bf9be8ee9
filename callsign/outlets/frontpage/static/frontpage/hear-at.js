/**
 * A link to a place in the recording of this page: its player goes there and plays. The link
 * inside leads to the same place of the file (a media fragment) and works without it.
 */
class HearAt extends HTMLElement {
  connectedCallback() {
    this.onclick = (event) => {
      const player = document.querySelector("audio-player")
      if (!player?.seek || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      player.seek(Number(this.dataset.ms))
      if (!player.isPlaying) player.toggle()
    }
  }
}

customElements.define("hear-at", HearAt)
