/** Runs of the base version, as [start, stop]; an empty one is a place between two turns. */

/** Whether both say what stands at one place of the base version. */
export function touch([start, stop], [otherStart, otherStop]) {
  if (start === stop && otherStart === otherStop) return start === otherStart
  return start < otherStop && otherStart < stop
}

/** Whether a change {at, count} says what stands in a run. */
export function meets({ at, count }, span) {
  return touch([at, at + count], span)
}

/** Where a run of the base stands in the newer version; grown to what it touches. */
export function shifted([start, stop], changed) {
  let [before, inside, first, last] = [0, 0, start, stop]
  for (const one of changed) {
    const growth = one.turns.length - one.count
    if (one.at + one.count <= start && !(one.at === start && !one.count && start === stop)) before += growth
    else if (meets(one, [start, stop])) {
      first = Math.min(first, one.at)
      last = Math.max(last, one.at + one.count)
      inside += growth
    }
  }
  return [first + before, last + before + inside]
}

/** Whether turns already say, one after the other, for which run of the base they stand. */
export function covers(turns, start, stop) {
  const isNext = ({ from }, at) => !at || (turns[at - 1].from[0] <= from[0] && from[0] <= turns[at - 1].from[1])
  return turns[0]?.from[0] === start && turns.at(-1).from[1] === stop && turns.every(isNext)
}

/** The rows that stand for a run: {at, count}. */
export function rowsOver(turns, [start, stop]) {
  const first = turns.findIndex((turn) => turn.from[1] > start || turn.from[0] >= stop)
  const at = first < 0 ? turns.length : first
  const count = turns.slice(at).findIndex((turn) => turn.from[0] >= stop)
  return { at, count: count < 0 ? turns.length - at : count }
}
