/**
 * A turn: what one voice says. It is a value: an edit makes another one.
 *
 * `text` has one letter, SOUND, for each sound in it; `sounds` are these in order. `words`
 * go with the tokens of the text: what the base version knows of each, or null for a new
 * one. `from` is the run of base turns that it stands for. `names` is what the server said
 * of its spelling, and missing where it was not asked.
 */
import { kept } from "./kept-words.js"

export const SOUND = "\uFFFC"
const TOKEN = /[^\s\uFFFC]+/g
const [START, END, DOUBT] = [1, 2, 3]

export class Turn {
  #tokens
  #times
  #key

  constructor({ speaker, text, sounds = [], words = [], from, names }) {
    Object.assign(this, { speaker, text, sounds, words, from, names })
  }

  static of({ speaker, pieces, names }, from) {
    const [text, sounds, words] = ["", [], []]
    const turn = new Turn({ speaker, text, sounds, words, from, names })
    for (const piece of pieces) turn.#append(piece)
    // A turn of a version says which names are suspect; saying nothing, none is.
    if (words.every(Boolean)) turn.names ??= []
    return turn
  }

  #append({ text, words, kind, mark }) {
    const next = mark === undefined ? text : SOUND
    if (!next) return
    const isApart = !this.text || /\s$/.test(this.text) || /^\s/.test(next)
    this.text += isApart ? next : ` ${next}`
    if (mark !== undefined) this.sounds.push({ kind, mark })
    else this.words.push(...(words ?? Array(text.match(TOKEN)?.length ?? 0).fill(null)))
  }

  with(changes) {
    return new Turn({ ...this, ...changes })
  }

  /** Where each word stands: [start, end] in the text. */
  get tokens() {
    this.#tokens ??= Array.from(this.text.matchAll(TOKEN), ({ 0: word, index }) => [index, index + word.length])
    return this.#tokens
  }

  /** The same for turns that say the same, however it is spaced. */
  get key() {
    this.#key ??= JSON.stringify([this.speaker, this.pieces])
    return this.#key
  }

  get pieces() {
    const pieces = []
    this.text.split(SOUND).forEach((text, at) => {
      if (at) pieces.push({ kind: this.sounds[at - 1].kind, mark: this.sounds[at - 1].mark })
      if (text.trim()) pieces.push({ text: evened(text) })
    })
    return pieces
  }

  /** The turn after its text was changed; words that are still said stay what they were. */
  retold(text, sounds = this.sounds) {
    const next = new Turn({ ...this, text, sounds, words: [], names: undefined })
    next.words = kept(this, next)
    return next
  }

  split(at) {
    const [head, tail] = [this.text.slice(0, at).trimEnd(), this.text.slice(at).trimStart()]
    const count = head.split(SOUND).length - 1
    const first = new Turn({ ...this, text: head, sounds: this.sounds.slice(0, count), names: undefined })
    const second = new Turn({ ...this, text: tail, sounds: this.sounds.slice(count), names: undefined })
    const said = first.tokens.length
    first.words = this.words.slice(0, said)
    second.words = this.words.slice(this.words.length - second.tokens.length)
    // A word that was cut in two is one word and a new one.
    if (said + second.tokens.length > this.words.length) second.words[0] = null
    return [first, second]
  }

  joined(other) {
    const space = this.text && other.text ? " " : ""
    return this.with({
      text: this.text + space + other.text,
      sounds: [...this.sounds, ...other.sounds],
      words: [...this.words, ...other.words],
      names: undefined,
      from: [Math.min(this.from[0], other.from[0]), Math.max(this.from[1], other.from[1])],
    })
  }

  /** The number of the word at a place in the text, or of the next one. */
  wordAt(offset) {
    const found = this.tokens.findIndex(([, end]) => offset <= end)
    return found < 0 ? this.tokens.length - 1 : found
  }

  wordText(number) {
    return this.text.slice(...this.tokens[number])
  }

  /** When each word begins; NaN for one that nobody can place. */
  get times() {
    this.#times ??= startsOf(this.words)
    return this.#times
  }

  get startMs() {
    const known = this.times.find((ms) => !Number.isNaN(ms))
    return known ?? null
  }

  get endMs() {
    return this.words.findLast((word) => word?.[END] != null)?.[END] ?? null
  }

  /** The number of the word that is heard at a moment: the last that has begun. */
  heardAt(ms) {
    let found = -1
    for (let at = 0; at < this.times.length; at++) if (this.times[at] <= ms) found = at
    return found
  }

  /** How doubtful a word is: from 0, nobody doubts it, to 3, most likely it is another one. */
  doubtOf(number) {
    return this.words[number]?.[DOUBT] ?? 0
  }
}

/** Words between two timed ones share the time between them. */
function startsOf(words) {
  const starts = Float64Array.from(words, (word) => word?.[START] ?? NaN)
  for (let at = 1; at < starts.length; at++) {
    if (!Number.isNaN(starts[at]) || Number.isNaN(starts[at - 1])) continue
    const stop = starts.findIndex((ms, place) => place > at && !Number.isNaN(ms))
    if (stop < 0) break
    const [from, step] = [starts[at - 1], (starts[stop] - starts[at - 1]) / (stop - at + 1)]
    for (let place = at; place < stop; place++) starts[place] = from + step * (place - at + 1)
  }
  return starts
}

function evened(text) {
  const paragraphs = text.split(/\n\s*\n/)
  const said = paragraphs.map((one) => one.trim().split(/\s+/).join(" "))
  return said.join("\n\n")
}
