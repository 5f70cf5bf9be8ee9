/** How doubtful a word is: 0, nobody doubts it, to 3, most likely it is another one. */
const GRADES = [[0.5, 3], [0.75, 2], [0.9, 1]]
// A dash between words is printed, not said.
const SPOKEN = /[\p{L}\p{N}]/u

/** Where most words have no time yet, nobody has listened: then that is no doubt. */
export class Doubts {
  constructor(turns) {
    const tiers = turns.flatMap((turn) => turn.words.map((_, at) => turn.tierOf(at)))
    const untimed = tiers.filter((tier) => tier === "n").length
    this.hasListened = untimed * 2 < tiers.length
  }

  grade(turn, number) {
    if (!turn.words[number] || !SPOKEN.test(turn.wordText(number))) return 0
    const score = turn.scoreOf(number)
    if (score !== null) return GRADES.find(([below]) => score < below)?.[1] ?? 0
    return this.hasListened && turn.tierOf(number) === "n" ? 1 : 0
  }

  /** The next doubtful word from a place on: {row, word}, round the end if need be. */
  next(turns, row, word, step) {
    let [at, number] = [row, word]
    for (let left = turns.reduce((sum, turn) => sum + turn.words.length + 1, 0); left > 0; left--) {
      number += step
      if (number < 0 || number >= turns[at].words.length) {
        at = (at + step + turns.length) % turns.length
        number = step > 0 ? -1 : turns[at].words.length
      } else if (this.grade(turns[at], number)) return { row: at, word: number }
    }
    return null
  }

  count(turns) {
    return turns.reduce((sum, turn) => sum + turn.words.filter((_, at) => this.grade(turn, at)).length, 0)
  }
}
