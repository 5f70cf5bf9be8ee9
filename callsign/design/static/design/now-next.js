import { asked } from "./now-asked.js"
import { wakeMs } from "./now-line.js"
import { fillIn, fillRows } from "./now-parts.js"
import { stationClock } from "./station-clock.js"

/**
 * What is on a service and what follows, kept right while the page stands: the server
 * writes it (design/components/now_next.html), this changes it at each boundary by the
 * station's own clock, and the minutes that are left once in a minute. It says nothing to
 * a screen reader by itself.
 *
 *   <now-next data-service="kdemo" data-zone="America/Chicago" data-next="3">
 *     <div data-now> … elements with data-part … </div>
 *     <ol data-coming> <li> … elements with data-part … </li> … </ol>
 *   </now-next>
 *
 * Parts: title (a link, where it is an <a>), episode, hosts, starts, ends (<time>), left,
 * art (<img>), again (<a>, shown where the airing can be heard again). Times are written as
 * "9:00 a.m." in data-zone. While the clock stands at nothing known, what was written stays.
 */
class NowNext extends HTMLElement {
  connectedCallback() {
    this.#gone = new AbortController()
    const { signal } = this.#gone
    this.clock = stationClock(this.dataset.zone)
    for (const word of ["told", "due"])
      asked.addEventListener(word, () => this.#show(), { signal })
    document.addEventListener("visibilitychange", () => this.#show(), { signal })
    this.#show()
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
    this.#gone.abort()
  }

  #gone = null
  #timer = 0

  #show() {
    clearTimeout(this.#timer)
    if (document.hidden) return
    const at = asked.wallMs
    const { now, next, until } = asked.at(this.dataset.service, at)
    const how = { at, clock: this.clock }
    if (now) fillIn(this.querySelector("[data-now]"), now, how)
    const list = this.querySelector("[data-coming]")
    if (now && list) fillRows(list, next.slice(0, Number(this.dataset.next ?? 3)), how)
    this.#timer = setTimeout(() => this.#show(), wakeMs(at, until))
  }
}

customElements.define("now-next", NowNext)
