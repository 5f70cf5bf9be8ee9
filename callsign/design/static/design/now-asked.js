import { NowLine } from "./now-line.js"

/**
 * Asks the station what is on, for everybody on the page together: one question for all
 * services, never two in a second, ever more slowly while nobody answers. What is known
 * stays known. After each question it says "told".
 *
 * The present is asked for anew every ten to fifteen seconds, as long as somebody looks,
 * for the grid may have been changed: then it says "due", and who is seen asks. What was
 * on long ago is good for a minute.
 */
const ADDRESS = "/api/now?count=6"
const MINUTE_MS = 60_000
const NEWS_MS = 10_000
const SPREAD_MS = 5_000 // so that not every page of the valley asks at once
const NEAR_MS = 2 * MINUTE_MS
const SPACED_MS = 1_000
const LONGEST_WAIT_MS = 120_000
const PATIENCE_MS = 10_000
const NOTHING = { now: null, next: [] } // of a service that is not there (any more)
const WRONG_MS = 2_000 // a clock that is off by less is left alone

export class NowAsked extends EventTarget {
  #lines = new Map()
  #offMs = 0
  #notBefore = 0
  #failures = 0
  #wanted = null
  #timer = 0
  #isAsking = false
  #isNews = false // what is known of the present was told a moment ago

  /** The time of day at the station, also where the listener's own clock is wrong. */
  get wallMs() {
    return Date.now() + this.#offMs
  }

  /** What is known of a service at a moment; what is not known, or old, is asked for. */
  at(slug, atMs) {
    const line = this.#line(slug)
    if (!this.#isFresh(slug, atMs)) this.#want(slug, atMs)
    return line.at(atMs)
  }

  /** What is known between two moments; what is not is asked for, one answer after another. */
  between(slug, fromMs, toMs) {
    const line = this.#line(slug)
    const gap = line.at(toMs).now ? line.unknown(fromMs, toMs) : null
    if (gap !== null) this.#want(slug, gap)
    return { items: line.between(fromMs, toMs), isWhole: gap === null }
  }

  /** Whether what is on at a moment is not known yet, but will be at once. */
  isAwaited(slug, atMs) {
    return this.#failures === 0 && this.#lines.get(slug)?.learned(atMs) == null
  }

  /** The zone of a service, where that is known. */
  zone(slug) {
    return this.#lines.get(slug)?.zone
  }

  #line(slug) {
    if (!this.#lines.has(slug)) this.#lines.set(slug, new NowLine())
    return this.#lines.get(slug)
  }

  #isFresh(slug, atMs) {
    const learned = this.#lines.get(slug).learned(atMs)
    if (learned === null) return false
    return this.#isNear(atMs) ? this.#isNews : performance.now() - learned < MINUTE_MS
  }

  #isNear(atMs) {
    return Math.abs(this.wallMs - atMs) < NEAR_MS
  }

  #want(slug, atMs) {
    this.#wanted = { slug, atMs }
    if (this.#isAsking || this.#timer) return
    const waitMs = Math.max(0, this.#notBefore - performance.now())
    this.#timer = setTimeout(() => this.#ask(this.#wanted), waitMs)
  }

  async #ask({ slug, atMs }) {
    ;[this.#timer, this.#isAsking] = [0, true]
    this.#notBefore = performance.now() + SPACED_MS
    const at = this.#askable(slug, atMs)
    const answer = await fetched(at)
    if (answer) this.#take(answer)
    if (answer && at === null) this.#keepAsNews()
    else this.#notBefore += Math.min(SPACED_MS * 2 ** this.#failures++, LONGEST_WAIT_MS)
    this.#isAsking = false
    this.dispatchEvent(new Event("told"))
  }

  /** The moment to ask about; null is now, which is answered to everybody by one copy. */
  #askable(slug, atMs) {
    if (this.#isNear(atMs) && !this.#isFresh(slug, this.wallMs)) return null
    const minute = atMs - (atMs % MINUTE_MS)
    // Of very short items an answer may not reach to the end of its minute.
    return this.#isFresh(slug, minute) ? atMs : minute
  }

  #take({ services, at, wallMs }) {
    this.#failures = 0
    const offMs = wallMs - Date.now()
    this.#offMs = Math.abs(offMs) > WRONG_MS ? offMs : 0
    const learned = performance.now()
    for (const { slug } of services) this.#line(slug)
    const told = new Map(services.map((service) => [service.slug, service]))
    for (const [slug, line] of this.#lines) line.take(told.get(slug) ?? NOTHING, { at, learned })
  }

  #keepAsNews() {
    this.#isNews = true
    setTimeout(() => {
      this.#isNews = false
      this.dispatchEvent(new Event("due"))
    }, NEWS_MS + Math.random() * SPREAD_MS)
  }
}

/** The answer about a moment, or about now; null where there is none to be had. */
async function fetched(at) {
  const address = at === null ? ADDRESS : `${ADDRESS}&at=${new Date(at).toISOString()}`
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(address, { cache: "no-cache", signal })
    if (!response.ok) return null
    const { services, server_time } = await response.json()
    const madeMs = Date.parse(server_time)
    // The answer may be a copy, made so many seconds ago.
    const ageMs = Number(response.headers.get("Age") ?? 0) * 1_000
    return { services, at: at ?? madeMs, wallMs: madeMs + ageMs }
  } catch {
    return null // no line, or something else than an answer: both pass
  }
}

/** The one of this page. */
export const asked = new NowAsked()
