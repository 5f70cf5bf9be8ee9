/** Places in a turn's text, and where the page has them. A sound counts as one letter. */
import { SOUND } from "./turn.js"

export const SOUND_CLASS = "editor-sound"

const isSound = (node) => node.nodeType === Node.ELEMENT_NODE && node.classList.contains(SOUND_CLASS)

/** What an edited turn says now. */
export function readText(element) {
  const sounds = []
  let text = ""
  for (const node of element.childNodes) {
    if (isSound(node)) sounds.push({ kind: node.dataset.kind, mark: node.dataset.mark })
    text += textOf(node)
  }
  return { text, sounds }
}

export function writeText(element, { text, sounds }) {
  const parts = text.split(SOUND).flatMap((said, at) => (at ? [soundElement(sounds[at - 1]), said] : [said]))
  element.replaceChildren(...parts.filter((part) => part !== ""))
}

/** Whether two turns have the same sounds. */
export function isSame(sounds, others) {
  return sounds.length === others.length && sounds.every(({ kind, mark }, at) => kind === others[at].kind && mark === others[at].mark)
}

/** Where the caret is in a turn, or null when it is elsewhere. */
export function caretIn(element) {
  const { focusNode, focusOffset } = getSelection()
  return element.contains(focusNode) ? placeOf(element, focusNode, focusOffset) : null
}

/** The selected part of a turn: [start, stop]. */
export function selectedIn(element) {
  const { anchorNode, anchorOffset } = getSelection()
  const caret = caretIn(element)
  if (caret === null || !element.contains(anchorNode)) return [caret, caret]
  return [placeOf(element, anchorNode, anchorOffset), caret].sort((a, b) => a - b)
}

export function putCaret(element, place, end = place) {
  element.focus({ preventScroll: true })
  const [first, last] = [pointAt(element, place), pointAt(element, end)]
  getSelection().setBaseAndExtent(...first, ...last)
}

/** A range of the page over letters of a turn. */
export function rangeIn(element, start, stop) {
  const range = new Range()
  range.setStart(...pointAt(element, start))
  range.setEnd(...pointAt(element, stop))
  return range
}

export function placeOf(element, node, offset) {
  const isInside = node !== element
  let child = node
  while (isInside && child.parentNode !== element) child = child.parentNode
  const before = isInside ? [] : [...element.childNodes].slice(0, offset)
  let place = before.reduce((sum, one) => sum + textOf(one).length, 0)
  if (!isInside) return place
  place = node.nodeType === Node.TEXT_NODE && !isSound(child) ? offset : offset ? textOf(child).length : 0
  for (let one = child.previousSibling; one; one = one.previousSibling) place += textOf(one).length
  return place
}

function pointAt(element, place) {
  let left = place
  for (const node of element.childNodes) {
    const { length } = textOf(node)
    if (node.nodeType === Node.TEXT_NODE && left <= length) return [node, left]
    if (left < length) return [element, [...element.childNodes].indexOf(node)]
    left -= length
  }
  return [element, element.childNodes.length]
}

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data
  if (isSound(node)) return SOUND
  return node.nodeName === "BR" ? "\n" : node.textContent
}

function soundElement({ kind, mark }) {
  const element = document.createElement("span")
  Object.assign(element, { className: SOUND_CLASS, textContent: mark, contentEditable: "false" })
  Object.assign(element.dataset, { kind, mark })
  return element
}
