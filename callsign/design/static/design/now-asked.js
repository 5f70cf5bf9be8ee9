import { NowLine } from "./now-line.js"

/**
 * Asks the station what is on, for everybody on the page together: one question for all
 * services and a minute of anybody's, never two in a second, ever more slowly while nobody
 * answers. What is known stays known. After each question it says "told".
 */
const ADDRESS = "/api/now"
const COUNT = 6
const MINUTE_MS = 60_000
const SPACED_MS = 1_000
const LONGEST_WAIT_MS = 120_000
const PATIENCE_MS = 10_000
const WRONG_MS = 2_000 // a clock that is off by less is left alone

export class NowAsked extends EventTarget {
  #lines = new Map()
  #offMs = 0
  #notBefore = 0
  #failures = 0
  #wanted = null
  #timer = 0
  #isAsking = false

  /** The time of day at the station, also where the listener's own clock is wrong. */
  get wallMs() {
    return Date.now() + this.#offMs
  }

  /** What is known of a service at a moment; what is not known, or old, is asked for. */
  at(slug, atMs) {
    if (!this.#lines.has(slug)) this.#lines.set(slug, new NowLine())
    const line = this.#lines.get(slug)
    const learned = line.learned(atMs)
    if (learned === null || performance.now() - learned > MINUTE_MS) this.#want(atMs)
    return line.at(atMs)
  }

  #want(atMs) {
    this.#wanted = atMs
    if (this.#isAsking || this.#timer) return
    const waitMs = Math.max(0, this.#notBefore - performance.now())
    this.#timer = setTimeout(() => this.#ask(), waitMs)
  }

  async #ask() {
    ;[this.#timer, this.#isAsking] = [0, true]
    // Everybody's questions of one minute are the same, and so can be answered by one copy.
    const at = Math.floor(this.#wanted / MINUTE_MS) * MINUTE_MS
    this.#notBefore = performance.now() + SPACED_MS
    const answer = await fetched(at)
    if (answer) this.#take(answer, at)
    else this.#notBefore += Math.min(SPACED_MS * 2 ** this.#failures++, LONGEST_WAIT_MS)
    this.#isAsking = false
    this.dispatchEvent(new Event("told"))
  }

  #take({ services, wallMs }, at) {
    this.#failures = 0
    const offMs = wallMs - Date.now()
    this.#offMs = Math.abs(offMs) > WRONG_MS ? offMs : 0
    const learned = performance.now()
    for (const [slug, line] of this.#lines)
      if (!services.some((one) => one.slug === slug)) line.take({ next: [] }, { at, learned })
    for (const service of services) {
      const line = this.#lines.get(service.slug) ?? new NowLine()
      this.#lines.set(service.slug, line)
      line.take(service, { at, learned })
    }
  }
}

/** The answer about a moment, or null where there is none to be had now. */
async function fetched(at) {
  const moment = new Date(at).toISOString()
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    const address = `${ADDRESS}?at=${moment}&count=${COUNT}`
    const response = await fetch(address, { cache: "no-cache", signal })
    if (!response.ok) return null
    const { services, server_time } = await response.json()
    // The answer may be a copy, made so many seconds ago.
    const ageMs = Number(response.headers.get("Age") ?? 0) * 1_000
    return { services, wallMs: Date.parse(server_time) + ageMs }
  } catch {
    return null // no line, or something else than an answer: both pass
  }
}

/** The one of this page. */
export const asked = new NowAsked()
