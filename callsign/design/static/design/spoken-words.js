/** The timed words of a transcript, in the order they are spoken. */
export class SpokenWords {
  constructor(root) {
    const timed = [...root.querySelectorAll("[data-start]")]
    this.elements = timed
      .map((element) => [Number(element.dataset.start), element])
      .sort(([a], [b]) => a - b)
    this.starts = Float64Array.from(this.elements, ([start]) => start)
    this.elements = this.elements.map(([, element]) => element)
    this.places = new Map(this.elements.map((element, place) => [element, place]))
  }

  get size() {
    return this.elements.length
  }

  /** The word being spoken at a moment: the last that has begun. */
  at(ms) {
    let [low, high] = [0, this.size]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.starts[middle] <= ms) low = middle + 1
      else high = middle
    }
    return this.elements[low - 1]
  }

  startOf(word) {
    return Number(word.dataset.start)
  }

  /** When a word is over: as it says itself, or when the next one begins. */
  endOf(word) {
    const own = word.dataset.end
    const next = this.starts[this.places.get(word) + 1]
    return Number(own ?? next ?? this.startOf(word) + 600)
  }

  /** The first and last timed word a selection touches, or nothing. */
  touchedBy(range) {
    const inside = this.elements.filter((word) => range.intersectsNode(word))
    return inside.length ? [inside[0], inside.at(-1)] : []
  }

  /** The word of a number; where an edit took it out, the one nearest its place. */
  numbered(number) {
    const element = document.getElementById(`w${number}`)
    if (this.places.has(element)) return element
    return this.elements.find((word) => word.dataset.once && holds(word.dataset.once, number))
  }

  between(first, last) {
    return this.elements.slice(this.places.get(first), this.places.get(last) + 1)
  }
}

/** Whether "31-33 40" holds a number. */
function holds(ranges, number) {
  return ranges.split(" ").some((range) => {
    const [first, last = first] = range.split("-").map(Number)
    return first <= number && number <= last
  })
}

/** The part of an address that leads to words: #w=31-40&t=12340 */
export function fragmentOf(first, last, startMs) {
  const [from, to] = [first.id, last.id].map((id) => id.replace(/^w/, ""))
  return `#w=${from === to ? from : `${from}-${to}`}&t=${startMs}`
}

/**
 * The words that an address leads to. When an edit has taken them out of the
 * transcript, the nearest to their place; when nothing is known of them, the nearest that
 * follows the moment the address also carries.
 */
export function wordsOf(fragment, words) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""))
  if (!parts.has("w") && !parts.has("t")) return []
  const [from, to = from] = (parts.get("w") ?? "").split("-")
  const ms = Number(parts.get("t") ?? NaN)
  const following = words.elements[words.starts.findIndex((start) => start >= ms)]
  const first = words.numbered(from) ?? following ?? (ms >= 0 ? words.elements.at(-1) : undefined)
  if (!first) return []
  const last = words.numbered(to) ?? first
  return words.places.get(last) < words.places.get(first) ? [first, first] : [first, last]
}
