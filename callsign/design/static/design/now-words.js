import { isElsewhere } from "./station-clock.js"

/** Words for what is on: how long it lasts, who is heard. */
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Whole minutes, so that the words change once in a minute and no oftener. */
export function leftWords(ms) {
  const minutes = Math.ceil(ms / MINUTE_MS)
  if (minutes <= 1) return "under a minute left"
  if (minutes < 120) return `${minutes} min left`
  return `${Math.round(ms / HOUR_MS)} hours left`
}

export function behindWords(ms) {
  const minutes = Math.round(ms / MINUTE_MS)
  if (minutes < 2) return "just behind live"
  if (minutes < 120) return `${minutes} minutes behind live`
  return `${Math.round(ms / HOUR_MS)} hours behind live`
}

export function hostsWords(names) {
  if (!names?.length) return ""
  const [last, ...before] = [...names].reverse()
  return `with ${before.length ? `${before.reverse().join(", ")} and ${last}` : last}`
}

/** The zone of the station, where its clocks show another time than the listener's. */
export function zoneWords(zone, at) {
  if (!isElsewhere(zone, at)) return ""
  const named = { timeZone: zone, timeZoneName: "longGeneric" }
  const parts = new Intl.DateTimeFormat("en-US", named).formatToParts(at)
  const name = parts.find(({ type }) => type === "timeZoneName").value
  return `Times are by your own clock; the station’s is on ${name}.`
}
