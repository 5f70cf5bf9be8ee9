import { STEP_MS } from "./audio-player.js"

/** Single keys for listening and reading, listed behind "?", and a switch to be rid of them. */
const KEPT = "callsign-keys"
const TYPING = "input, textarea, select, [contenteditable]"
const PRESSABLE = "a, button, summary, [role=slider]"

export class PageKeys extends HTMLElement {
  #gone = new AbortController()

  connectedCallback() {
    this.dialog = this.querySelector("dialog")
    this.switch = this.querySelector("input")
    this.switch.checked = recall() !== "off"
    this.switch.addEventListener("change", () => keep(this.switch.checked ? "on" : "off"))
    this.querySelector("[data-act=close]").addEventListener("click", () => this.dialog.close())
    for (const button of document.querySelectorAll("[data-act=keys]"))
      button.addEventListener("click", () => this.dialog.showModal())
    addEventListener("keydown", (event) => this.#press(event), { signal: this.#gone.signal })
  }

  disconnectedCallback() {
    this.#gone.abort()
  }

  #press(event) {
    const { key, target } = event
    const isOurs = this.switch.checked && !this.dialog.open && !event.defaultPrevented
    if (!isOurs || event.ctrlKey || event.metaKey || event.altKey) return
    if (target.closest(TYPING)) return
    if ((key === " " || key.startsWith("Arrow")) && target.closest(PRESSABLE)) return
    const act = this.#acts()[key.length === 1 ? key.toLowerCase() : key]
    if (!act) return
    event.preventDefault()
    act()
  }

  #acts() {
    const player = document.querySelector("audio-player")
    const transcript = document.querySelector("transcript-follow[data-ready]")
    const moment = document.querySelector("share-moment")
    const [toggle, back, on] = [
      () => player.toggle(),
      () => player.skip(-STEP_MS),
      () => player.skip(STEP_MS),
    ]
    const listening = player && {
      " ": toggle, k: toggle, j: back, ArrowLeft: back, l: on, ArrowRight: on,
    }
    const reading = transcript && {
      n: () => transcript.turn(1),
      "]": () => transcript.turn(1),
      p: () => transcript.turn(-1),
      "[": () => transcript.turn(-1),
      f: () => transcript.follow(!transcript.isFollowing),
      s: () => moment.offerNow(),
    }
    return { ...listening, ...reading, "?": () => this.dialog.showModal() }
  }
}

/** A browser that keeps nothing for us still has the keys. */
function recall() {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value)
  } catch {
    return // the switch holds for this page alone
  }
}

customElements.define("page-keys", PageKeys)
