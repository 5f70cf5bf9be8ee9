/**
 * Names that the newsroom writes otherwise. The server tells of those in its versions with
 * each turn; for what is typed it is asked when she pauses. It says "told" with the turns.
 */
import * as server from "./server.js"

const PAUSE_MS = 900
const MOST_WORDS = 3

export class SuspectNames extends EventTarget {
  #told = new WeakMap()
  #phrases = new Map()
  #later = 0

  constructor(draft, ask = server.suspectNames) {
    super()
    Object.assign(this, { draft, ask })
    for (const kind of ["change", "rebase"]) draft.addEventListener(kind, () => this.#soon())
    for (const turn of draft.turns) this.#learn(turn)
    this.#soon()
  }

  /** Where a turn has names misspelled: [{start, stop, name}]. */
  in(turn) {
    const found = this.#toldOf(turn) ?? this.#seenBefore(turn)
    return found.map(([first, stop, before, behind, name]) => ({
      start: turn.tokens[first][0] + before, stop: turn.tokens[stop - 1][1] - behind, name,
    }))
  }

  /** Ask about turns that nobody has looked through yet. */
  async look(turns) {
    const unknown = turns.filter((turn) => !this.#toldOf(turn))
    if (!unknown.length) return
    const { names } = await this.ask(unknown.map(wordsOf))
    unknown.forEach((turn, at) => this.#told.set(turn, names[at]))
    for (const turn of unknown) this.#learn(turn)
    this.dispatchEvent(new CustomEvent("told", { detail: new Set(unknown) }))
  }

  #soon() {
    clearTimeout(this.#later)
    this.#later = setTimeout(() => this.#lookThroughAll(), PAUSE_MS)
  }

  async #lookThroughAll() {
    if (!this.draft.canEdit) return
    try {
      await this.look(this.draft.turns)
    } catch (error) {
      // Nothing is lost: it is asked again after the next key, and keeping says what is wrong.
      if (!(error instanceof server.Refused)) throw error
    }
  }

  #toldOf(turn) {
    return turn.names ?? this.#told.get(turn)
  }

  #learn(turn) {
    const words = wordsOf(turn)
    for (const [first, stop, ...rest] of this.#toldOf(turn) ?? []) this.#phrases.set(words.slice(first, stop).join(" "), rest)
  }

  // Until the server has answered, what was suspect elsewhere is suspect here.
  #seenBefore(turn) {
    const words = wordsOf(turn)
    const found = []
    for (let at = 0; this.#phrases.size && at < words.length; at++)
      for (let count = Math.min(MOST_WORDS, words.length - at); count > 0; count--) {
        const rest = this.#phrases.get(words.slice(at, at + count).join(" "))
        if (!rest) continue
        found.push([at, at + count, ...rest])
        at += count - 1
        break
      }
    return found
  }
}

function wordsOf(turn) {
  return turn.tokens.map((_, number) => turn.wordText(number))
}
