/** What the keys do. The help sheet and the titles of the buttons are made of this table. */
const isMac = navigator.platform.startsWith("Mac")

export const COMMANDS = [
  ["Listen", [
    ["play", "Play or pause", ["Escape", "Mod+Space"]],
    ["back", "Back 3 seconds", ["Alt+J"]],
    ["forward", "On 3 seconds", ["Alt+L"]],
    ["slower", "Slower", ["Alt+,"]],
    ["faster", "Faster", ["Alt+."]],
    ["play-here", "Play from the cursor", ["Mod+Enter"]],
    ["follow", "Text follows the sound", ["Alt+G"]],
  ]],
  ["Read", [
    ["next-doubt", "Next doubtful word", ["Alt+ArrowDown"]],
    ["previous-doubt", "Doubtful word before", ["Alt+ArrowUp"]],
    ["take-name", "Take the newsroom’s spelling", ["Alt+A"]],
    // A Mac hides its window at ⌘H.
    ["replace", "Find and replace", ["Alt+R", "Mod+H"]],
  ]],
  ["Turns", [
    ["split", "Split the turn at the cursor", ["Enter"]],
    ["join", "Join with the turn before", ["Backspace"], "at its beginning"],
    ["paragraph", "New paragraph", ["Shift+Enter"]],
    ["voice", "Who speaks", ["Alt+S"]],
    ["mark", "Mark a sound", ["Alt+M"]],
  ]],
  ["Work", [
    ["undo", "Undo", ["Mod+Z"]],
    ["redo", "Redo", ["Mod+Shift+Z", "Mod+Y"]],
    ["amend", "Correct the selected words in public", ["Alt+P"]],
    ["save", "Save", ["Mod+S"]],
    ["check", "Mark as checked", ["Alt+C"]],
    ["help", "All keys", ["Mod+/", "?"]],
  ]],
]

// These mean something else outside of the text, or at another place in it.
const IN_TEXT = new Set(["split", "join", "paragraph"])
const BY_KEY = new Map(
  COMMANDS.flatMap(([, commands]) => commands)
    .filter(([name]) => !IN_TEXT.has(name))
    .flatMap(([name, , keys]) => keys.map((key) => [key, name])),
)

/** The command a key stands for; "?" is a letter inside of text. */
export function commandOf(event, isInText) {
  const pressed = pressedKey(event)
  return pressed === "?" && isInText ? undefined : BY_KEY.get(pressed)
}

export function pressedKey(event) {
  // With Option held, a Mac says the letter it would write.
  const isLetter = /^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key)
  const key = isLetter ? event.code.slice(3) : event.key === " " ? "Space" : event.key.length === 1 ? event.key.toUpperCase() : event.key
  const isWritten = /^[^A-Z]$/.test(key)
  return [
    (event.ctrlKey || event.metaKey) && "Mod", event.altKey && "Alt", event.shiftKey && !isWritten && "Shift", key,
  ].filter(Boolean).join("+")
}

/** A key as it is printed on keyboards. */
export function printed(key) {
  const names = { Mod: isMac ? "⌘" : "Ctrl", Alt: isMac ? "⌥" : "Alt", ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" }
  return key.split("+").map((part) => names[part] ?? part)
}

/** Say on each button which key does the same. */
export function nameButtons(root) {
  for (const [name, title, keys] of COMMANDS.flatMap(([, commands]) => commands))
    for (const button of root.querySelectorAll(`[data-command="${name}"]`)) {
      button.title = `${title} (${printed(keys[0]).join("+")})`
      button.setAttribute("aria-keyshortcuts", keys[0].replace("Mod", isMac ? "Meta" : "Control"))
    }
}

/** The help sheet: what can be done, group by group. */
export function helpSheet() {
  const sheet = document.createDocumentFragment()
  for (const [group, commands] of COMMANDS) {
    const section = document.createElement("section")
    section.append(Object.assign(document.createElement("h3"), { textContent: group }))
    const list = document.createElement("dl")
    for (const [, title, keys, remark] of commands) list.append(...line(title, keys, remark))
    section.append(list)
    sheet.append(section)
  }
  return sheet
}

function line(title, keys, remark) {
  const term = Object.assign(document.createElement("dt"), { textContent: remark ? `${title}, ${remark}` : title })
  const said = document.createElement("dd")
  keys.forEach((key, at) => {
    if (at) said.append(" or ")
    printed(key).forEach((part, place) => said.append(place ? " " : "", Object.assign(document.createElement("kbd"), { textContent: part })))
  })
  return [term, said]
}
