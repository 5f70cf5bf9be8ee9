/** Moments of a recording, as they are written and said. */
export function clock(ms) {
  const seconds = Math.floor(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const parts = hours ? [hours, two(minutes)] : [minutes]
  return [...parts, two(seconds % 60)].join(":")
}

export function spokenClock(ms) {
  const seconds = Math.floor(ms / 1000)
  const parts = [[Math.floor(seconds / 3600), "hour"], [Math.floor(seconds / 60) % 60, "minute"], [seconds % 60, "second"]]
  const said = parts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
  return said.join(" ") || "the beginning"
}

export function timeOfDay(at = new Date()) {
  return at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
}

function two(number) {
  return String(number).padStart(2, "0")
}
