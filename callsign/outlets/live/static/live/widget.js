/**
 * Asks anew at the second at which something else is on, and now and then for what was
 * changed in the grid. Without script the page does so once a minute.
 */
const LONGEST_MS = 60_000
const SPREAD_MS = 2_000 // so that not every page of the valley asks at once

const leftMs = Math.max(0, Date.parse(document.body.dataset.expires) - Date.now())
const waitMs = Math.min(leftMs, LONGEST_MS) + (1 + Math.random()) * SPREAD_MS
setTimeout(() => location.reload(), waitMs)
