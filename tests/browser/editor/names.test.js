import { opened, same, test, version } from "/tests/harness.js"
import { nextDoubt } from "/editor/doubts.js"
import { Draft } from "/editor/draft.js"
import { SuspectNames } from "/editor/suspect-names.js"
import { Turn } from "/editor/turn.js"

const OKAFUR = [0, 2, 0, 1, "Ada Okafor"]

function drafted() {
  const document = opened("s1: Ada Okafur, good morning.", "s2: Good morning.")
  document.turns[0].names = [OKAFUR]
  return new Draft(document)
}

function names(draft, answer = []) {
  const asked = []
  const suspect = new SuspectNames(draft, async (turns) => {
    asked.push(...turns)
    return { names: turns.map(() => answer) }
  })
  return { asked, suspect }
}

test("what came with a turn is shown where the name is, without its comma", () => {
  const draft = drafted()
  const { suspect } = names(draft)

  same(suspect.in(draft.turns[0]), [{ start: 0, stop: 10, name: "Ada Okafor" }])
  same(suspect.in(draft.turns[1]), [])
})

test("only what is not known yet is asked for", async () => {
  const draft = drafted()
  const { asked, suspect } = names(draft, [[3, 4, 0, 1, "Prieto"]])
  const typed = draft.turns[1].retold("Good morning, Mr. Preeto.")

  await suspect.look([draft.turns[0], typed])
  await suspect.look([typed])

  same(asked, [["Good", "morning,", "Mr.", "Preeto."]])
  same(suspect.in(typed), [{ start: 18, stop: 24, name: "Prieto" }])
})

test("a name that was suspect is so while the turn around it is typed", () => {
  const draft = drafted()
  const { suspect } = names(draft)

  same(suspect.in(draft.turns[0].retold("This is Ada Okafur, good morning.")), [{ start: 8, stop: 18, name: "Ada Okafor" }])
  same(suspect.in(draft.turns[0].retold("Ada Okafor, good morning.")), [])
})

test("the next doubtful word is found both ways, round the end", () => {
  const turns = version("s1: Good morning.", "s2: The river rose.").map((turn, at) => Turn.of(turn, [at, at + 1]))
  turns[0].words[1][3] = 1
  turns[1].words[2][3] = 3

  same(nextDoubt(turns, 0, -1, 1), { row: 0, word: 1 })
  same(nextDoubt(turns, 0, 1, 1), { row: 1, word: 2 })
  same(nextDoubt(turns, 1, 2, 1), { row: 0, word: 1 })
  same(nextDoubt(turns, 0, 1, -1), { row: 1, word: 2 })
})

test("where nothing is doubtful none is found", () => {
  same(nextDoubt(drafted().turns, 0, 0, 1), null)
})
