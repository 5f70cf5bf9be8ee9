/** What scrolls around an element: the desk's own part of the window, or all of it. */
export function scrollerOf(element) {
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one
  return document.scrollingElement
}
