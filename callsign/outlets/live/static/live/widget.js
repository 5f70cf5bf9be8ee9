/** Asks anew at the second at which something else is on; without it, once a minute. */
const SPREAD_MS = 2_000 // so that not every page of the valley asks at once

const leftMs = Date.parse(document.body.dataset.expires) - Date.now()
if (leftMs > 0 && leftMs < 2 ** 31) setTimeout(() => location.reload(), leftMs + Math.random() * SPREAD_MS)
