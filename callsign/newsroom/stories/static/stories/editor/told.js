/** Whose words a conflict is with, and how that is said. */

/** The one change came with news of what these people saved. */
export function toldBy(by) {
  const author = by.join(" and ") || "Another editor"
  return { author, text: `${author} changed the same turns.` }
}

/** It came back from a save: the server names the author of each. */
export function toldOf(conflicts, { theirs }) {
  const said = JSON.stringify(theirs.map((turn) => turn.pieces.map(({ text }) => text)))
  const spoken = (turns) => JSON.stringify(turns.map(({ pieces }) => pieces.map(({ text }) => text)))
  const { author, text } = conflicts.find((one) => spoken(one.theirs) === said) ?? conflicts[0] ?? {}
  if (author === "") return OWN
  return { author: author ?? "Another editor", text: text ?? "Somebody else changed the same turns." }
}

export const OWN = { author: "you", text: "You changed these turns in another window. Say which words stand." }
