/** Says that she has the transcript open in another window, and goes on here when she says so. */
import { Refused, workingCopy } from "./server.js"

const OPEN = "You have this transcript open in another window."
const GIVEN = "This transcript goes on in another window. All that was typed here is kept."
const TYPED = "You have this transcript open in another window, and typed there. Nothing of either is lost."

export class Elsewhere {
  constructor(element, { windows, draft, keeping, list, standing }) {
    Object.assign(this, { element, windows, draft, keeping, list, standing })
    element.querySelector("button").addEventListener("click", () => this.goOn())
    windows.addEventListener("asked", () => this.#give())
    keeping.addEventListener("elsewhere", () => this.#typedElsewhere())
  }

  /** Another window of this browser holds the transcript: here it can be read. */
  open() {
    this.#rest(OPEN)
  }

  #typedElsewhere() {
    if (this.isTyped) return
    this.isTyped = true
    this.#tell(TYPED)
  }

  async #give() {
    if (this.isResting) return
    await this.keeping.rest()
    this.#rest(GIVEN)
    this.windows.release()
  }

  #rest(text) {
    this.isResting = true
    this.draft.canEdit = false
    this.keeping.rest()
    this.list.rest()
    this.standing.rest()
    this.#tell(text)
  }

  async goOn() {
    if (this.isResting) {
      await this.windows.take()
      // What the other window put down is read as after a crash.
      location.reload()
      return
    }
    try {
      await this.#takeIn()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.#tell(`${TYPED} It cannot be fetched now: ${error.message}`)
    }
  }

  // What was typed on another machine, beside what was typed here.
  async #takeIn() {
    const { working_copy: copy } = await workingCopy()
    const met = copy && copy.window !== this.windows.id ? await this.keeping.takeIn(copy) : 0
    this.isTyped = false
    this.element.hidden = true
    this.keeping.goOn()
    this.list.goTo(Math.max(0, this.list.indexOf(this.list.here ?? this.list.rows[0])))
    this.standing.say(met ? "Both windows changed the same turns: say which words stand." : "What you typed in the other window is here.")
  }

  #tell(text) {
    this.element.querySelector("p").textContent = text
    this.element.hidden = false
    this.standing.say(text)
  }
}
