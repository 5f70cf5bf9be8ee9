/** The week for hands: arrows, drags and a dialog. Everything ends in the page's own forms. */
import { DeskDialog } from "./desk-dialog.js"
import { Draft } from "./draft.js"
import { besides, weekdayOf } from "./week-days.js"
import { chooseDay, showOneDay } from "./one-day.js"
import { dragTiles } from "./tile-drag.js"

const STEP_MINUTES = 15
const FINE_MINUTES = 5
const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

export class WeekGrid extends HTMLElement {
  #draft = null

  connectedCallback() {
    this.dialog = new DeskDialog({ saved: this.#saved, left: this.#left })
    this.voice = Object.assign(document.createElement("p"), { className: "w-sr-only" })
    this.voice.setAttribute("role", "status")
    this.after(this.voice, this.dialog.element)
    this.addEventListener("keydown", this.#key)
    this.addEventListener("click", this.#click)
    this.addEventListener("click", event => chooseDay(this, event))
    this.addEventListener("submit", this.#open)
    this.addEventListener("focusin", event => this.#rove(event.target))
    if (this.dataset.move) dragTiles(this)
    this.#settle()
  }

  get tiles() {
    return [...this.querySelectorAll(".tile__button")]
  }

  say(words) {
    this.voice.textContent = words
  }

  /** Takes a tile in hand, or goes on with the one that is. */
  hold(button) {
    if (this.#draft?.button !== button) {
      this.#draft?.putBack()
      this.#draft = new Draft(button)
    }
    return this.#draft
  }

  putBack() {
    this.#draft?.putBack()
    this.#draft = null
  }

  /** Asks what it would do to leave the tile where it is now. */
  propose() {
    if (!this.#draft?.isMoved) return this.putBack()
    this.dialog.open(`${this.dataset.move}?${this.#draft.asked}`)
  }

  #settle() {
    this.querySelector("[data-keys]")?.removeAttribute("hidden")
    showOneDay(this)
    const now = this.querySelector(".tile--now .tile__button")
    this.#rove(now ?? this.tiles[0])
  }

  // One tile is in the order of tabs; the arrows go to the others.
  #rove(button) {
    if (!button?.matches?.(".tile__button")) return
    for (const one of this.tiles) one.tabIndex = one === button ? 0 : -1
  }

  #key = event => {
    const button = event.target.closest?.(".tile__button")
    if (!button) return
    if (event.key in WAYS) {
      event.preventDefault()
      return event.shiftKey ? this.#nudge(button, event) : this.#go(button, event.key)
    }
    if (event.key === "Escape" && this.#draft) {
      this.putBack()
      button.focus()
      this.say("Put back.")
    } else if (event.key === "Enter" && this.#draft) {
      event.preventDefault()
      this.propose()
    } else if (event.key === "Tab") {
      this.putBack()
    } else if (event.key.toLowerCase() === "n" && this.dataset.new && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      this.dialog.open(`${this.dataset.new}?${besides(button)}`)
    }
  }

  #go(button, key) {
    this.putBack()
    const columns = [...this.querySelectorAll(".day__tiles")]
    const own = [...button.closest(".day__tiles").querySelectorAll(".tile__button")]
    const [down, across] = WAYS[key]
    if (down) return own[own.indexOf(button) + down]?.focus()
    const there = columns[columns.indexOf(button.closest(".day__tiles")) + across]
    const from = Draft.minute(button.parentElement, "from")
    const before = [...(there?.querySelectorAll(".tile__button") ?? [])]
    before.filter(one => Draft.minute(one.parentElement, "from") <= from).at(-1)?.focus()
  }

  #nudge(button, event) {
    const [down, across] = WAYS[event.key]
    const verb = event.ctrlKey ? "resize" : "move"
    if (!this.dataset.move || !button.dataset.held?.includes(verb)) {
      return this.say("This one can only be opened: press Enter.")
    }
    const step = event.altKey ? FINE_MINUTES : STEP_MINUTES
    const draft = this.hold(button)
    if (verb === "resize") draft.resize(draft.to + down * step)
    else draft.move(draft.from + down * step, draft.columnBeside(across))
    button.focus()
    this.say(`${button.dataset.title}, ${weekdayOf(draft.column)} ${draft.start} to ${draft.end}. Enter to preview, Escape to put back.`)
  }

  #click = event => {
    const link = event.target.closest("a[data-dialog]")
    if (!link || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.dialog.open(link.href)
  }

  #open = event => {
    if (!event.target.matches(".week")) return
    event.preventDefault()
    const { name, value } = event.submitter
    this.dialog.open(`${event.target.action}?${new URLSearchParams({ [name]: value })}`)
  }

  #saved = (page, address) => {
    const value = this.querySelector('.tile__button[tabindex="0"]')?.value
    this.#draft = null
    this.replaceChildren(...page.querySelector("week-grid").childNodes)
    history.replaceState(null, "", address + location.hash)
    this.#settle()
    const same = this.tiles.find(one => one.value === value)
    ;(same ?? this.querySelector('.tile__button[tabindex="0"]'))?.focus()
    this.say(this.querySelector("[data-saved] p")?.textContent.trim() ?? "")
  }

  #left = () => {
    this.putBack()
    this.querySelector('.tile__button[tabindex="0"]')?.focus()
  }
}

customElements.define("week-grid", WeekGrid)
