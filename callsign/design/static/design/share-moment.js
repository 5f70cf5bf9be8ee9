import { fragmentOf } from "./spoken-words.js"

/** Offers a link to the words that are selected, and a page that quotes them. */
const SETTLES_MS = 200 // a selection still being drawn changes many times a second

export class ShareMoment extends HTMLElement {
  #timer = 0
  #gone = new AbortController()

  connectedCallback() {
    this.transcript = document.querySelector("transcript-follow")
    this.box = this.querySelector(".moment")
    this.said = this.querySelector(".moment__said")
    if (!this.transcript) return
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#offerSelection(), SETTLES_MS)
    }, { signal: this.#gone.signal })
    this.transcript.addEventListener("gesture-wanted", ({ detail }) => this.#offerPlay(detail))
    this.transcript.addEventListener("moment-missing", () => this.#sayMissing())
    this.#button("share").addEventListener("click", () => this.share())
    this.#button("play").addEventListener("click", () => this.#play())
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.close())
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
    this.#gone.abort()
  }

  /** Offer what is selected; where nothing is, what is being said. For the keyboard. */
  offerNow() {
    const words = this.#selected()
    const spoken = this.transcript.spoken
    if (words.length) this.#offer(...words)
    else if (spoken) this.#offer(spoken, spoken)
    if (!this.box.hidden) this.#button("share").focus()
  }

  async share() {
    const url = this.link
    const isPhone = matchMedia("(pointer: coarse)").matches
    if (isPhone && navigator.share) {
      await navigator.share({ title: document.title, url }).catch(() => {}) // closed: their choice
      return
    }
    try {
      await navigator.clipboard.writeText(url)
      this.#say("Link copied")
    } catch {
      this.#showLink(url)
    }
  }

  close() {
    this.box.hidden = true
  }

  #selected() {
    const selection = getSelection()
    if (selection.isCollapsed || !selection.rangeCount) return []
    const range = selection.getRangeAt(0)
    return range.intersectsNode(this.transcript) ? this.transcript.words.touchedBy(range) : []
  }

  #offerSelection() {
    if (this.box.contains(document.activeElement)) return
    const words = this.#selected()
    if (words.length) this.#offer(...words)
    else if (!this.wanted) this.close()
  }

  #offer(first, last) {
    const words = this.transcript.words
    this.link = location.origin + location.pathname + fragmentOf(first, last, words.startOf(first))
    this.querySelector("[data-act=quote]").href = `${this.dataset.quotes}${first.id}-${last.id}/`
    this.wanted = null
    this.#open(first, last)
  }

  #offerPlay(word) {
    this.wanted = word
    this.#open(word, word)
  }

  #open(first, last) {
    for (const part of this.box.querySelectorAll("[data-for]"))
      part.hidden = (part.dataset.for === "play") !== Boolean(this.wanted)
    this.said.hidden = true
    this.box.hidden = false
    const [start, end] = [first.getBoundingClientRect(), last.getBoundingClientRect()]
    const room = document.documentElement.clientWidth - this.box.offsetWidth - 8
    this.box.style.top = `${scrollY + end.bottom + 8}px`
    this.box.style.left = `${Math.max(8, Math.min(start.left, room))}px`
  }

  #play() {
    this.transcript.playFrom(this.wanted)
    this.wanted = null
    this.close()
  }

  #say(words) {
    this.said.hidden = false
    this.said.textContent = words
  }

  /** Nothing is done for a link that leads nowhere, but its reader is told. */
  #sayMissing() {
    const first = this.transcript.words.elements[0]
    this.#open(first, first)
    for (const part of this.box.querySelectorAll("[data-for]")) part.hidden = true
    this.#say("The words of this link are no longer in the transcript.")
  }

  /** A page without HTTPS may not copy; then the reader does. */
  #showLink(url) {
    const field = document.createElement("input")
    Object.assign(field, { value: url, readOnly: true, ariaLabel: "Link to this moment" })
    this.said.hidden = false
    this.said.replaceChildren(field)
    field.select()
  }

  #button(name) {
    return this.querySelector(`[data-act="${name}"]`)
  }
}

customElements.define("share-moment", ShareMoment)
