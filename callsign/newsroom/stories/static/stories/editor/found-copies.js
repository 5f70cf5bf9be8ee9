/** What was kept before the page was closed: by this browser, by the server, or by both. */

/** Return the copies to put back, the later one last; none when nothing was kept. */
export function foundCopies(mine, theirs) {
  const onServer = isWork(theirs) ? [theirs] : []
  // What the server has of this browser may have been gone on with in another.
  if (!isWork(mine) || mine.isOnServer) return onServer
  if (!onServer.length) return [mine]
  // One window said both, and the later is all of it; two windows each have their own.
  const byTime = [mine, theirs].toSorted((one, other) => new Date(one.at) - new Date(other.at))
  return mine.window === theirs.window ? byTime.slice(-1) : byTime
}

function isWork(copy) {
  return Array.isArray(copy?.patches) && (copy.patches.length > 0 || copy.speakers?.length > 0)
}
