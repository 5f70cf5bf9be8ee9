/**
 * The line on which one rewinds: moments as places between its beginning and the newest
 * sound. It draws nothing and asks nobody. Moments are milliseconds of UTC; items are
 * those of now-line.js.
 */
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const MOST_LABELS = 6
const LIVE_MS = 15_000 // nearer to the newest sound than this is meant as live

export class RewindScale {
  constructor(from, to) {
    Object.assign(this, { from, to })
  }

  /** Where a moment lies: 0 is the beginning, 1 the newest sound. */
  place(at) {
    return within(0, (at - this.from) / (this.to - this.from), 1)
  }

  at(place) {
    return within(this.from, this.from + place * (this.to - this.from), this.to)
  }

  isLive(at) {
    return at > this.to - LIVE_MS
  }

  /** The full hours by the listener's clock; so many that their names have room. */
  get hours() {
    const step = Math.ceil((this.to - this.from) / HOUR_MS / MOST_LABELS)
    const found = []
    const hour = new Date(this.from)
    hour.setMinutes(0, 0, 0)
    for (; hour <= this.to; hour.setTime(hour.getTime() + HOUR_MS))
      if (hour >= this.from && hour.getHours() % step === 0) found.push(hour.getTime())
    return found
  }
}

/** From where on a service can be heard: the oldest show that can be had from its top. */
export function reach(items, from, to) {
  const kept = items.filter((item) => item.from_top)
  return kept.length ? Math.max(from, Math.min(...kept.map((item) => item.from))) : to
}

/** Where a key leads: by the minute, to where a program begins, to either end. */
export function afterKey(key, at, { scale, items }) {
  const starts = items.map(({ from }) => from).filter((from) => from >= scale.from)
  const ways = {
    ArrowLeft: () => at - MINUTE_MS,
    ArrowDown: () => at - MINUTE_MS,
    ArrowRight: () => at + MINUTE_MS,
    ArrowUp: () => at + MINUTE_MS,
    PageDown: () => starts.findLast((from) => from < at - MINUTE_MS / 2) ?? scale.from,
    PageUp: () => starts.find((from) => from > at) ?? scale.to,
    Home: () => scale.from,
    End: () => scale.to,
  }
  return key in ways ? within(scale.from, ways[key](), scale.to) : null
}

function within(least, value, most) {
  return Math.min(most, Math.max(least, value))
}
