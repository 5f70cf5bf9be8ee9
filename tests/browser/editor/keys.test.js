import { same, test } from "/tests/harness.js"
import { commandOf, COMMANDS, helpSheet, pressedKey } from "/editor/keys.js"

const commands = COMMANDS.flatMap(([, all]) => all)
// What a browser, its menus or a screen reader does with a key; nobody can write without these.
const TAKEN = ["Mod+T", "Mod+W", "Mod+N", "Mod+L", "Mod+R", "Mod+P", "Mod+F", "Mod+C", "Mod+V", "Mod+X", "Mod+A", "Mod+ArrowLeft", "Mod+ArrowRight",
  "Alt+ArrowLeft", "Alt+ArrowRight", "Alt+D", "Alt+E", "Alt+F", "Tab", "Shift+Tab", "F5", "F6", "F7", "Space"]

test("no key means two things", () => {
  const keys = commands.flatMap(([, , all]) => all)

  same(keys.length, new Set(keys).size)
})

test("no key is one that the browser needs", () => {
  same(commands.flatMap(([, , keys]) => keys).filter((key) => TAKEN.includes(key)), [])
})

test("the sheet has every key", () => {
  same(helpSheet().querySelectorAll("dt").length, commands.length)
})

test("a key is told as it is pressed, on a Mac's keyboard too", () => {
  same(pressedKey({ key: "s", code: "KeyS", ctrlKey: true }), "Mod+S")
  same(pressedKey({ key: "Z", code: "KeyZ", ctrlKey: true, shiftKey: true }), "Mod+Shift+Z")
  same(pressedKey({ key: "∆", code: "KeyJ", altKey: true }), "Alt+J")
  same(commandOf({ key: " ", code: "Space", ctrlKey: true }, true), "play")
})

test("a question mark is a letter where she writes", () => {
  same(commandOf({ key: "?", code: "Slash", shiftKey: true }, true) ?? null, null)
  same(commandOf({ key: "?", code: "Slash", shiftKey: true }, false), "help")
})
