import { setLoudness } from "./live-loudness.js"
import { recall, remember } from "./live-memory.js"
import { LiveSound } from "./live-sound.js"
import { ownClock } from "./station-clock.js"

/**
 * The bar at the foot of every page: it plays a service live, goes back in it and on. The
 * link inside works without it. It stands outside <main>, and so plays on while
 * navigation.js changes the page; its <audio> is made once and never moved.
 *
 * While it plays it says, each second, what moment is heard: a "live-position" event with
 * the service, the date in UTC and whether that is live. live-now.js, inside of it, says
 * what is on at that moment.
 */
const SAID_MS = 5_000
const SHORT = 20 // letters
const SECONDS = { hour: "numeric", minute: "2-digit", second: "2-digit" }
const WORDS = {
  off: "Listen live",
  connecting: "Connecting…",
  resting: "Paused",
  lost: "The line is down; trying again…",
  gone: "That is not kept; this is live.",
  never: "This browser can only play what is live.",
}

export class LivePlayer extends HTMLElement {
  #services = null
  #saidUntil = 0
  #second = 0

  connectedCallback() {
    if (this.audio) return
    this.audio = Object.assign(document.createElement("audio"), {
      crossOrigin: "anonymous",
      preload: "none",
    })
    this.sound = new LiveSound(this.audio, this.dataset.module)
    this.clock = ownClock(this.dataset.zone, SECONDS)
    this.#part("way").replaceWith(this.audio)
    this.#part("bar").hidden = false
    this.#listen()
    this.#show()
  }

  /** Whether the listener wants to hear it now, be the line up or down. */
  get isPlaying() {
    return this.sound?.isWanted ?? false
  }

  /** The moment that is heard (a Date), or null while nothing is known of it. */
  get position() {
    return this.sound?.position ?? null
  }

  /** Play; where no service is chosen, the one of the last time, or else the first. */
  async play() {
    if (this.sound.service) return this.sound.play()
    this.audio.load() // Safari lets a page play later what was touched by this gesture
    this.sound.isWanted = true
    this.#show("connecting")
    const service = await this.#find(recall().slug)
    if (this.sound.isWanted) this.sound.tune(service)
  }

  /** The slug of the service that plays, or would play. */
  get slug() {
    return this.sound?.service?.slug ?? recall().slug ?? this.dataset.slug
  }

  /** Play the service of a slug, and remember that it was chosen. */
  async tune(slug) {
    if (!this.sound.service) this.audio.load() // as above
    this.sound.isWanted = true
    try {
      this.#choose(await this.#find(slug))
    } catch {
      this.#fail()
    }
  }

  /** Play a service from an earlier moment on, as long as that is kept. */
  async playFrom(slug, date) {
    const { sound } = this
    if (!sound.knowsPieces) this.tell(WORDS.never)
    if (sound.service?.slug === slug && sound.canRewind) return sound.seek(date)
    if (!sound.service) this.audio.load() // as above
    sound.isWanted = true
    try {
      this.#choose(await this.#find(slug), date)
    } catch {
      this.#fail()
    }
  }

  pause() {
    this.sound.pause()
  }

  toggle() {
    if (this.isPlaying) this.pause()
    else this.play().catch(() => this.#fail())
  }

  /** Tell the listener something that is not about the sound. */
  tell(words) {
    this.#say(words)
  }

  /** Let a screen reader say what changed elsewhere on the page. */
  announce(words) {
    this.#part("news").textContent = words
  }

  /** The services of the station, asked once. */
  async services() {
    if (this.#services) return this.#services
    const response = await fetch(this.dataset.services)
    if (!response.ok) throw new Error(`services: ${response.status}`)
    const { services } = await response.json()
    return (this.#services = services.map(withAddresses))
  }

  /** What was chosen the last time, as long as it reads like a title. */
  get #likedTitle() {
    const { title } = recall()
    return typeof title === "string" ? title : null
  }

  async #find(slug) {
    const services = await this.services()
    return services.find((service) => service.slug === slug) ?? services[0]
  }

  #listen() {
    const { audio, sound } = this
    this.#part("play").addEventListener("click", () => this.toggle())
    this.#part("edge").addEventListener("click", () => sound.toLive())
    setLoudness(audio, { mute: this.#part("mute"), volume: this.#part("volume") })
    for (const button of this.querySelectorAll("[data-skip-s]"))
      button.addEventListener("click", () => sound.skip(Number(button.dataset.skipS)))
    sound.addEventListener("change", ({ detail }) => this.#show(detail))
    audio.addEventListener("timeupdate", () => this.#tell())
    // Of two players on a page the one that was started last is heard.
    document.addEventListener("play", (event) => this.#yield(event.target), true)
    this.addEventListener("service-chosen", ({ detail }) => this.#choose(detail))
    audio.addEventListener("play", () => this.#nameOnLockScreen(), { once: true })
  }

  /** Fetched with the first sound: who only reads needs no keys for it. */
  async #nameOnLockScreen() {
    const { nameOnLockScreen } = await import(this.dataset.lockScreen)
    nameOnLockScreen(this)
  }

  #choose(service, at = null) {
    remember({ slug: service.slug, title: service.title })
    this.sound.isWanted = true
    this.sound.tune(service, at)
    this.#show()
  }

  #yield(audio) {
    if (audio !== this.audio && this.isPlaying) return this.pause()
    if (audio !== this.audio) return
    for (const other of document.querySelectorAll("audio"))
      if (other !== this.audio) other.pause()
  }

  #fail() {
    this.sound.pause()
    this.#say("The station could not be reached. Check your connection, then press play again.")
  }

  #tell() {
    const second = Math.floor(this.audio.currentTime)
    if (second === this.#second) return
    this.#second = second
    this.#show()
    const { position, sound } = this
    if (!position || !this.isPlaying) return
    const detail = { service: sound.service.slug, position, isLive: sound.isLive }
    this.dispatchEvent(new CustomEvent("live-position", { bubbles: true, detail }))
  }

  #show(state = this.sound.state) {
    const { sound, position } = this
    const isHeard = state === "playing"
    const name = sound.service?.title ?? this.#likedTitle ?? this.dataset.first
    this.toggleAttribute("data-playing", this.isPlaying)
    this.toggleAttribute("data-waiting", state === "connecting")
    this.#part("play").ariaLabel = this.isPlaying ? `Pause ${name}` : `Play ${name} live`
    this.#part("service").textContent = name
    this.#part("badge").hidden = !(isHeard && sound.isLive)
    this.#part("time").hidden = !isHeard || !position
    if (position) this.#part("time").textContent = this.clock.format(position)
    if (position) this.#part("time").dateTime = position.toISOString()
    this.#part("edge").hidden = !sound.canRewind || sound.isLive
    for (const button of this.querySelectorAll("[data-skip-s]"))
      button.disabled = !sound.canRewind || (button.dataset.skipS > 0 && sound.isLive)
    if (state === "gone") this.#say(WORDS.gone)
    else if (performance.now() > this.#saidUntil) this.#say(WORDS[state] ?? "", 0)
  }

  #say(words, ms = SAID_MS) {
    this.#saidUntil = performance.now() + ms
    const said = this.#part("said")
    if (said.textContent !== words) said.textContent = words
    this.toggleAttribute("data-tells", words.length > SHORT) // more than a phone's bar holds
  }

  #part(name) {
    return this.querySelector(`.live__${name}`)
  }
}

/** A service with the two addresses that are played here. */
function withAddresses(service) {
  const find = (type) => service.streams.find((stream) => stream.type === type)?.href
  return { ...service, pieces: find("application/vnd.apple.mpegurl"), plain: find("audio/mpeg") }
}

customElements.define("live-player", LivePlayer)
