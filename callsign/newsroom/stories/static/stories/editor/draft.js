/**
 * The transcript in hand: the version it began from, the turns as they are now, who speaks.
 *
 * It says "change" with {at, count, turns, origin, caret} for rows, "voices" when a name is
 * another, and "rebase" when a newer version came in below.
 */
import { cellsOf, patchesOf } from "./cells.js"
import { History } from "./history.js"
import { together } from "./meeting.js"
import { placed } from "./placing.js"
import { rebased } from "./rebase.js"
import { restored } from "./restoring.js"
import { rowsOver, shifted } from "./spans.js"
import { Turn } from "./turn.js"
import { Voices } from "./voices.js"

export class Draft extends EventTarget {
  #history = new History()

  constructor({ revision, turns, speakers, can_edit }) {
    super()
    this.revision = revision
    this.canEdit = can_edit !== false
    this.base = turns.map((turn, at) => Turn.of(turn, [at, at + 1]))
    this.turns = this.base.length ? [...this.base] : [new Turn({ speaker: null, text: "", from: [0, 0] })]
    this.voices = new Voices(speakers)
    this.conflicts = []
  }

  get canUndo() {
    return this.#history.canUndo
  }

  get canRedo() {
    return this.#history.canRedo
  }

  get cells() {
    return cellsOf(this.base, this.turns)
  }

  get patches() {
    return patchesOf(this.base, this.turns, (id) => this.voices.idOf(id))
  }

  /** Patches that may be saved: those over which nothing has to be decided first. */
  get settledPatches() {
    const isOpen = ({ at, count }) => this.conflicts.some(({ base: [start, stop] }) => at < stop && start < at + Math.max(count, 1))
    return this.patches.filter((patch) => !isOpen(patch))
  }

  get speakers() {
    return this.voices.changes(new Set(this.turns.map((turn) => this.voices.idOf(turn.speaker))))
  }

  /** Put turns in the place of others; this can be taken back. */
  replace(at, count, turns, { kind = "edit", caretBefore = null, caret = null, origin = "command" } = {}) {
    if (!this.canEdit) return
    const before = this.turns.slice(at, at + count)
    const after = this.#placed(at, count, turns)
    const step = { at, before, after, caretBefore, caretAfter: caret, kind, madeAt: performance.now() }
    this.#history.add(step)
    this.#put(at, count, after, origin, caret)
  }

  /** Give somebody another name, or say who somebody new is. */
  rename(voices) {
    if (!this.canEdit) return
    const step = { at: 0, before: [], after: [], voicesBefore: this.voices.all, voicesAfter: voices, kind: "voices", madeAt: 0 }
    this.#history.add(step)
    this.#name(voices)
  }

  undo() {
    const step = this.#history.undo()
    if (!step) return false
    this.#put(step.at, step.after.length, this.#placed(step.at, step.after.length, step.before), "undo", step.caretBefore)
    if (step.voicesBefore) this.#name(step.voicesBefore)
    return true
  }

  redo() {
    const step = this.#history.redo()
    if (!step) return false
    this.#put(step.at, step.before.length, this.#placed(step.at, step.before.length, step.after), "redo", step.caretAfter)
    if (step.voicesAfter) this.#name(step.voicesAfter)
    return true
  }

  /**
   * Take a newer version below what she did.
   *
   * `sent` are the turns as they were when she saved, `refused` the patches of hers that
   * met somebody else's; both are missing when the news came by itself.
   */
  take({ revision, changed, speakers, newSpeakers = {}, sent, sentPatches = [], told = () => ({}) }) {
    const asSent = new Set(sent)
    const isOver = (block, [start, stop]) => block.at < Math.max(stop, start + 1) && start < block.at + Math.max(block.count, 1)
    const isPutBeside = (block, { at, count, turns }) => !block.count && turns.length > count && at <= block.at && block.at <= at + count
    const isMine = (block) => sentPatches.some((patch) => isOver(block, [patch.at, patch.at + patch.count]) || isPutBeside(block, patch))
    if (speakers) this.voices.take(speakers, newSpeakers)
    const result = rebased({ base: this.base, turns: this.turns, changed, isMine, isAsSent: (turn) => asSent.has(turn) })
    for (const move of result.moved) this.#history.shift(move)
    this.conflicts = [
      ...this.conflicts.map((one) => ({ ...one, base: shifted(one.base, changed) })),
      ...result.conflicts.map((one) => ({ ...one, ...told(one) })),
    ]
    Object.assign(this, { revision, base: result.base, turns: result.turns })
    this.#say("rebase", { moved: result.moved })
    return result.conflicts.length
  }

  /** Put patches back that were kept: on the version they were made on, or a newer one. */
  restore(patches, changed = []) {
    const { turns, conflicts } = restored(this.base, patches, changed)
    this.conflicts.push(...conflicts)
    this.#exchange(turns, "restore")
  }

  /** Put in what she did in another window; return how often both windows say otherwise. */
  meet(patches, changed = [], told = {}) {
    const other = restored(this.base, patches, changed)
    const { turns, conflicts } = together(this.base, this.turns, other.turns)
    this.conflicts.push(...conflicts.map((one) => ({ ...one, ...told })))
    this.#exchange(turns, "command")
    return conflicts.length
  }

  /** Leave out what was put back: the version is as it was opened. */
  leaveOut() {
    this.conflicts = []
    while (this.undo());
  }

  #exchange(turns, origin) {
    if (!turns.length) return
    this.#history.add({ at: 0, before: [...this.turns], after: turns, kind: "restore", madeAt: 0 })
    this.#put(0, this.turns.length, turns, origin)
  }

  /** Where she and somebody else changed the same: settled in one of three ways. */
  settle(conflict, way) {
    this.conflicts = this.conflicts.filter((one) => one !== conflict)
    const rows = rowsOver(this.turns, conflict.base)
    const mine = this.turns.slice(rows.at, rows.at + rows.count)
    // What she wrote in another window is in no version.
    const theirs = conflict.isOwn ? conflict.theirs.map((turn) => turn.with({ from: conflict.base })) : this.base.slice(...conflict.base)
    if (way === "theirs") this.replace(rows.at, rows.count, theirs)
    else if (way === "both") this.replace(rows.at, rows.count, [...theirs, ...mine])
    else this.#say("conflicts")
  }

  /** The rows of a conflict: [first, stop]. */
  rowsOf(conflict) {
    const { at, count } = rowsOver(this.turns, conflict.base)
    return [at, at + count]
  }

  #placed(at, count, turns) {
    return placed(turns, at, count, this.turns, this.base.length)
  }

  #put(at, count, turns, origin, caret = null) {
    this.turns.splice(at, count, ...turns)
    this.#say("change", { at, count, turns, origin, caret })
  }

  #name(voices) {
    this.voices.all = voices
    this.#say("voices")
  }

  #say(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { detail }))
  }
}
