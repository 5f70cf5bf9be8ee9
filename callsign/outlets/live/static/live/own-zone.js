/**
 * Offers a listener elsewhere the times of this page by her own clock, and back. The words
 * inside say which clock the page goes by; they, and the times, work without it.
 */
class OwnZone extends HTMLElement {
  connectedCallback() {
    if (this.button) return // moved, and has it already
    this.said = this.querySelector("p")
    this.own = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!this.own || sameClock(this.own, this.dataset.zone)) return
    this.button = Object.assign(document.createElement("button"), { type: "button" })
    this.words = this.said.textContent
    this.button.addEventListener("click", () => this.#turn(!this.isOwn))
    this.append(this.button)
    this.#name(false)
  }

  #turn(isOwn) {
    this.said.role = "status"
    this.#name(isOwn)
    for (const time of document.querySelectorAll("time[data-clock]")) {
      time.dataset.clock ||= time.textContent
      time.textContent = isOwn ? this.#ownTime(time) : time.dataset.clock
    }
  }

  #name(isOwn) {
    this.isOwn = isOwn
    const place = this.own.split("/").at(-1).replaceAll("_", " ")
    this.button.textContent = isOwn ? "Show the station’s times" : `Show times in ${place}`
    this.said.textContent = isOwn ? `Times are ${place} time, as on your own clock.` : this.words
  }

  /** The time by the listener's clock, and the day where it is another one there. */
  #ownTime(time) {
    const at = new Date(time.dateTime)
    const options = { hour: "numeric", minute: "2-digit" }
    if (dayIn(this.own, at) !== dayIn(this.dataset.zone, at)) options.weekday = "short"
    return at.toLocaleString([], options)
  }
}

function sameClock(own, zone) {
  const now = new Date()
  return inZone(own, now) === inZone(zone, now)
}

function inZone(timeZone, at) {
  return at.toLocaleString("en-US", { timeZone })
}

function dayIn(timeZone, at) {
  return at.toLocaleDateString("en-US", { timeZone })
}

customElements.define("own-zone", OwnZone)
