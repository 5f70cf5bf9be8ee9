/** The newsroom's names, and words that look like one of them misspelled. */
const CORE = /^[^\p{L}\p{N}]*(.*?)(?:['’]s)?[^\p{L}\p{N}]*$/u
const SHORTEST = 4
const SHORTEST_PART = 5
const MOST_WORDS = 3

export class Spelling {
  #byLength = new Map()
  #known = new Set()
  #found = new WeakMap()

  constructor(names) {
    for (const name of names) this.#learn(name)
  }

  /** Where a turn has names misspelled: [{start, stop, name}]. */
  in(turn) {
    if (!this.#found.has(turn)) this.#found.set(turn, this.#look(turn))
    return this.#found.get(turn)
  }

  #learn(name) {
    const parts = name.split(/\s+/)
    this.#add(parts.length, name)
    // People are called by one of their names, too.
    if (parts.length > 1) for (const part of parts) if (lettersOf(part).length >= SHORTEST_PART) this.#add(1, part)
  }

  #add(count, name) {
    const letters = lettersOf(name)
    this.#known.add(letters)
    if (letters.length < SHORTEST || count > MOST_WORDS) return
    const names = this.#byLength.get(count) ?? new Map()
    this.#byLength.set(count, names.set(letters, name))
  }

  #look(turn) {
    const cores = turn.tokens.map(([start, end]) => coreOf(turn.text, start, end))
    const found = []
    for (let at = 0; at < cores.length; at++) {
      for (let count = Math.min(MOST_WORDS, cores.length - at); count > 0; count--) {
        const run = cores.slice(at, at + count)
        const name = this.#nameFor(run)
        if (!name) continue
        if (name !== true) found.push({ start: run[0].start, stop: run.at(-1).stop, name })
        at += count - 1
        break
      }
    }
    return found
  }

  // True for a name that is right as it stands.
  #nameFor(run) {
    const names = this.#byLength.get(run.length)
    if (!names || !run.every(({ text }) => /^\p{Lu}/u.test(text))) return null
    const letters = lettersOf(run.map(({ text }) => text).join(""))
    if (this.#known.has(letters)) return true
    if (letters.length < SHORTEST) return null
    const most = Math.min(3, Math.floor(letters.length / 4))
    for (const [known, name] of names)
      if (known[0] === letters[0] && Math.abs(known.length - letters.length) <= most && distance(known, letters) <= most) return name
    return null
  }
}

function coreOf(text, start, end) {
  const token = text.slice(start, end)
  const core = token.match(CORE)[1]
  const from = start + token.indexOf(core)
  return { text: core, start: from, stop: from + core.length }
}

function lettersOf(text) {
  return text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "")
}

/** How many letters are put in, left out, exchanged or swapped with the next. */
function distance(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1)
    }
    rows.push(row)
  }
  return rows[one.length][other.length]
}
