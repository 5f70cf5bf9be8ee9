/**
 * The transcript in hand: the version it began from, the turns as they are now, who speaks.
 *
 * It says "change" with {at, count, turns, origin, caret} for rows, "voices" when a name is
 * another, and "rebase" when a newer version came in below.
 */
import { cellsOf, patchesOf } from "./cells.js"
import { History } from "./history.js"
import { rebased } from "./rebase.js"
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
    const open = this.conflicts.map((one) => ({ ...one, turns: new Set(this.#inside(one.base)) }))
    const result = rebased({ base: this.base, turns: this.turns, changed, isMine, isAsSent: (turn) => asSent.has(turn) })
    for (const move of result.moved) this.#history.shift(move)
    const rows = new Map(this.turns.map((turn, at) => [turn, at]))
    this.conflicts = [
      ...open.map((one) => ({ ...one, base: shifted(one.base, changed) })),
      ...result.conflicts.map((one) => ({ ...one, ...told(one) })),
    ]
    Object.assign(this, { revision, base: result.base, turns: result.turns })
    this.#say("rebase", { before: rows, moved: result.moved })
    return result.conflicts.length
  }

  /** Put patches back that were kept: on the version they were made on, or a newer one. */
  restore(patches, changed = []) {
    const mended = { turns: [...this.base], conflicts: [], from: this.base.length }
    for (const patch of patches.toReversed()) this.#restoreOne(patch, changed, mended)
    this.conflicts.push(...mended.conflicts)
    const turns = mended.turns
    if (!turns.length) return
    this.#history.add({ at: 0, before: [...this.turns], after: turns, kind: "restore", madeAt: 0 })
    this.#put(0, this.turns.length, turns, "restore")
  }

  #restoreOne({ at, count, turns }, changed, mended) {
    const [start, end] = shifted([at, at + count], changed)
    const stop = Math.max(start, Math.min(end, mended.from))
    mended.from = start
    const theirs = this.base.slice(start, stop)
    const isMet = changed.some((one) => meets(one, at, count))
    const said = new Turn({ speaker: null, text: "", words: [] })
    const old = theirs.reduce((all, turn) => (all ? all.joined(turn) : turn), null) ?? said
    const texts = turns.map((turn) => Turn.of(turn, [start, stop]))
    const whole = texts.reduce((all, turn) => (all ? all.joined(turn) : turn), null)
    const words = whole ? old.retold(whole.text, whole.sounds).words : []
    let used = 0
    for (const turn of texts) turn.words = words.slice(used, (used += turn.tokens.length))
    mended.turns.splice(start, stop - start, ...texts)
    if (isMet) mended.conflicts.push({ base: [start, stop], theirs })
  }

  /** Where she and somebody else changed the same: settled in one of three ways. */
  settle(conflict, way) {
    this.conflicts = this.conflicts.filter((one) => one !== conflict)
    const [start, stop] = conflict.base
    const rows = this.#rowsOf(conflict.base)
    const mine = this.turns.slice(rows.at, rows.at + rows.count)
    const theirs = this.base.slice(start, stop)
    if (way === "theirs") this.replace(rows.at, rows.count, theirs)
    else if (way === "both") this.replace(rows.at, rows.count, [...theirs, ...mine])
    else this.#say("conflicts")
  }

  #rowsOf([start, stop]) {
    const first = this.turns.findIndex((turn) => turn.from[1] > start || turn.from[0] >= stop)
    const at = first < 0 ? this.turns.length : first
    const count = this.turns.slice(at).findIndex((turn) => turn.from[0] >= stop)
    return { at, count: count < 0 ? this.turns.length - at : count }
  }

  /** The rows of a conflict: [first, stop]. */
  rowsOf(conflict) {
    const { at, count } = this.#rowsOf(conflict.base)
    return [at, at + count]
  }

  #inside(span) {
    const { at, count } = this.#rowsOf(span)
    return this.turns.slice(at, at + count)
  }

  // What comes in stands for the same base turns as what goes.
  #placed(at, count, turns) {
    const gone = this.turns.slice(at, at + count)
    const before = this.turns[at - 1]?.from[1] ?? 0
    const behind = this.turns[at + count]?.from[0] ?? this.base.length
    const start = gone.length ? Math.min(...gone.map((turn) => turn.from[0])) : before
    const stop = gone.length ? Math.max(...gone.map((turn) => turn.from[1])) : Math.max(before, behind)
    if (covers(turns, start, stop)) return turns
    const isPaired = turns.length === gone.length
    return turns.map((turn, number) => turn.with({ from: isPaired ? gone[number].from : [start, stop] }))
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

/** Whether turns already say, one after the other, for which run of the base they stand. */
function covers(turns, start, stop) {
  const isNext = ({ from }, at) => !at || (turns[at - 1].from[0] <= from[0] && from[0] <= turns[at - 1].from[1])
  return turns[0]?.from[0] === start && turns.at(-1).from[1] === stop && turns.every(isNext)
}

function meets(block, at, count) {
  const [start, stop] = [block.at, block.at + block.count]
  if (start === stop && !count) return start === at
  return start < at + count && at < stop
}

/** Where a run of the base stands in the newer version; grown to what it touches. */
function shifted([start, stop], changed) {
  let [before, inside, first, last] = [0, 0, start, stop]
  for (const one of changed) {
    const growth = one.turns.length - one.count
    if (one.at + one.count <= start && !(one.at === start && !one.count && start === stop)) before += growth
    else if (meets(one, start, stop - start)) {
      first = Math.min(first, one.at)
      last = Math.max(last, one.at + one.count)
      inside += growth
    }
  }
  return [first + before, last + before + inside]
}
