/**
 * What a listener likes: the volume, mute, the service. It outlives a full load of a page,
 * in this browser alone; where nothing may be kept, the radio plays all the same.
 */
const KEY = "live-radio"

export function recall() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch {
    return {} // forbidden by the browser, or written by something else
  }
}

export function remember(liked) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...recall(), ...liked }))
  } catch {
    // Forbidden or full: it counts for as long as this page stands.
  }
}
