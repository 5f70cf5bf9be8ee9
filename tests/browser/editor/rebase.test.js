import { idsOf, opened, said, same, test, version } from "/tests/harness.js"
import { Draft } from "/editor/draft.js"

const TALK = ["s1: Good morning.", "s2: The river rose.", "s1: And the bridge?", "s2: It is open."]

const drafted = () => new Draft(opened(...TALK))
const told = () => ({ author: "Luis", text: "Luis changed it." })

function type(draft, at, text) {
  draft.replace(at, 1, [draft.turns[at].retold(text)])
}

function news(draft, ...changed) {
  return draft.take({ revision: draft.revision + 1, changed, told })
}

const change = (at, count, ...lines) => ({ at, count, turns: version(...lines) })

test("another's change comes in where she did nothing", () => {
  const draft = drafted()
  type(draft, 0, "Good evening.")

  same(news(draft, change(3, 1, "s2: It is closed.", "s1: Thank you.")), 0)

  same(said(draft.turns), ["s1: Good evening.", "s2: The river rose.", "s1: And the bridge?", "s2: It is closed.", "s1: Thank you."])
  same(draft.patches.map(({ at, count }) => [at, count]), [[0, 1]])
})

test("hers moves along where another put turns in front of it", () => {
  const draft = drafted()
  type(draft, 3, "It is closed.")

  news(draft, change(0, 0, "s1: This is KDEMO."))

  same(draft.turns.at(-1).text, "It is closed.")
  same(draft.patches.map(({ at, count }) => [at, count]), [[4, 1]])
})

test("where both changed a turn hers stays, and the other's is told", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")

  same(news(draft, change(1, 1, "s2: The river fell.")), 1)

  same(draft.turns[1].text, "The Osage rose.")
  const [conflict] = draft.conflicts
  same([conflict.author, said(conflict.theirs), conflict.base], ["Luis", ["s2: The river fell."], [1, 2]])
  same(draft.settledPatches, [])
})

function settled(way) {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")
  news(draft, change(1, 1, "s2: The river fell."))
  draft.settle(draft.conflicts[0], way)
  return [said(draft.turns).slice(1, -2), draft.conflicts.length, draft.settledPatches.length]
}

test("a conflict can be settled with theirs", () => {
  same(settled("theirs"), [["s2: The river fell."], 0, 0])
})

test("a conflict can be settled with hers", () => {
  same(settled("mine"), [["s2: The Osage rose."], 0, 1])
})

test("a conflict can be settled with both", () => {
  same(settled("both"), [["s2: The river fell.", "s2: The Osage rose."], 0, 1])
})

test("new times come in below what she is typing", () => {
  const draft = drafted()
  type(draft, 1, "The Osage river rose.")
  const [turn] = version("s2: The river rose.")
  turn.pieces[0].words = [["w3", 7000, 7100, 0], ["w4", 7200, 7300, 2], ["w5", 7400, 7500, 0]]

  same(news(draft, { at: 1, count: 1, turns: [turn] }), 0)

  same([draft.turns[1].text, [...draft.turns[1].times]], ["The Osage river rose.", [7000, 7100, 7200, 7400]])
  same(draft.patches.length, 1)
})

test("what she saved comes back with its ids, and what she typed meanwhile stays", () => {
  const draft = drafted()
  type(draft, 1, "The Osage rose.")
  const [sent, sentPatches] = [[...draft.turns], draft.patches]
  type(draft, 3, "It is closed.")
  const [turn] = version("s2: The Osage rose.")
  turn.pieces[0].words[1][0] = "w90"

  const met = draft.take({ revision: 2, changed: [{ at: 1, count: 1, turns: [turn] }], sent, sentPatches, told })

  same([met, idsOf(draft.turns[1])[1]], [0, "w90"])
  same(draft.patches.map(({ at }) => at), [3])
})

test("a split that was saved is no patch any more", () => {
  const draft = drafted()
  draft.replace(1, 1, draft.turns[1].split(3))
  const [sent, sentPatches] = [[...draft.turns], draft.patches]

  draft.take({ revision: 2, changed: [change(1, 1, "s2: The", "s2: river rose.")], sent, sentPatches, told })

  same([draft.patches, draft.turns.length, draft.base.length], [[], 5, 5])
})

test("her steps can be taken back after another's change elsewhere", () => {
  const draft = drafted()
  type(draft, 3, "It is closed.")

  news(draft, change(0, 1, "s1: Good evening.", "s1: This is KDEMO."))
  draft.undo()

  same(said(draft.turns), ["s1: Good evening.", "s1: This is KDEMO.", ...TALK.slice(1)])
  same(draft.patches, [])
})

test("a new voice gets the id that the server gave it", () => {
  const draft = drafted()
  const [voices, id] = draft.voices.joinedBy("June Bell")
  draft.rename(voices)
  draft.replace(1, 1, [draft.turns[1].with({ speaker: id })])
  const [sent, sentPatches] = [[...draft.turns], draft.patches]
  const speakers = [...voices.slice(0, 2), { id: "s3", name: "June Bell", role: null, hue: "2" }]

  draft.take({ revision: 2, changed: [change(1, 1, "s3: The river rose.")], speakers, newSpeakers: { "new-1": "s3" }, sent, sentPatches, told })

  same([draft.voices.nameOf(draft.turns[1].speaker), draft.speakers, draft.patches], ["June Bell", [], []])
})
