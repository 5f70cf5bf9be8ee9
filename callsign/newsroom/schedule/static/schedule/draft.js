/** A tile in hand: where it would be, until it is proposed or put back. */
import { clockOf, lengthOf, minutesOf, wallAt } from "./week-days.js"

const SHORTEST_MINUTES = 5
const DAY_MINUTES = 24 * 60

export class Draft {
  /** Returns the minute of the day at which a tile begins ("from") or ends ("to"). */
  static minute(tile, end) {
    return Number(tile.dataset[`${end}Hour`]) * 60 + Number(tile.dataset[`${end}Minute`])
  }

  #isResized = false

  constructor(button) {
    this.button = button
    this.tile = button.closest(".tile")
    this.column = this.tile.parentElement
    this.from = Draft.minute(this.tile, "from")
    this.to = Draft.minute(this.tile, "to")
    this.home = { column: this.column, next: this.tile.nextSibling, from: this.from, to: this.to }
    this.time = button.querySelector(".tile__time")
    this.planned = [...this.time.childNodes]
    this.tile.classList.add("tile--held")
  }

  get isMoved() {
    const { column, from, to } = this.home
    return column !== this.column || from !== this.from || to !== this.to
  }

  get start() {
    // An untouched start may be one the clock never showed; what is stored stays.
    const stays = this.column === this.home.column && this.from === this.home.from
    return stays ? this.button.dataset.starts : wallAt(this.column, this.from)
  }

  get end() {
    if (this.#isResized) return wallAt(this.column, this.to)
    const { starts, ends } = this.button.dataset
    const length = (minutesOf(ends) - minutesOf(starts) + DAY_MINUTES) % DAY_MINUTES
    return clockOf(minutesOf(this.start) + length)
  }

  /** What the form of a move is asked. */
  get asked() {
    const [slot, date] = this.button.value.split("/")
    const { start, end } = this
    const { day } = this.column.dataset
    return new URLSearchParams({ slot, date, to: day, start, end, week: day })
  }

  columnBeside(days) {
    const columns = [...this.column.closest(".week").querySelectorAll(".day__tiles")]
    return columns[columns.indexOf(this.column) + days] ?? this.column
  }

  move(from, column = this.column) {
    const length = this.to - this.from
    const last = lengthOf(column) - Math.min(length, SHORTEST_MINUTES)
    this.from = Math.min(Math.max(0, from), last)
    this.to = this.from + length
    if (column !== this.column) {
      column.append(this.tile)
      this.column = column
    }
    this.#show()
  }

  resize(to) {
    this.#isResized = true
    this.to = Math.min(Math.max(this.from + SHORTEST_MINUTES, to), lengthOf(this.column))
    this.#show()
  }

  putBack() {
    const { column, next, from, to } = this.home
    if (column !== this.column) column.insertBefore(this.tile, next)
    Object.assign(this, { column, from, to })
    this.#isResized = false
    this.#show()
    this.time.replaceChildren(...this.planned)
    this.tile.classList.remove("tile--held")
  }

  #show() {
    for (const end of ["from", "to"]) {
      this.tile.dataset[`${end}Hour`] = Math.floor(this[end] / 60)
      this.tile.dataset[`${end}Minute`] = this[end] % 60
    }
    this.time.textContent = `${this.start}–${this.end}`
  }
}
