/** What she did and what others changed, those together that touch each other. */
import { touch } from "./spans.js"

/** Yield {base, cells, changes, first, stop}, in order; `first` to `stop` are rows. */
export function* clusters(cells, changed, isMine) {
  let [i, j] = [0, 0]
  while (i < cells.length || j < changed.length) {
    const change = changed[j]
    const span = change && [change.at, change.at + change.count]
    const isInsert = span && span[0] === span[1]
    const takesChange = span && (!cells[i] || span[0] < cells[i].base[0] || (isInsert && span[0] === cells[i].base[0]) || touch(span, cells[i].base))
    const cluster = { first: cells[i]?.first ?? cells.at(-1)?.stop ?? 0, cells: [], changes: [], base: takesChange ? [...span] : [...cells[i].base] }
    if (takesChange) cluster.changes.push(changed[j++])
    for (let grew = true; grew; ) {
      grew = false
      const next = cells[i]
      const isGrown = next && !next.isSame && cluster.changes.some((change) => isInsertAt(change, next.base[0]) && isMine(change))
      if (next && (isGrown || touch(next.base, cluster.base) || (!cluster.cells.length && !cluster.changes.length))) {
        cluster.cells.push(next)
        cluster.base = [Math.min(cluster.base[0], next.base[0]), Math.max(cluster.base[1], next.base[1])]
        i++
        grew = true
      }
      const more = changed[j]
      // Turns she put behind one that stayed as it was come back as put there, beside her own.
      const isBehind = more && isInsertAt(more, cluster.base[1]) && cluster.cells.some((cell) => !cell.isSame) && isMine(more)
      if (more && (isBehind || touch([more.at, more.at + more.count], cluster.base))) {
        cluster.changes.push(more)
        cluster.base[1] = Math.max(cluster.base[1], more.at + more.count)
        j++
        grew = true
      }
    }
    cluster.stop = cluster.cells.at(-1)?.stop ?? cluster.first
    yield cluster
  }
}

function isInsertAt({ at, count }, place) {
  return !count && at === place
}
