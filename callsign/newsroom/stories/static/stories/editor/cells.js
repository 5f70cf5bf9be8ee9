/**
 * How the turns on the page lie over those of the base version, and what differs.
 *
 * A cell is a run of base turns and the turns that stand there now: {base: [start, stop],
 * first, stop, isSame}. A cell that is the same has one turn of each.
 */
import { touch } from "./spans.js"

export function cellsOf(base, turns) {
  return [...runsOf(base, turns)].flatMap((run) => trimmed(run, base, turns))
}

/** What she did, as patches on the base version. */
export function patchesOf(base, turns, speakerId = (id) => id) {
  return cellsOf(base, turns)
    .filter((cell) => !cell.isSame)
    .map(({ base: [start, stop], first, stop: last }) => ({
      at: start,
      count: stop - start,
      turns: turns.slice(first, last).map(({ speaker, pieces }) => ({ speaker: speakerId(speaker), pieces })),
    }))
}

function* runsOf(base, turns) {
  let [at, place] = [0, 0]
  while (at < turns.length || place < base.length) {
    const start = turns[at]?.from[0] ?? base.length
    if (start > place) {
      yield { base: [place, start], first: at, stop: at }
      place = start
      continue
    }
    const run = { base: [...turns[at].from], first: at, stop: ++at }
    while (turns[at] && touch(turns[at].from, run.base)) {
      run.base[1] = Math.max(run.base[1], turns[at].from[1])
      run.stop = ++at
    }
    yield run
    place = run.base[1]
  }
}

function trimmed({ base: [start, stop], first, stop: last }, base, turns) {
  // Most turns are those of the base themselves, and need not be compared.
  const is = (place, at) => base[place] === turns[at] || base[place].key === turns[at].key
  const [before, behind] = [[], []]
  while (start < stop && first < last && is(start, first)) before.push(same(start++, first++))
  while (start < stop && first < last && is(stop - 1, last - 1)) behind.unshift(same(--stop, --last))
  if (start === stop && first === last) return [...before, ...behind]
  // Turns that are put between others go with one of them: two patches at one place are none.
  if (start === stop && before.length) [start, first] = [before.at(-1).base[0], before.pop().first]
  else if (start === stop && behind.length) [stop, last] = [behind[0].base[1], behind.shift().stop]
  return [...before, { base: [start, stop], first, stop: last, isSame: false }, ...behind]
}

function same(place, at) {
  return { base: [place, place + 1], first: at, stop: at + 1, isSame: true }
}
