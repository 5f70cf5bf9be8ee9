import { fetchPage, PageUnfit, PageUnreachable, swapIn } from "./page-swap.js"

/**
 * Lets the radio play on while the listener reads: while it plays, a link to another page
 * of the site changes <main> and leaves the rest. While it does not, every link is a
 * plain one; and whatever is out of the ordinary becomes one.
 */
const REMEMBERED_MS = 100
const OFFLINE = "That page could not be fetched. Check your connection, then try again."
const player = document.querySelector("live-player")

let shown = pageOf(location)
let fetching = new AbortController()
let timer = 0

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]")
  const isLink = link instanceof HTMLAnchorElement // not one in a drawing
  if (isLink && isPlain(event) && isInside(link) && player.isPlaying) follow(event, link.href)
})

addEventListener("submit", (event) => {
  const { target: form, submitter } = event
  const isQuestion = form.method === "get" && !form.target && !event.defaultPrevented
  const url = new URL(form.action)
  if (!isQuestion || !isOurs(url) || !player.isPlaying) return
  url.search = new URLSearchParams(new FormData(form, submitter))
  follow(event, url.href)
})

addEventListener("popstate", () => {
  if (pageOf(location) === shown) restore() // only another place on the same page
  else visit(location.href, { isBack: true })
})

// Where the reader is on a page is kept with its place in the history.
addEventListener("scroll", () => {
  clearTimeout(timer)
  timer = setTimeout(remember, REMEMBERED_MS)
})
restore()

function follow(event, address) {
  event.preventDefault()
  remember()
  visit(address)
}

async function visit(address, { isBack = false } = {}) {
  fetching.abort()
  fetching = new AbortController()
  const { signal } = fetching
  document.documentElement.dataset.fetching = ""
  try {
    const page = await fetchPage(address, signal)
    if (signal.aborted) return
    if (!isBack) enter(page.address)
    shown = pageOf(location)
    await swapIn(page, signal)
    if (!signal.aborted) arrive(isBack)
  } catch (error) {
    if (!signal.aborted) giveUp(error, address)
  } finally {
    if (!signal.aborted) delete document.documentElement.dataset.fetching
  }
}

/** Let the browser go there by itself; but where there is no line, the radio is worth more. */
function giveUp(error, address) {
  const isThere = address === location.href
  if (error instanceof PageUnreachable && !isThere) return player.tell(OFFLINE)
  if (isThere) location.reload()
  else location.assign(address)
  if (!(error instanceof PageUnfit)) throw error
}

/** Give the new page its place in the history, before its scripts look at the address. */
function enter(address) {
  history.scrollRestoration = "manual"
  if (address === location.href) history.replaceState(null, "", address)
  else history.pushState(null, "", address)
}

/** Put the reader, and whoever hears the page read, at its beginning. */
function arrive(isBack) {
  const heading = document.querySelector("main h1") ?? document.querySelector("main")
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  player.announce(document.title)
  if (!isBack || !restore()) toBeginning()
  for (const link of document.querySelectorAll(".masthead__ways a")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page")
    else link.removeAttribute("aria-current")
  }
  document.dispatchEvent(new CustomEvent("page-changed"))
}

function toBeginning() {
  const id = decodeURIComponent(location.hash.slice(1))
  const place = id && document.getElementById(id)
  if (place) place.scrollIntoView({ behavior: "instant" })
  // The words of a transcript are found, and shown, by the transcript.
  else if (!id.startsWith("w=")) scrollTo({ top: 0, behavior: "instant" })
}

function remember() {
  if (history.scrollRestoration === "auto" && !player.isPlaying) return
  history.replaceState({ ...history.state, scroll: [scrollX, scrollY] }, "")
}

/** Go where the reader was, where no browser does; return whether that is known. */
function restore() {
  const scroll = history.scrollRestoration === "manual" && history.state?.scroll
  if (scroll) scrollTo({ left: scroll[0], top: scroll[1], behavior: "instant" })
  return Boolean(scroll)
}

function isPlain(event) {
  const isModified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
  return event.button === 0 && !isModified && !event.defaultPrevented
}

/** Whether a link leads to another page of the site, which is shown in this window. */
function isInside(link) {
  const isHere = !link.target || link.target === "_self"
  const isPlace = link.hash && pageOf(link) === shown
  return isHere && !link.hasAttribute("download") && isOurs(link) && !isPlace
}

/** Public pages end in a slash; the rest are files, and the desk is another world. */
function isOurs({ origin, pathname }) {
  return origin === location.origin && pathname.endsWith("/") && !pathname.startsWith("/desk/")
}

function pageOf({ pathname, search }) {
  return pathname + search
}
