/**
 * Fetches a page and puts its <main> where the last one was, with what its head says and
 * the styles and scripts it brings.
 */
const STYLES_MS = 4_000 // a style sheet that is late is not waited for longer

/** This page can be shown, but only as a page of its own. */
export class PageUnfit extends Error {}

/** There is no line to the site. */
export class PageUnreachable extends Error {}

export async function fetchPage(address, signal) {
  const response = await reach(address, signal)
  const isPage = response.headers.get("Content-Type")?.startsWith("text/html")
  if (!response.ok || !isPage) throw new PageUnfit(`${response.status} ${address}`)
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html")
  // What is no page of this site's frame (a door, another edition) is not put into it.
  if (!parsed.querySelector("main#main") || !parsed.querySelector("live-player"))
    throw new PageUnfit(address)
  return { parsed, address: new URL(new URL(address).hash, response.url).href }
}

async function reach(address, signal) {
  const headers = { Accept: "text/html" }
  try {
    return await fetch(address, { headers, signal })
  } catch (cause) {
    // A page that moved to another site cannot be fetched, but it can be visited.
    const options = { headers, signal, redirect: "manual" }
    const again = await fetch(address, options).catch(() => null)
    if (again?.type === "opaqueredirect") throw new PageUnfit(address, { cause })
    throw new PageUnreachable(address, { cause })
  }
}

export async function swapIn({ parsed }, signal) {
  const { late, superfluous } = renewHead(parsed.head)
  await Promise.race([Promise.all(late), new Promise((done) => setTimeout(done, STYLES_MS))])
  if (signal.aborted) return
  document.documentElement.lang = parsed.documentElement.lang
  document.body.className = parsed.body.className
  // Imported, not moved: an <audio> of the parsed page has failed to load where it was.
  const main = document.importNode(parsed.querySelector("main"), true)
  document.querySelector("main").replaceWith(main)
  for (const old of superfluous) old.remove()
  await runScripts(parsed)
}

/** Add what the new head has and ours has not, each in its place; say what it lacks. */
function renewHead(head) {
  const ours = new Map(Array.from(document.head.children, (one) => [one.outerHTML, one]))
  const late = []
  let before = null
  for (const theirs of [...head.children]) {
    let one = ours.get(theirs.outerHTML)
    if (!one) {
      one = document.importNode(theirs, true)
      if (one.matches("link[rel=stylesheet]")) late.push(arrival(one))
      if (before) before.after(one)
      else document.head.prepend(one)
    }
    ours.delete(theirs.outerHTML)
    before = one
  }
  return { late, superfluous: [...ours.values()] }
}

function arrival(link) {
  return new Promise((done) => {
    link.addEventListener("load", done, { once: true })
    link.addEventListener("error", done, { once: true })
  })
}

/** A module that ran already is not run again: its elements are awake by themselves. */
async function runScripts(parsed) {
  for (const script of parsed.querySelectorAll("script[type=module][src]"))
    await import(new URL(script.getAttribute("src"), location.href).href)
}
