import { asked } from "./now-asked.js"
import { behindWords } from "./now-words.js"
import { afterKey, reach, RewindScale } from "./rewind-scale.js"

/**
 * The line in the sheet of the live player on which one goes back: full hours below it,
 * a gap where a program ends, and above it the time and the program of the place that is
 * pointed at, held, or heard. Arrows go by the minute, Page Up and Page Down to where a
 * program begins, Home and End to either end.
 */
const HOUR_MS = 3_600_000
const VIEW_MS = 4 * HOUR_MS
const LONGEST_MS = 24 * HOUR_MS
const SETTLES_MS = 600 // so long after the last key it is heard
const RENEWED_MS = 15_000
const FORBIDDEN = "That program may not be heard again."

class LiveRewind extends HTMLElement {
  #view = VIEW_MS
  #pointed = null // the moment below the pointer
  #meant = null // the moment that was chosen and is not heard yet
  #isHeld = false
  #timer = 0
  #keys = 0

  connectedCallback() {
    if (this.player) return
    this.player = this.closest("live-player")
    this.sheet = this.closest(".live__sheet")
    this.line = this.querySelector("[role=slider]")
    this.clock = new Intl.DateTimeFormat([], { timeStyle: "short" })
    this.hour = new Intl.DateTimeFormat([], { hour: "numeric" })
    this.#part("more").addEventListener("click", () => this.#widen())
    this.#listen()
  }

  /** Draw it, where it can be seen; the sheet says when it opens. */
  show() {
    clearTimeout(this.#timer)
    if (this.sheet.hidden) return
    this.#timer = setTimeout(() => this.show(), RENEWED_MS)
    const { player } = this
    const now = asked.wallMs
    const heard = player.position?.getTime() ?? now
    while (heard < now - this.#view && this.#view < LONGEST_MS) this.#view += VIEW_MS
    const { items, isWhole } = asked.between(player.slug, now - this.#view, now)
    const isShown = this.scale && this.of === player.slug
    // What jumps about while it becomes known cannot be pointed at.
    this.toggleAttribute("data-awaited", !isWhole && !isShown)
    const from = isWhole || !isShown ? reach(items, now - this.#view, now) : this.scale.from
    this.hidden = !player.sound.knowsPieces || (isWhole && from === now)
    if (this.hidden || this.hasAttribute("data-awaited")) return
    this.of = player.slug
    this.items = items
    this.scale = new RewindScale(from, now)
    this.#part("more").hidden = !isWhole || from > now - this.#view || this.#view >= LONGEST_MS
    this.#draw(this.#meant ?? heard)
  }

  #listen() {
    const { line, player } = this
    asked.addEventListener("told", () => this.show())
    player.sound.addEventListener("change", ({ detail }) => this.#settle(detail))
    player.addEventListener("live-position", () => this.show())
    line.addEventListener("keydown", (event) => this.#press(event))
    line.addEventListener("pointerdown", (event) => this.#hold(event))
    line.addEventListener("pointermove", (event) => this.#point(event))
    line.addEventListener("pointerup", () => this.#release())
    line.addEventListener("pointercancel", () => this.#leave())
    line.addEventListener("pointerleave", () => this.#leave())
  }

  #draw(at) {
    const { scale, line } = this
    const told = this.#pointed ?? at
    this.#part("thumb").style.left = percent(scale.place(at))
    this.#part("said").textContent = this.#words(told)
    this.style.setProperty("--told", percent(scale.place(told)))
    this.toggleAttribute("data-live", scale.isLive(at))
    line.ariaValueMin = 0
    line.ariaValueMax = Math.round((scale.to - scale.from) / 1_000)
    line.ariaValueNow = Math.round((at - scale.from) / 1_000)
    line.ariaValueText = `${this.#words(at)}, ${scale.isLive(at) ? "live" : behindWords(scale.to - at)}`
    place(this.#part("programs"), this.items, (span, item) => this.#drawProgram(span, item))
    place(this.#part("hours"), scale.hours, (span, hour) => {
      span.style.left = percent(scale.place(hour))
      span.textContent = this.hour.format(hour)
    })
  }

  #drawProgram(span, item) {
    const [from, to] = [this.scale.place(item.from), this.scale.place(item.to)]
    span.style.left = percent(from)
    span.style.width = percent(to - from)
    span.toggleAttribute("data-forbidden", !item.can_rewind)
  }

  /** The time, and what was on then. */
  #words(at) {
    const title = this.#item(at)?.title
    return [this.clock.format(at), title].filter(Boolean).join(", ")
  }

  #item(at) {
    return this.items.findLast((item) => item.from <= at && at < item.to)
  }

  #press(event) {
    const at = this.#meant ?? this.player.position?.getTime() ?? this.scale.to
    const next = afterKey(event.key, at, this)
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    this.#meant = next
    this.show()
    clearTimeout(this.#keys)
    this.#keys = setTimeout(() => this.#hear(next), SETTLES_MS)
  }

  #hold(event) {
    if (event.button) return
    this.line.setPointerCapture(event.pointerId)
    this.#isHeld = true
    this.#point(event)
  }

  #point({ clientX }) {
    const { left, width } = this.line.getBoundingClientRect()
    this.#pointed = this.scale.at((clientX - left) / width)
    if (this.#isHeld) this.#meant = this.#pointed
    this.show()
  }

  #release() {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#hear(this.#pointed)
  }

  /** A finger that went on to scroll meant nothing by it. */
  #leave() {
    if (this.#isHeld) this.#meant = null
    this.#isHeld = false
    this.#pointed = null
    this.show()
  }

  #hear(at) {
    const { player, scale } = this
    if (this.#item(at)?.can_rewind === false && !scale.isLive(at)) {
      player.tell(FORBIDDEN)
      return this.#settle("playing")
    }
    if (!scale.isLive(at)) player.playFrom(player.slug, new Date(at))
    else if (player.sound.service) player.sound.toLive()
    else player.tune(player.slug)
  }

  /** What was meant is heard, or cannot be. */
  #settle(state) {
    if (!this.#isHeld && state !== "connecting") this.#meant = null
    this.show()
  }

  #widen() {
    this.#view = Math.min(this.#view + VIEW_MS, LONGEST_MS)
    this.show()
    if (this.#part("more").hidden) this.line.focus()
  }

  #part(name) {
    return this.querySelector(`.rewind__${name}`)
  }
}

/** As many elements inside as there are things, and each of them written. */
function place(parent, things, write) {
  while (parent.children.length > things.length) parent.lastElementChild.remove()
  while (parent.children.length < things.length) parent.append(document.createElement("span"))
  things.forEach((one, number) => write(parent.children[number], one))
}

function percent(share) {
  return `${(100 * share).toFixed(2)}%`
}

customElements.define("live-rewind", LiveRewind)
