/** Which words of a turn are still said after an edit. */
const MOST_PAIRS = 250_000

/** Return what is known of each word of `next`, by the turn it was. */
export function kept(before, next) {
  const [old, now] = [textsOf(before), textsOf(next)]
  const most = Math.min(old.length, now.length)
  let head = 0
  while (head < most && old[head] === now[head]) head++
  let tail = 0
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const gone = before.words.slice(head, old.length - tail)
  const come = now.slice(head, now.length - tail)
  return [
    ...before.words.slice(0, head),
    ...between(old.slice(head, old.length - tail), gone, come),
    ...before.words.slice(old.length - tail),
  ]
}

function textsOf(turn) {
  return turn.tokens.map((_, number) => turn.wordText(number))
}

function between(old, words, now) {
  // As many as before: each was respelled, and whoever does that is sure of it.
  if (old.length === now.length) return now.map((text, at) => respelled(words[at], text === old[at]))
  const found = Array(now.length).fill(null)
  for (const [i, j] of pairs(old, now)) found[j] = words[i]
  return found
}

function respelled(word, isSame) {
  return !word || isSame ? word : [...word.slice(0, 3), 0]
}

/** The longest row of pairs (i, j) that rises in both; none where that would take long. */
export function pairs(old, now) {
  if (old.length * now.length > MOST_PAIRS) return []
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        old[i] === now[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
  const found = []
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) found.push([i++, j++])
    else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i++
    else j++
  }
  return found
}
