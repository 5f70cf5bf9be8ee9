/**
 * One window at a time. A browser lets one of its windows hold a transcript; the others
 * show it, and may ask for it. It says "asked" when another window wants to go on, and
 * waits for `release`. Other machines are told apart by the server, by the name of a window.
 */
const HELD_MS = 500
const ANSWER_MS = 3_000

export class Windows extends EventTarget {
  #release = null

  constructor(address = location.pathname) {
    super()
    this.key = `callsign-transcript:${address}`
    this.id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")
    this.channel = new BroadcastChannel(this.key)
    this.channel.addEventListener("message", () => this.#release && this.dispatchEvent(new Event("asked")))
  }

  /** Return whether this window holds the transcript now; a page that is just leaving is waited for. */
  hold() {
    return this.#request({ signal: AbortSignal.timeout(HELD_MS) })
  }

  release() {
    this.#release?.()
    this.#release = null
  }

  /** Ask the window that holds it to put down what it has, and wait until it did. */
  async take() {
    this.channel.postMessage("take")
    const isGiven = await this.#request({ signal: AbortSignal.timeout(ANSWER_MS) })
    // A window that hangs has kept its words in this browser.
    if (!isGiven) await this.#request({ steal: true })
  }

  #request(how) {
    // Over plain HTTP a browser has no locks; then the server alone tells windows apart.
    if (!navigator.locks) return Promise.resolve(true)
    return new Promise((resolve, reject) => {
      const held = () => new Promise((release) => {
        this.#release = release
        resolve(true)
      })
      navigator.locks.request(this.key, how, held).catch((error) => {
        if (error.name === "TimeoutError") resolve(false)
        else if (error.name === "AbortError") this.dispatchEvent(new Event("asked"))
        else reject(error)
      })
    })
  }
}
