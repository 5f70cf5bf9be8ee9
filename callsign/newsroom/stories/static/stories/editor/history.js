/** What can be taken back: each step knows the turns before and after it. */
const ONE_BREATH_MS = 1_200
const MOST_STEPS = 2_000

export class History {
  #done = []
  #undone = []

  get canUndo() {
    return this.#done.length > 0
  }

  get canRedo() {
    return this.#undone.length > 0
  }

  /** Remember a step: {at, before, after, caretBefore, caretAfter, kind, voices}. */
  add(step) {
    this.#undone.length = 0
    const last = this.#done.at(-1)
    if (last && goesOn(last, step)) {
      Object.assign(last, { after: step.after, caretAfter: step.caretAfter, madeAt: step.madeAt })
      return
    }
    this.#done.push(step)
    if (this.#done.length > MOST_STEPS) this.#done.shift()
  }

  undo() {
    const step = this.#done.pop()
    if (step) this.#undone.push(step)
    return step
  }

  redo() {
    const step = this.#undone.pop()
    if (step) this.#done.push(step)
    return step
  }

  /** Rows were exchanged from outside: {at, count, length}, as they stood before that. */
  shift({ at, count, length }) {
    this.#undone.length = 0
    const growth = length - count
    if (!growth) return
    for (let place = this.#done.length - 1; place >= 0; place--) {
      const step = this.#done[place]
      if (at + count <= step.at) step.at += growth
      else if (at >= step.at + step.after.length) at += step.before.length - step.after.length
      else return void this.#done.splice(0, place + 1)
    }
  }
}

function goesOn(last, step) {
  return (
    step.kind === "typing" && last.kind === "typing" && last.at === step.at &&
    last.after.length === 1 && step.after.length === 1 && step.madeAt - last.madeAt < ONE_BREATH_MS
  )
}
