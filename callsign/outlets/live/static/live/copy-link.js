/** Adds a button that copies the address written inside. */
export class CopyLink extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("button")) return // moved, and has it already
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: "Copy",
    })
    const said = Object.assign(document.createElement("span"), { role: "status" })
    button.addEventListener("click", () => this.#copy(said))
    this.append(button, said)
  }

  async #copy(said) {
    const address = this.querySelector("code")
    try {
      await navigator.clipboard.writeText(address.textContent)
      said.textContent = "Copied"
    } catch {
      // Where a browser lets nobody copy, the address is ready to be copied by hand.
      getSelection().selectAllChildren(address)
      said.textContent = "Selected; copy it with your keyboard"
    }
  }
}

customElements.define("copy-link", CopyLink)
