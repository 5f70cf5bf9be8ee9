/** A short list beside the text: a number picks, arrows go, Escape leaves it as it was. */
import { build } from "./build.js"

const MOST_NUMBERS = 9

export class PickMenu {
  constructor(owner, name) {
    this.element = build("div", { className: "editor-menu", hidden: true, attributes: { role: "dialog", "aria-label": name } })
    this.owner = owner
    owner.append(this.element)
    this.element.addEventListener("keydown", (event) => this.#key(event))
    // Whoever leaves it by Tab has left it, and what is clicked beside it closes it.
    this.element.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !this.element.contains(relatedTarget) && this.close(false))
    document.addEventListener("pointerdown", ({ target }) => this.isOpen && !this.element.contains(target) && this.close(false))
  }

  get isOpen() {
    return !this.element.hidden
  }

  /** Open with choices [{label, note, hue, isCurrent, pick}] below a box of the window. */
  open(heading, choices, box, ...more) {
    const list = build("ul", { className: "editor-menu__list" }, ...choices.map(choice))
    choices.forEach(({ pick }, at) => (list.children[at].firstChild.pick = pick))
    list.addEventListener("click", ({ target }) => this.#pick(target.closest("button")))
    this.element.replaceChildren(build("p", { className: "editor-menu__heading", textContent: heading }), list, ...more)
    this.element.hidden = false
    this.#place(box)
    ;(list.querySelector("[aria-current]") ?? list.querySelector("button") ?? this.element.querySelector("input"))?.focus()
  }

  /** Close; the caret goes back to where it was, unless a pick or a click has put it elsewhere. */
  close(isLeft = true) {
    this.element.hidden = true
    if (isLeft) this.left?.()
  }

  #place(box) {
    const { offsetWidth: width, offsetHeight: height } = this.element
    const below = box.bottom + 6 + height < innerHeight
    const top = below ? box.bottom + 6 : Math.max(8, box.top - height - 6)
    const left = Math.max(8, Math.min(box.left, innerWidth - width - 8))
    Object.assign(this.element.style, { insetBlockStart: `${top}px`, insetInlineStart: `${left}px` })
  }

  #pick(button) {
    if (!button) return
    this.close(false)
    button.pick()
  }

  #key(event) {
    const buttons = [...this.element.querySelectorAll(".editor-menu__list button")]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const isTyping = event.target.matches("input[type=text], textarea")
    if (event.key === "Escape") this.close()
    else if (step && !event.target.matches("input, textarea")) {
      const at = buttons.indexOf(document.activeElement)
      buttons.at((at + step) % buttons.length)?.focus()
    } else if (/^[1-9]$/.test(event.key) && !isTyping && buttons[event.key - 1]) this.#pick(buttons[event.key - 1])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

function choice({ label, note, hue, isCurrent }, at) {
  const number = at < MOST_NUMBERS ? String(at + 1) : ""
  const button = build("button", { type: "button", className: "editor-menu__choice", data: { voice: hue ?? "" } },
    build("kbd", { textContent: number }), build("span", { textContent: label, className: "editor-menu__name" }),
    build("span", { textContent: note ?? "", className: "editor-menu__note" }))
  if (isCurrent) button.setAttribute("aria-current", "true")
  return build("li", {}, button)
}
