/** The columns of a week: minutes since midnight as they pass, and what the clock shows then. */
const DAY_MINUTES = 24 * 60

/** Returns a wall clock's "09:15" as minutes. */
export function minutesOf(clock) {
  const [hours, minutes] = clock.split(":").map(Number)
  return hours * 60 + minutes
}

export function clockOf(minutes) {
  const within = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  return [Math.floor(within / 60), within % 60].map(part => String(part).padStart(2, "0")).join(":")
}

/** Returns what the clock of a column's day shows at a minute of it: it may have been changed. */
export function wallAt(column, minute) {
  const marks = column.dataset.marks.trim().split(" ").map(mark => mark.split("="))
  const [at, clock] = marks.findLast(([passed]) => Number(passed) <= minute) ?? marks[0]
  return clockOf(minutesOf(clock) + minute - Number(at))
}

/** Returns how many minutes a column's day has. */
export function lengthOf(column) {
  return Number(column.dataset.toHour) * 60 + Number(column.dataset.toMinute)
}

export function weekdayOf(column) {
  const day = new Date(`${column.dataset.day}T12:00`)
  return day.toLocaleDateString(document.documentElement.lang || "en", { weekday: "long" })
}

/** Returns where a new slot would be that begins with a tile. */
export function besides(button) {
  const { day } = button.closest(".day__tiles").dataset
  return new URLSearchParams({ date: day, start: button.dataset.starts, end: button.dataset.ends, week: day })
}
