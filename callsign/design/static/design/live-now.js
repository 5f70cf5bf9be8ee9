import { Disclosure } from "./disclosure.js"
import { asked } from "./now-asked.js"
import { wakeMs } from "./now-line.js"
import { fillIn, fillRows } from "./now-parts.js"
import { behindWords, leftWords, zoneWords } from "./now-words.js"
import { ownClock } from "./station-clock.js"

/**
 * What is on, in the bar and in the sheet that opens above it, at the moment that the
 * listener hears: who is forty minutes behind sees what was on then, and it flips when
 * she hears it. Before she has pressed play it is what is on the air.
 *
 * At each flip the player says "now-changed" and has the item as `now`. Nothing here
 * speaks to a screen reader by itself; the button's name is the program.
 */
const NEXT = 4
const HEARD = ["playing", "pause", "seeked", "ratechange", "timeupdate"]

export class LiveNow extends HTMLElement {
  #timer = 0
  #written = ""

  connectedCallback() {
    if (this.player) return
    this.player = this.closest("live-player")
    this.sheet = this.querySelector(".live__sheet")
    this.button = this.querySelector(".live__program")
    this.clock = new Intl.DateTimeFormat([], { timeStyle: "short" })
    this.lettered = ownClock(this.player.dataset.zone)
    const opens = () => this.#showLine()
    this.menu = new Disclosure(this, this.button, this.sheet, { opens })
    this.#part("top").addEventListener("click", () => this.#fromTheTop())
    const { audio, sound } = this.player
    for (const name of HEARD) audio.addEventListener(name, () => this.show())
    sound.addEventListener("change", () => this.show())
    for (const word of ["told", "due"]) asked.addEventListener(word, () => this.show())
    document.addEventListener("visibilitychange", () => this.show())
    this.show()
  }

  /** The moment that is heard; while nothing was chosen, that of the air. */
  get #at() {
    return this.player.position?.getTime() ?? asked.wallMs
  }

  get #isRunning() {
    const { service, state } = this.player.sound
    return !service || state === "playing"
  }

  show() {
    clearTimeout(this.#timer)
    const { player } = this
    if (document.hidden && !player.isPlaying) return
    const at = this.#at
    const found = asked.at(player.slug, at)
    if (this.#isRunning) {
      const wait = wakeMs(at, found.until) / player.audio.playbackRate
      this.#timer = setTimeout(() => this.show(), wait)
    }
    // The sheet of somebody who skips about need not close and open again.
    if (player.now && asked.isAwaited(player.slug, at)) return
    this.#flip(found.now)
    this.#write(at, found)
    this.#draw(at, found.now)
  }

  #flip(now) {
    const { player } = this
    if (now?.id === player.now?.id && player.now !== undefined) return
    player.now = now
    const detail = { service: player.slug, now }
    player.dispatchEvent(new CustomEvent("now-changed", { bubbles: true, detail }))
  }

  /** Write everything anew when anything of it is otherwise: in most seconds nothing is. */
  #write(at, { now, next }) {
    const how = { at, clock: this.clock }
    const behind = this.#behindWords(at)
    const coming = next.slice(0, NEXT)
    const written = JSON.stringify([now, now && leftWords(now.to - at), behind, coming])
    if (written === this.#written) return
    this.#written = written
    const isTold = Boolean(now?.title)
    this.button.hidden = !isTold
    this.toggleAttribute("data-told", isTold)
    this.#part("next").hidden = !(isTold && coming[0]?.title)
    this.#part("cover").hidden = !(isTold && now.art)
    if (!isTold) return this.menu.open(false)
    for (const name of ["cover", "program", "facts", "item"]) fillIn(this.#part(name), now, how)
    fillRows(this.#part("coming"), coming, how)
    if (coming.length) fillIn(this.#part("next"), coming[0], { at, clock: this.lettered })
    this.#part("heading").hidden = !coming.length
    this.#part("when").textContent = behind
    this.#part("top").hidden = !(now.can_rewind && now.from_top && this.player.sound.knowsPieces)
    this.#part("zone").textContent = zoneWords(asked.zone(this.player.slug), at)
  }

  #draw(at, now) {
    const passed = now ? (at - now.from) / (now.to - now.from) : 0
    this.#part("passed").style.scale = `${passed.toFixed(3)} 1`
  }

  #behindWords(at) {
    const { sound } = this.player
    if (!sound.service || sound.isLive) return "On now"
    return `Now playing, ${behindWords(asked.wallMs - at)}`
  }

  #fromTheTop() {
    const { player } = this
    player.playFrom(player.slug, new Date(player.now.from))
  }

  /** Fetch the line to go back on when somebody first looks: few readers ever do. */
  async #showLine() {
    const line = this.#part("rewind")
    await import(line.dataset.module)
    line.show()
  }

  #part(name) {
    return this.player.querySelector(`.live__${name}`)
  }
}

customElements.define("live-now", LiveNow)
