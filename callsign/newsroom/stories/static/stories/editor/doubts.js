/** The next doubtful word from a place on: {row, word}, round the end if need be. */
export function nextDoubt(turns, row, word, step) {
  let [at, number] = [row, word]
  for (let left = turns.reduce((sum, turn) => sum + turn.words.length + 1, 0); left > 0; left--) {
    number += step
    if (number < 0 || number >= turns[at].words.length) {
      at = (at + step + turns.length) % turns.length
      number = step > 0 ? -1 : turns[at].words.length
    } else if (turns[at].doubtOf(number)) return { row: at, word: number }
  }
  return null
}
