/**
 * The station's clock beside the listener's: times as the server writes them
 * (callsign/outlets/live/clock_words.py), and whose they are, wherever that can be asked.
 */

/** Writes times of day in a zone: "9:30 a.m.", and noon and midnight by their names. */
export function stationClock(timeZone) {
  const parted = new Intl.DateTimeFormat("en-US", {
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  })
  return {
    format(at) {
      const parts = parted.formatToParts(at)
      const [hour, minute] = ["hour", "minute"].map((type) =>
        Number(parts.find((one) => one.type === type).value),
      )
      if (!minute && hour % 12 === 0) return hour ? "noon" : "midnight"
      const half = hour < 12 ? "a.m." : "p.m."
      return `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${half}`
    },
  }
}

/** Whether the listener's own clock shows another time than the zone's. */
export function isElsewhere(zone, at = Date.now()) {
  return Boolean(zone) && timeIn(zone, at) !== timeIn(undefined, at)
}

/** Writes times by the listener's own clock; with its letters where the station's differs. */
export function ownClock(zone, options = { hour: "numeric", minute: "2-digit" }) {
  const letters = isElsewhere(zone) ? { timeZoneName: "short" } : {}
  return new Intl.DateTimeFormat([], { ...options, ...letters })
}

/** The letters by which a zone's clocks are known: "CST", or "GMT+1" where there are none. */
export function lettersOf(timeZone, at = Date.now()) {
  const named = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "short" })
  return named.formatToParts(at).find(({ type }) => type === "timeZoneName").value
}

function timeIn(timeZone, at) {
  const options = { timeZone, dateStyle: "short", timeStyle: "short" }
  return new Intl.DateTimeFormat("en-US", options).format(at)
}

/**
 * Stands behind a time of the station's, and says so to somebody whose own clock shows
 * another: <zone-letters data-zone="America/Chicago"></zone-letters>
 */
class ZoneLetters extends HTMLElement {
  connectedCallback() {
    const { zone } = this.dataset
    this.textContent = isElsewhere(zone) ? ` ${lettersOf(zone)}` : ""
  }
}

customElements.define("zone-letters", ZoneLetters)
