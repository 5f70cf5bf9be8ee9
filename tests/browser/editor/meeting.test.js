import { idsOf, opened, said, same, test, version } from "/tests/harness.js"
import { Draft } from "/editor/draft.js"
import { restored } from "/editor/restoring.js"

const TALK = ["s1: Good morning.", "s2: The river rose.", "s1: And the bridge?", "s2: It is open."]

const drafted = () => new Draft(opened(...TALK))
const patch = (at, count, ...lines) => ({
  at, count, turns: lines.map((line) => line.split(": ")).map(([speaker, text]) => ({ speaker, pieces: [{ text }] })),
})

function type(draft, at, text) {
  draft.replace(at, 1, [draft.turns[at].retold(text)])
}

test("what was kept comes back with the ids and times of untouched words", () => {
  const { base } = drafted()

  const { turns, conflicts } = restored(base, [patch(1, 1, "s2: The Osage river rose."), patch(3, 1)])

  same(said(turns), ["s1: Good morning.", "s2: The Osage river rose.", "s1: And the bridge?"])
  same([idsOf(turns[1]), conflicts], [["w3", null, "w4", "w5"], []])
})

test("what was kept moves along with what others saved since", () => {
  const draft = new Draft(opened("s1: This is KDEMO.", ...TALK))
  const changed = [{ at: 0, count: 0, turns: version("s1: This is KDEMO.") }]

  draft.restore([patch(3, 1, "s2: It is closed.")], changed)

  same(draft.turns.at(-1).text, "It is closed.")
  same([draft.patches.map(({ at }) => at), draft.conflicts], [[4], []])
})

test("what was kept where others saved since has to be decided", () => {
  const draft = new Draft(opened(...TALK.slice(0, 3), "s2: It is shut."))

  draft.restore([patch(3, 1, "s2: It is closed.")], [{ at: 3, count: 1, turns: version("s2: It is shut.") }])

  same([draft.turns.at(-1).text, said(draft.conflicts[0].theirs)], ["It is closed.", ["s2: It is shut."]])
})

test("two windows have both, where each has its own turns", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")

  same(draft.meet([patch(0, 1, "s1: Good evening."), patch(3, 1, "s2: It is", "s1: closed.")]), 0)

  same(said(draft.turns), ["s1: Good evening.", "s2: The Osage rose.", "s1: And the bridge?", "s2: It is", "s1: closed."])
  same(draft.patches.map(({ at, count }) => [at, count]), [[0, 1], [1, 1], [3, 1]])
})

test("two windows that say the same need no decision", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")

  same([draft.meet([patch(1, 1, "s2: The Osage rose.")]), draft.patches.length], [0, 1])
})

test("two windows at one turn are both shown", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")

  same(draft.meet([patch(1, 2, "s2: The river fell.")], [], { author: "you" }), 1)

  const [conflict] = draft.conflicts
  same([draft.turns[1].text, conflict.author, said(conflict.theirs)], ["The Osage rose.", "you", ["s2: The river fell."]])
  same(conflict.base, [1, 3])
})

test("the other window's words can be taken", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")
  draft.meet([patch(1, 1, "s2: The river fell.")])

  draft.settle(draft.conflicts[0], "theirs")

  same([said(draft.turns)[1], draft.conflicts, draft.settledPatches.length], ["s2: The river fell.", [], 1])
})

test("the words of both windows can be taken", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")
  draft.meet([patch(1, 1, "s2: The river fell.")])

  draft.settle(draft.conflicts[0], "both")

  same(said(draft.turns).slice(1, 3), ["s2: The river fell.", "s2: The Osage rose."])
})

test("what came from the other window can be taken back", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")
  draft.meet([patch(0, 1, "s1: Good evening."), patch(3, 1)])

  draft.undo()

  same(said(draft.turns), [TALK[0], "s2: The Osage rose.", ...TALK.slice(2)])
})

test("a voice that both windows added by one name is one voice", () => {
  const draft = drafted()
  const [voices] = draft.voices.joinedBy("June Bell")
  draft.rename(voices)

  const ids = draft.voices.meet([
    { id: "new-1", name: "Tomas Reyes", role: null }, { id: "new-2", name: "June Bell", role: null }, { id: "s2", name: "Luis A. Prieto", role: null },
  ])

  same(Object.fromEntries(ids), { "new-1": "new-2", "new-2": "new-1" })
  same(draft.voices.all.map(({ name }) => name), ["Ada Okafor", "Luis A. Prieto", "June Bell", "Tomas Reyes"])
})
