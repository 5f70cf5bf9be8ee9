import { SpokenWords, wordsOf } from "./spoken-words.js"

/**
 * Lets a transcript follow its recording: marks the word being spoken and whose turn it
 * is, plays the word that is clicked, and opens the words that an address leads to.
 */
const calm = matchMedia("(prefers-reduced-motion: reduce)")
const SHARED = "is-shared"

export class TranscriptFollow extends HTMLElement {
  #spoken = null
  #turn = null
  #gone = new AbortController()

  connectedCallback() {
    this.player = document.querySelector("audio-player")
    this.words = new SpokenWords(this)
    this.button = document.querySelector(".player__follow")
    if (!this.player || !this.words.size) return
    this.dataset.ready = ""
    this.button.hidden = false
    this.button.addEventListener("click", () => this.follow(!this.isFollowing))
    this.player.addEventListener("moment", ({ detail }) => this.#mark(detail))
    this.addEventListener("click", (event) => this.#playClicked(event))
    const { signal } = this.#gone
    addEventListener("hashchange", () => this.open(location.hash), { signal })
    // Whoever turns the page by hand wants to stay there.
    for (const kind of ["wheel", "touchmove"])
      addEventListener(kind, () => this.player.isPlaying && this.follow(false), { passive: true, signal })
    // Where a browser refuses to play, <share-moment> must be there to offer a button.
    Promise.all(["audio-player", "share-moment"].map((name) => customElements.whenDefined(name)))
      .then(() => this.open(location.hash))
  }

  disconnectedCallback() {
    this.#gone.abort()
  }

  get isFollowing() {
    return this.button.ariaPressed === "true"
  }

  get spoken() {
    return this.#spoken
  }

  follow(on) {
    this.button.ariaPressed = String(on)
    if (on && this.#spoken) this.#show(this.#spoken)
  }

  /** Go to the beginning of the next turn, or of the one before (step -1). */
  turn(step) {
    const firsts = [...this.querySelectorAll(".turn")]
      .map((turn) => turn.querySelector("[data-start]"))
      .filter(Boolean)
    const now = this.player.nowMs
    const starts = firsts.map((word) => this.words.startOf(word))
    // A second into a turn, "back" means its own beginning.
    const place =
      step > 0
        ? starts.findIndex((start) => start > now)
        : starts.findLastIndex((start) => start < now - 1000)
    if (place >= 0) this.player.seek(starts[place])
    else if (step < 0) this.player.seek(0)
  }

  /** Open the words an address leads to, and play them where the browser allows it. */
  open(fragment) {
    const [first, last] = wordsOf(fragment, this.words)
    for (const word of this.querySelectorAll(`.${SHARED}`)) word.classList.remove(SHARED)
    if (!first && fragment.startsWith("#w="))
      this.dispatchEvent(new CustomEvent("moment-missing", { bubbles: true }))
    if (!first) return
    for (const word of this.words.between(first, last)) word.classList.add(SHARED)
    this.#show(first, true)
    this.playFrom(first)
  }

  playFrom(word) {
    this.player.seek(this.words.startOf(word))
    this.player.play().catch((error) => {
      if (error.name === "NotAllowedError")
        this.dispatchEvent(new CustomEvent("gesture-wanted", { bubbles: true, detail: word }))
    })
  }

  #playClicked(event) {
    if (!getSelection().isCollapsed) return
    const time = event.target.closest(".turn__time")
    const word = time ? document.getElementById(time.hash.slice(1)) : event.target.closest("[data-start]")
    if (!word || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (time) event.preventDefault()
    this.follow(true)
    this.playFrom(word)
  }

  #mark(ms) {
    const word = this.words.at(ms)
    if (word === this.#spoken) return
    this.#spoken?.classList.remove("is-spoken")
    word?.classList.add("is-spoken")
    this.#spoken = word
    this.#markTurn(word?.closest(".turn"))
    if (word && this.isFollowing && this.player.isPlaying) this.#show(word)
  }

  #markTurn(turn) {
    if (turn === this.#turn) return
    this.#turn?.classList.remove("is-current")
    turn?.classList.add("is-current")
    this.#turn = turn
  }

  /** Bring a word into the middle of the page, unless it is there. */
  #show(word, always = false) {
    const { top, bottom } = word.getBoundingClientRect()
    const isSeen = top > innerHeight * 0.2 && bottom < innerHeight * 0.72
    if (isSeen && !always) return
    const behavior = calm.matches ? "instant" : "smooth"
    scrollTo({ top: scrollY + top - innerHeight * 0.35, behavior })
  }
}

customElements.define("transcript-follow", TranscriptFollow)
