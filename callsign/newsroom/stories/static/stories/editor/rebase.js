/**
 * Moving what she did onto a newer version.
 *
 * `changed` turns the base into the newer version. Where she did nothing, it comes in;
 * where only she did something, that stays; where both did, hers stays on the page and
 * what the other made of it is told as a conflict.
 */
import { cellsOf } from "./cells.js"
import { clusters } from "./clusters.js"
import { Turn } from "./turn.js"

/**
 * Return {base, turns, moved, conflicts}; `moved` are the rows that were exchanged:
 * {at, count, length}.
 *
 * `isMine(block)` says whether a change is what she saved herself, `isAsSent(turn)` whether
 * a turn is as it was when she saved: then what came back is the same, and knows its times.
 */
export function rebased({ base, turns, changed, isMine = () => false, isAsSent = () => false }) {
  const result = { base: [], turns: [], moved: [], conflicts: [] }
  for (const cluster of clusters(cellsOf(base, turns), changed, isMine)) {
    const start = result.base.length
    const head = headOf(cluster, base)
    const saysSomething = cluster.changes.some((change) => !isTimesOnly(change, base))
    result.base.push(...head.map((turn, at) => placed(turn, start + at)))
    const stop = result.base.length
    const theirs = result.base.slice(start, stop)
    const mine = turns.slice(cluster.first, cluster.stop)
    const isUntouched = cluster.cells.every((cell) => cell.isSame)
    const comesIn = cluster.changes.length && (isUntouched || (cluster.changes.every(isMine) && mine.every(isAsSent)))
    const isQuiet = isUntouched && !cluster.changes.length
    const next = comesIn || isQuiet ? asSpaced(theirs, mine) : kept(mine, theirs, start, cluster.changes.every(isMine) ? isAsSent : () => false)
    if (cluster.changes.length) result.moved.push({ at: result.turns.length, count: mine.length, length: next.length })
    if (saysSomething && !comesIn && !cluster.changes.every(isMine))
      result.conflicts.push({ base: [start, stop], theirs })
    result.turns.push(...next)
  }
  return result
}

/** The turns of the newer version where a cluster is. */
function headOf({ base: [start, stop], changes }, base) {
  const turns = []
  let place = start
  for (const change of changes) {
    turns.push(...base.slice(place, change.at), ...change.turns.map((turn) => Turn.of(turn)))
    place = change.at + change.count
  }
  return [...turns, ...base.slice(place, stop)]
}

function placed(turn, at) {
  return turn.from?.[0] === at && turn.from[1] === at + 1 ? turn : turn.with({ from: [at, at + 1] })
}

// What she typed while it was saved stays; the turns beside it are those that came back.
function kept(mine, theirs, start, isAsSent) {
  const isPaired = mine.length === theirs.length
  const all = [start, start + theirs.length]
  return mine.map((turn, at) => {
    if (isPaired && isAsSent(turn)) return theirs[at]
    return turn.with({ from: isPaired ? [start + at, start + at + 1] : all, words: heardAgain(turn.words, theirs) })
  })
}

// A space that she typed last is none to the server; to her, the next word begins behind it.
function asSpaced(theirs, mine) {
  if (theirs.length !== mine.length) return theirs
  return theirs.map((turn, at) => {
    const { text, sounds, key } = mine[at]
    return turn.text !== text && turn.key === key ? turn.with({ text, sounds }) : turn
  })
}

/** A turn that says the same stands in nobody's way: somebody listened, or numbered its words. */
function isTimesOnly({ at, count, turns }, base) {
  return count === 1 && turns.length === 1 && Turn.of(turns[0]).key === base[at].key
}

/** Words with the times they have in the newer version. */
function heardAgain(words, theirs) {
  const known = new Map(theirs.flatMap((turn) => turn.words.filter(Boolean).map((word) => [word[0], word])))
  return words.map((word) => {
    const newer = word && known.get(word[0])
    return newer ? [...newer.slice(0, 3), Math.min(newer[3], word[3])] : word
  })
}
