/** Dragging tiles by mouse, pen or a finger held still: the body moves, the lower edge resizes. */
import { lengthOf } from "./week-days.js"

const STEP_MINUTES = 15
const FINE_MINUTES = 5
const EDGE_PX = 8
const EDGE_OF_A_FINGER_PX = 20
const NEAR_PX = 56
const SLACK_PX = 4
const LONG_PRESS_MS = 350

export function dragTiles(grid) {
  let drag = null

  grid.addEventListener("pointerdown", event => {
    const button = event.target.closest(".tile__button[data-held]")
    // On a narrow page the week is a list, in which nothing has a place to be dragged to.
    if (!button || event.button || getComputedStyle(button.parentElement).position !== "absolute") return
    const { bottom, top, height } = button.getBoundingClientRect()
    const edge = event.pointerType === "touch" ? EDGE_OF_A_FINGER_PX : EDGE_PX
    const isEdge = bottom - event.clientY < Math.min(edge, height / 3)
    const verb = isEdge && button.dataset.held.includes("resize") ? "resize" : "move"
    drag = { button, verb, id: event.pointerId, x: event.clientX, y: event.clientY, grip: event.clientY - top }
    // A finger that moves at once scrolls the page; one that waits takes the tile.
    if (event.pointerType === "touch") drag.wait = setTimeout(() => take(), LONG_PRESS_MS)
  })

  function take() {
    drag.draft = grid.hold(drag.button)
    grid.setPointerCapture(drag.id)
    requestAnimationFrame(goAlong)
  }

  grid.addEventListener("pointermove", event => {
    if (!drag) return showEdge(event)
    if (event.pointerId !== drag.id) return
    const isFar = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > SLACK_PX
    if (!drag.draft && isFar) {
      if (event.pointerType === "touch") return forget()
      take()
    }
    if (drag.draft) follow(event)
  })

  // Near the top or the bottom of the window, the page goes along.
  function goAlong() {
    if (!drag?.draft) return
    const y = drag.last?.clientY ?? innerHeight / 2
    const beyond = Math.max(0, y - innerHeight + NEAR_PX) - Math.max(0, NEAR_PX - y)
    if (beyond) {
      scrollerOf(grid).scrollBy(0, beyond / 4)
      follow(drag.last)
    }
    requestAnimationFrame(goAlong)
  }

  function follow(event) {
    drag.last = event
    const column = columnAt(grid, event.clientX) ?? drag.draft.column
    const box = column.getBoundingClientRect()
    const step = event.altKey ? FINE_MINUTES : STEP_MINUTES
    const minute = px => Math.round((px * lengthOf(column)) / box.height / step) * step
    if (drag.verb === "resize") drag.draft.resize(minute(event.clientY - box.top))
    else drag.draft.move(minute(event.clientY - drag.grip - box.top), column)
  }

  grid.addEventListener("pointerup", event => {
    if (event.pointerId !== drag?.id) return
    const { draft } = drag
    forget()
    if (!draft) return
    // The click that follows would open the tile.
    grid.addEventListener("click", swallow, { capture: true, once: true })
    setTimeout(() => grid.removeEventListener("click", swallow, { capture: true }))
    grid.propose()
  })

  grid.addEventListener("pointercancel", () => {
    if (drag?.draft) grid.putBack()
    forget()
  })
  grid.addEventListener("keydown", event => {
    if (event.key === "Escape" && drag?.draft) {
      grid.putBack()
      forget()
    }
  })
  // While a finger holds a tile the page must stand still.
  grid.addEventListener("touchmove", event => drag?.draft && event.preventDefault(), { passive: false })
  grid.addEventListener("contextmenu", event => drag?.draft && event.preventDefault())

  function forget() {
    clearTimeout(drag?.wait)
    drag = null
  }
}

// The desk scrolls its main part, not the window.
function scrollerOf(element) {
  const parent = element.parentElement
  if (!parent) return document.scrollingElement
  const isScroller = /auto|scroll/.test(getComputedStyle(parent).overflowY) && parent.scrollHeight > parent.clientHeight
  return isScroller ? parent : scrollerOf(parent)
}

function columnAt(grid, x) {
  const columns = [...grid.querySelectorAll(".day__tiles")]
  return columns.find(one => {
    const { left, right } = one.getBoundingClientRect()
    return left <= x && x < right
  })
}

function showEdge(event) {
  const button = event.target.closest?.('.tile__button[data-held~="resize"]')
  if (!button) return
  const { bottom, height } = button.getBoundingClientRect()
  button.toggleAttribute("data-edge", bottom - event.clientY < Math.min(EDGE_PX, height / 3))
}

function swallow(event) {
  event.preventDefault()
  event.stopPropagation()
}
