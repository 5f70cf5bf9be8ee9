/**
 * What a service airs, as far as is known: items in the order of time. It asks nobody and
 * has no clock; whoever has a moment asks it what is on then.
 *
 * Moments are milliseconds of UTC. An item is one of /api/now, with `from` and `to` added.
 */
const MINUTE_MS = 60_000
const EMPTY_MS = 2 * MINUTE_MS // so long an answer without an item holds
const MOST_ITEMS = 200

export class NowLine {
  zone = undefined // in which the service's clocks go
  #items = []
  #spans = [] // of which it is known what is on, and since when

  /** Take in what was answered about a moment; what was known otherwise gives way. */
  take({ now, next, zone = this.zone }, { at, learned }) {
    this.zone = zone
    const items = (now ? [now, ...next] : next).map(dated)
    const from = Math.min(at, items[0]?.from ?? at)
    const to = items.at(-1)?.to ?? at + EMPTY_MS
    // What something new broke into was on until then: who is behind still hears it.
    const before = this.#items.filter((one) => one.from < from)
    const after = this.#items.filter((one) => one.from >= to)
    const cut = before.map((one) => (one.to > from ? { ...one, to: from } : one))
    this.#items = [...cut, ...after, ...items]
      .sort((one, other) => one.from - other.from)
      .slice(-MOST_ITEMS)
    this.#spans = [{ from, to, learned }, ...this.#spans].slice(0, MOST_ITEMS)
  }

  /** When it was learned what is on at a moment, or null: it is not known. */
  learned(at) {
    return this.#spans.find(({ from, to }) => from <= at && at < to)?.learned ?? null
  }

  /** What is on between two moments, as far as is known. */
  between(from, to) {
    return this.#items.filter((one) => one.from < to && one.to > from)
  }

  /** The first moment between two of which nothing is known, or null: all is. */
  unknown(from, to) {
    let at = from
    while (at < to) {
      const span = this.#spans.find((one) => one.from <= at && at < one.to)
      if (!span) return at
      at = span.to
    }
    return null
  }

  /** What is on at a moment (or null), what follows, and until when that stays so. */
  at(at) {
    const next = this.#items.filter(({ from }) => from > at)
    const now = this.#items.findLast(({ from, to }) => from <= at && at < to) ?? null
    return { now, next, until: now?.to ?? next[0]?.from ?? Infinity }
  }
}

/** How long until something has to be written anew: a flip, or a minute that has passed. */
export function wakeMs(at, until) {
  return (until - at) % MINUTE_MS || MINUTE_MS
}

function dated(item) {
  return { ...item, from: Date.parse(item.starts_at), to: Date.parse(item.ends_at) }
}
