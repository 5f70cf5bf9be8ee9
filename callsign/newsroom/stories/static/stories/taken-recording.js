/** Gives a recording to the story as soon as its upload is in the library. */
export class TakenRecording extends HTMLElement {
  connectedCallback() {
    this.addEventListener("audio-received", this)
  }

  handleEvent(event) {
    // The upload would go to the library's page; here the story is what matters.
    event.preventDefault()
    this.querySelector("input[name=audio]").value = event.detail.id
    // The file has arrived already and is not sent a second time.
    this.querySelector("input[type=file]").value = ""
    this.closest("form").requestSubmit()
  }
}

customElements.define("taken-recording", TakenRecording)
