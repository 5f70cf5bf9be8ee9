/**
 * What one person did in two windows, put together. Both began from one version: where
 * only one window has something, that stands; where both do, this window's stays on the
 * page and the other's is told as a conflict.
 */
import { cellsOf } from "./cells.js"
import { rowsOver, touch } from "./spans.js"

/** Return {turns, conflicts}. */
export function together(base, mine, other) {
  const [ours, theirs] = [mine, other].map((turns) => changedSpans(base, turns))
  const turns = [...mine]
  const conflicts = []
  for (const span of joinedSpans([...ours, ...theirs]).toReversed()) {
    if (!theirs.some((one) => touch(one, span))) continue
    const [here, there] = [mine, other].map((all) => rows(all, span))
    const said = other.slice(there.at, there.at + there.count)
    if (!ours.some((one) => touch(one, span))) turns.splice(here.at, here.count, ...said)
    else if (keys(said) !== keys(mine.slice(here.at, here.at + here.count))) conflicts.unshift({ base: span, theirs: said, isOwn: true })
  }
  return { turns, conflicts }
}

function changedSpans(base, turns) {
  return cellsOf(base, turns).filter((cell) => !cell.isSame).map((cell) => cell.base)
}

/** Runs that touch each other, as one. */
function joinedSpans(spans) {
  const all = []
  for (const span of spans.toSorted(([a, b], [c, d]) => a - c || b - d)) {
    const last = all.at(-1)
    if (last && touch(last, span)) last[1] = Math.max(last[1], span[1])
    else all.push([...span])
  }
  return all
}

// What stands between two turns of the base stands for neither of them.
function rows(turns, span) {
  if (span[0] < span[1]) return rowsOver(turns, span)
  const isHere = ({ from }) => from[0] === span[0] && from[1] === span[0]
  const at = turns.findIndex((turn) => isHere(turn) || turn.from[0] >= span[0])
  const start = at < 0 ? turns.length : at
  const stop = turns.slice(start).findIndex((turn) => !isHere(turn))
  return { at: start, count: stop < 0 ? turns.length - start : stop }
}

function keys(turns) {
  return JSON.stringify(turns.map((turn) => turn.key))
}
