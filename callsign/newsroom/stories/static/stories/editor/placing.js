import { covers } from "./spans.js"

/** Turns that come in place of `count` others: they stand for the same base turns. */
export function placed(turns, at, count, now, baseLength) {
  const gone = now.slice(at, at + count)
  const before = now[at - 1]?.from[1] ?? 0
  const behind = now[at + count]?.from[0] ?? baseLength
  const start = gone.length ? Math.min(...gone.map((turn) => turn.from[0])) : before
  const stop = gone.length ? Math.max(...gone.map((turn) => turn.from[1])) : Math.max(before, behind)
  if (covers(turns, start, stop)) return turns
  const isPaired = turns.length === gone.length
  return turns.map((turn, number) => turn.with({ from: isPaired ? gone[number].from : [start, stop] }))
}
