import { same, idsOf, test, version } from "/tests/harness.js"
import { SOUND, Turn } from "/editor/turn.js"

const RIVER = "s1: The river rose two feet overnight."
const LAUGHTER = { kind: "laughter", mark: "(LAUGHTER)" }

function turn(line = RIVER) {
  return Turn.of(version(line)[0], [0, 1])
}

test("a word that is put in costs the others nothing", () => {
  const next = turn().retold("The river rose about two feet overnight.")

  same(idsOf(next), ["w1", "w2", "w3", null, "w4", "w5", "w6"])
  same([...next.times].slice(0, 5), [1000, 2000, 3000, 3500, 4000])
})

test("words that are taken out and said twice leave the others theirs", () => {
  const twice = Turn.of(version("s1: rain and rain and snow")[0], [0, 1])

  same(idsOf(twice.retold("rain and snow")), ["w1", "w2", "w5"])
})

test("a word that is respelled keeps its time, and is not doubted any more", () => {
  const before = turn()
  before.words[1] = ["w2", 2000, 2900, 3]

  const after = before.retold("The River rose two feet overnight.")

  same(before.doubtOf(1), 3)
  same(after.words[1], ["w2", 2000, 2900, 0])
})

test("a whole turn that is written anew keeps what is still said", () => {
  const next = turn().retold("Overnight, they all say, the river rose.")

  same(idsOf(next), [null, null, null, null, null, "w2", null])
})

test("a split parts words, sounds and times", () => {
  const whole = turn().retold(`The river ${SOUND} rose two feet overnight.`, [LAUGHTER])

  const [head, tail] = whole.split("The river".length)

  same([head.text, tail.text], ["The river", `${SOUND} rose two feet overnight.`])
  same([idsOf(head), idsOf(tail)], [["w1", "w2"], ["w3", "w4", "w5", "w6"]])
  same([head.sounds, tail.sounds], [[], [LAUGHTER]])
})

test("a split inside of a word makes one new word", () => {
  const [head, tail] = turn().split("The ri".length)

  same([head.text, tail.text], ["The ri", "ver rose two feet overnight."])
  same([idsOf(head), idsOf(tail)], [["w1", "w2"], [null, "w3", "w4", "w5", "w6"]])
})

test("a join is a split taken back", () => {
  const whole = turn()

  const joined = whole.split("The river".length).reduce((one, other) => one.joined(other))

  same([joined.text, joined.words, joined.from], [whole.text, whole.words, [0, 1]])
})

test("ten thousand words in one turn are retold in a moment", () => {
  const long = turn(`s1: ${"rain on the levee ".repeat(2_500).trim()}`)

  const next = long.retold(long.text.replace("levee", "dike"))

  same(next.words.length, 10_000)
  same(next.words.filter(Boolean).length, 10_000)
  same(next.wordText(3), "dike")
})

test("what the server said of a turn's names holds for this text only", () => {
  const known = Turn.of({ ...version("s1: Ada Okafur is here")[0], names: [[0, 2, 0, 0, "Ada Okafor"]] }, [0, 1])

  same(known.retold("Ada is here").names, undefined)
  same(known.split(3)[1].names, undefined)
  same(known.with({ speaker: "s2" }).names.length, 1)
})
