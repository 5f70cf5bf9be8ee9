/** Where seven days have no room beside each other: one of them, chosen above it. */
export function showOneDay(grid, wanted = location.hash) {
  const days = [...grid.querySelectorAll(".day")]
  const nameOf = day => day.querySelector(".day__name")
  const chosen =
    days.find(day => `#${nameOf(day).id}` === wanted) ?? days.find(day => day.matches(".day--today")) ?? days[0]
  for (const day of days) day.toggleAttribute("data-shown", day === chosen)
  for (const link of grid.querySelectorAll(".week-days__day")) {
    if (link.hash === `#${nameOf(chosen).id}`) link.setAttribute("aria-current", "true")
    else link.removeAttribute("aria-current")
  }
  grid.toggleAttribute("data-one-day", true)
}

/** Lets the links above choose; the address keeps the day, for a reload and for whoever is sent it. */
export function chooseDay(grid, event) {
  const link = event.target.closest(".week-days__day")
  if (!link || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  history.replaceState(null, "", link.hash)
  showOneDay(grid, link.hash)
}
