/** Lines of text as they are broken on the page: for the keys that go from one to the next. */
import { placeOf, rangeIn, readText } from "./caret.js"

/** Whether the caret is on the first line of a turn (step -1), or on its last one. */
export function isOnEdge(element, step) {
  const line = edgeLine(element, step)
  const caret = caretBox(element)
  if (!line || !caret) return true
  return step < 0 ? caret.top < line.bottom - 2 : caret.bottom > line.top + 2
}

/** The place in the turn beside that is straight above or below the caret. */
export function besideLine(from, to, step) {
  const x = caretBox(from)?.left ?? 0
  const line = edgeLine(to, -step)
  if (!line) return 0
  const point = pointAt(x, (line.top + line.bottom) / 2)
  if (point && to.contains(point.node)) return placeOf(to, point.node, point.offset)
  return step > 0 ? 0 : lengthOf(to)
}

function edgeLine(element, step) {
  const length = lengthOf(element)
  if (!length) return null
  const letter = step < 0 ? rangeIn(element, 0, 1) : rangeIn(element, length - 1, length)
  const boxes = letter.getClientRects()
  return step < 0 ? boxes[0] : boxes[boxes.length - 1]
}

function caretBox(element) {
  const selection = getSelection()
  if (!selection.rangeCount) return null
  const range = selection.getRangeAt(0)
  const [box] = range.getClientRects()
  if (box) return box
  const place = placeOf(element, range.startContainer, range.startOffset)
  return place ? rangeIn(element, place - 1, place).getClientRects()[0] : null
}

function lengthOf(element) {
  return readText(element).text.length
}

function pointAt(x, y) {
  const found = document.caretPositionFromPoint?.(x, y)
  if (found) return { node: found.offsetNode, offset: found.offset }
  const range = document.caretRangeFromPoint?.(x, y)
  return range && { node: range.startContainer, offset: range.startOffset }
}
