/**
 * Copies of what is not saved: in this browser at once, on the server when she pauses.
 * It says "kept" and "refused" with what the server answered, and "full" where this
 * browser has no room.
 */
import * as server from "./server.js"

const TO_BROWSER_MS = 150
const TO_SERVER_MS = 2_000
const AGAIN_MS = 15_000
// Browsers let no more than 64 KB outlive a page.
const MOST_AT_LEAVING = 60_000

export class KeptCopies extends EventTarget {
  #toBrowser = 0
  #toServer = 0
  #sent = null

  /** `workOf()` says what there is to keep now; `local` is this browser's copy. */
  constructor({ workOf, local, ask = server }) {
    super()
    Object.assign(this, { workOf, local, server: ask, isHeld: false })
  }

  /** Something changed: keep it in this browser now, on the server when she pauses. */
  soon() {
    if (!this.#toBrowser) this.#toBrowser = setTimeout(() => this.inBrowser(), TO_BROWSER_MS)
    this.#after(TO_SERVER_MS)
  }

  /** Leave the server alone for now: a save is under way, or another window has typed. */
  wait() {
    clearTimeout(this.#toServer)
  }

  /** What was sent is a version now, or forgotten. */
  settle() {
    this.#sent = null
  }

  inBrowser(isOnServer = false) {
    clearTimeout(this.#toBrowser)
    this.#toBrowser = 0
    const work = this.workOf()
    if (isEmpty(work)) return this.local.forget()
    const isKept = this.local.write({ ...work, at: new Date().toISOString(), isOnServer })
    if (!isKept) this.#say("full")
  }

  async onServer() {
    this.wait()
    if (this.isHeld) return
    const work = this.workOf()
    const said = JSON.stringify(work)
    if (said === this.#sent) return
    try {
      await (isEmpty(work) ? this.server.forgetWorkingCopy(work) : this.server.keepWorkingCopy(work))
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      if (!error.body.working_copy) this.#after(AGAIN_MS)
      return void this.#say("refused", error)
    }
    this.#sent = said
    if (JSON.stringify(this.workOf()) !== said) return
    this.inBrowser(!isEmpty(work))
    this.#say("kept", work)
  }

  /** The page may be gone in a moment. */
  leave() {
    if (this.#toBrowser) this.inBrowser()
    const work = this.workOf()
    const said = JSON.stringify(work)
    if (this.isHeld || isEmpty(work) || said === this.#sent || said.length >= MOST_AT_LEAVING) return
    this.server.keepWorkingCopy(work, true).catch((error) => console.warn("kept in this browser only", error))
  }

  #after(ms) {
    clearTimeout(this.#toServer)
    this.#toServer = setTimeout(() => this.onServer(), ms)
  }

  #say(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }))
  }
}

export function isEmpty(work) {
  return !work.patches.length && !work.speakers.length
}
