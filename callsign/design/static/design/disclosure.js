/** A button that opens a panel; Escape, a press elsewhere and going on by Tab close it. */
export class Disclosure {
  constructor(element, button, panel, { opens = () => {} } = {}) {
    Object.assign(this, { button, panel, opens })
    button.addEventListener("click", () => this.open(panel.hidden))
    element.addEventListener("keydown", ({ key }) => key === "Escape" && this.leave())
    document.addEventListener("pointerdown", ({ target }) => element.contains(target) || this.open(false))
    element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !element.contains(relatedTarget)) this.open(false)
    })
  }

  open(on) {
    if (on === !this.panel.hidden) return
    this.panel.hidden = !on
    this.button.ariaExpanded = String(on)
    if (on) this.opens()
  }

  /** Close it, and go back to where it was opened. */
  leave() {
    if (this.panel.hidden) return
    this.open(false)
    this.button.focus()
  }
}
