/** Tests of modules that draw nothing; test_editor_modules.py runs them one by one. */
const tests = new Map()

export function test(name, does) {
  tests.set(name, does)
}

export const run = (name) => tests.get(name)()

/** Fail unless both are the same values. */
export function same(found, wanted) {
  const [one, other] = [found, wanted].map((value) => JSON.stringify(value, null, 1))
  if (one !== other) throw new Error(`found ${one}\nwanted ${other}`)
}

/** Turns of a version: "s1: Good morning." with words numbered on and a second each. */
export function version(...lines) {
  let number = 0
  return lines.map((line) => {
    const [speaker, text] = line.split(": ")
    const words = text.split(" ").map(() => [`w${++number}`, number * 1000, number * 1000 + 900, 0])
    return { speaker, pieces: [{ text, words }] }
  })
}

export const SPEAKERS = [
  { id: "s1", name: "Ada Okafor", role: "host", hue: "host" },
  { id: "s2", name: "Luis Prieto", role: "guest", hue: "1" },
]

export const opened = (...lines) => ({ revision: 1, turns: version(...lines), speakers: SPEAKERS })

export const said = (turns) => turns.map(({ speaker, text }) => `${speaker}: ${text}`)

export const idsOf = (turn) => turn.words.map((word) => word?.[0] ?? null)
