import { idsOf, opened, said, same, test } from "/tests/harness.js"
import { Draft } from "/editor/draft.js"

const TALK = ["s1: Good morning.", "s2: The river rose.", "s1: And the bridge?", "s2: It is open."]

const drafted = () => new Draft(opened(...TALK))

function type(draft, at, text) {
  draft.replace(at, 1, [draft.turns[at].retold(text)], { kind: "typing", origin: "typing" })
}

test("what nobody touched is no patch", () => {
  same(drafted().patches, [])
})

test("a typed word is a patch of its turn", () => {
  const draft = drafted()

  type(draft, 1, "The Osage rose.")

  same(draft.patches, [{ at: 1, count: 1, turns: [{ speaker: "s2", pieces: [{ text: "The Osage rose." }] }] }])
})

test("what is typed and taken back is no patch", () => {
  const draft = drafted()

  type(draft, 1, "The Osage rose.")
  type(draft, 1, "The river rose.")

  same(draft.patches, [])
})

test("a split turn is a patch of one turn by two", () => {
  const draft = drafted()

  draft.replace(1, 1, draft.turns[1].split(3))

  same(said(draft.turns).slice(1, 3), ["s2: The", "s2: river rose."])
  same(draft.patches.map(({ at, count, turns }) => [at, count, turns.length]), [[1, 1, 2]])
})

test("joined turns are a patch of two turns by one", () => {
  const draft = drafted()
  const [one, other] = draft.turns.slice(1, 3)

  draft.replace(1, 2, [one.joined(other)])

  same(draft.patches.map(({ at, count, turns }) => [at, count, turns.length]), [[1, 2, 1]])
  same(idsOf(draft.turns[1]), ["w3", "w4", "w5", "w6", "w7", "w8"])
})

test("a split that is joined again is no patch, and costs no time", () => {
  const draft = drafted()

  draft.replace(1, 1, draft.turns[1].split(3))
  draft.replace(1, 2, [draft.turns[1].joined(draft.turns[2])])

  same([draft.patches, idsOf(draft.turns[1])], [[], ["w3", "w4", "w5"]])
})

test("a turn can be given to another voice, alone", () => {
  const draft = drafted()

  draft.replace(1, 1, [draft.turns[1].with({ speaker: "s1" })])

  same(draft.patches.map(({ at, turns }) => [at, turns[0].speaker]), [[1, "s1"]])
  same(idsOf(draft.turns[1]), ["w3", "w4", "w5"])
})

test("all turns of a voice can be given to another at once, and taken back at once", () => {
  const draft = drafted()
  const given = draft.turns.map((turn) => (turn.speaker === "s2" ? turn.with({ speaker: "s1" }) : turn))

  draft.replace(0, 4, given)

  same(draft.patches.map(({ at, count }) => [at, count]), [[1, 1], [3, 1]])
  draft.undo()
  same([draft.patches, draft.canUndo], [[], false])
})

test("somebody new is told with the turn that she speaks", () => {
  const draft = drafted()
  const [voices, id] = draft.voices.joinedBy("June Bell")

  draft.rename(voices)
  same(draft.speakers, [])
  draft.replace(1, 1, [draft.turns[1].with({ speaker: id })])

  same(draft.speakers, [{ id: "new-1", name: "June Bell", role: null }])
})

test("a name that is another one is told without a patch", () => {
  const draft = drafted()

  draft.rename(draft.voices.renamed("s2", "Luis A. Prieto"))

  same([draft.patches, draft.speakers.map(({ name }) => name)], [[], ["Luis A. Prieto"]])
})

test("undo and redo go through everything, both ways", () => {
  const draft = drafted()
  const states = [said(draft.turns)]
  const did = (doing) => {
    doing()
    states.push(said(draft.turns))
  }

  did(() => draft.replace(1, 1, draft.turns[1].split(3)))
  did(() => draft.replace(0, 2, [draft.turns[0].joined(draft.turns[1])]))
  did(() => draft.replace(2, 1, [draft.turns[2].with({ speaker: "s2" })]))
  did(() => draft.replace(0, 1, []))

  for (const state of states.toReversed().slice(1)) {
    draft.undo()
    same(said(draft.turns), state)
  }
  same([draft.patches, draft.undo()], [[], false])
  for (const state of states.slice(1)) {
    draft.redo()
    same(said(draft.turns), state)
  }
})

test("letters typed in one breath are taken back together", () => {
  const draft = drafted()

  for (const text of ["O", "Os", "Osa"]) type(draft, 1, `The ${text} rose.`)

  draft.undo()
  same([draft.turns[1].text, draft.canUndo], ["The river rose.", false])
})

test("nothing changes where she may only read", () => {
  const draft = new Draft({ ...opened(...TALK), can_edit: false })

  type(draft, 1, "x")
  draft.rename(draft.voices.renamed("s2", "x"))

  same([draft.patches, draft.speakers], [[], []])
})

test("an empty transcript has a turn to write in", () => {
  const draft = new Draft({ ...opened(), turns: [] })

  type(draft, 0, "Good morning.")

  same(draft.patches, [{ at: 0, count: 0, turns: [{ speaker: null, pieces: [{ text: "Good morning." }] }] }])
})

test("two hundred voices and a thousand turns take no time to compare", () => {
  const draft = new Draft(opened(...Array.from({ length: 1_000 }, (_, at) => `s${at % 200}: It rained.`)))

  type(draft, 500, "It snowed.")

  same(draft.patches.map(({ at }) => at), [500])
})
