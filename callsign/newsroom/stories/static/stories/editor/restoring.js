/** Patches that were kept, put back on the version they were made on, or a newer one. */
import { meets, shifted } from "./spans.js"
import { Turn } from "./turn.js"

/** Return {turns, conflicts}: the base with the patches in it, and where others were, too. */
export function restored(base, patches, changed = []) {
  const turns = [...base]
  const conflicts = []
  let free = base.length
  for (const patch of patches.toReversed()) {
    const [start, end] = shifted([patch.at, patch.at + patch.count], changed)
    const stop = Math.max(start, Math.min(end, free))
    const theirs = base.slice(start, stop)
    free = start
    turns.splice(start, stop - start, ...saidAgain(patch.turns, theirs, [start, stop]))
    if (changed.some((one) => meets(one, [patch.at, patch.at + patch.count]))) conflicts.push({ base: [start, stop], theirs })
  }
  return { turns, conflicts }
}

// A patch says what is said; the words that are still there bring what is known of them.
function saidAgain(values, before, from) {
  const turns = values.map((value) => Turn.of(value, from))
  const whole = joined(turns)
  const words = whole ? (joined(before) ?? whole.with({ text: "", words: [] })).retold(whole.text, whole.sounds).words : []
  let used = 0
  for (const turn of turns) turn.words = words.slice(used, (used += turn.tokens.length))
  return turns
}

function joined(turns) {
  return turns.reduce((all, turn) => (all ? all.joined(turn) : turn), null)
}
