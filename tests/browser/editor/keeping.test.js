import { same, test } from "/tests/harness.js"
import { foundCopies } from "/editor/found-copies.js"
import { KeptCopies } from "/editor/kept-copies.js"
import { LocalCopy } from "/editor/local-copy.js"
import { Refused } from "/editor/server.js"

const WORK = { based_on: 1, patches: [{ at: 0, count: 1, turns: [] }], speakers: [], window: "desk", seen: null }
const NOTHING = { ...WORK, patches: [] }

/** A server that keeps what it is sent, or answers with what is said here. */
function desk(answer = () => null) {
  const asked = []
  const ask = (name) => async (work, isLeaving = false) => {
    asked.push([name, work.patches.length, isLeaving])
    return answer()
  }
  return { asked, keepWorkingCopy: ask("keep"), forgetWorkingCopy: ask("forget") }
}

function keeping(server, work = WORK) {
  const local = new LocalCopy("/test/")
  const copies = new KeptCopies({ workOf: () => work, local, ask: server })
  const heard = []
  for (const kind of ["kept", "refused", "full"]) copies.addEventListener(kind, () => heard.push(kind))
  return { copies, local, heard }
}

test("what is typed is in this browser before the server has it", () => {
  const { copies, local } = keeping(desk())

  copies.inBrowser()

  const { patches, isOnServer, window } = local.read()
  same([patches, isOnServer, window], [WORK.patches, false, "desk"])
})

test("what the server has is told, and not sent twice", async () => {
  const server = desk()
  const { copies, local, heard } = keeping(server)

  await copies.onServer()
  await copies.onServer()

  same([server.asked, heard, local.read().isOnServer], [[["keep", 1, false]], ["kept"], true])
})

test("without a line it stays in this browser, and is tried again", async () => {
  let isOffline = true
  const server = desk(() => {
    if (isOffline) throw new Refused("The newsroom's server does not answer.", 0)
  })
  const { copies, local, heard } = keeping(server)

  copies.inBrowser()
  await copies.onServer()
  same([heard, local.read().isOnServer], [["refused"], false])
  isOffline = false
  await copies.onServer()
  copies.wait()

  same([heard, server.asked.length, local.read().isOnServer], [["refused", "kept"], 2, true])
})

test("what was thought better of is forgotten everywhere", async () => {
  const server = desk()
  const { copies, local } = keeping(server, NOTHING)
  local.write(WORK)

  await copies.onServer()

  same([server.asked, local.read()], [[["forget", 0, false]], null])
})

test("nothing is sent while another window has the last word", async () => {
  const server = desk()
  const { copies, local } = keeping(server)
  copies.isHeld = true

  copies.inBrowser()
  await copies.onServer()
  copies.leave()

  same([server.asked, local.read().patches], [[], WORK.patches])
})

test("a page that is left sends what the server lacks", async () => {
  const server = desk()
  const { copies } = keeping(server)

  copies.leave()
  same(server.asked, [["keep", 1, true]])
  await copies.onServer()
  copies.leave()

  same(server.asked.length, 2)
})

test("a browser that is full says so, and the server is still told", async () => {
  const server = desk()
  const { copies, local, heard } = keeping(server)
  fill()

  copies.inBrowser()
  await copies.onServer()

  same([heard.includes("full"), heard.includes("kept"), server.asked.length, local.read()], [true, true, 1, null])
})

/** Leave no room in this browser, to the last letter. */
function fill() {
  for (let size = 2 ** 22; size >= 1; size /= 2)
    for (let at = 0; ; at++) {
      try {
        localStorage.setItem(`full-${size}-${at}`, "x".repeat(size))
      } catch {
        break
      }
    }
}

test("what somebody else left under our name is no copy", () => {
  const local = new LocalCopy("/test/")
  localStorage.setItem(local.key, "{")

  same(local.read(), null)
})

const copy = (at, window, more = {}) => ({ ...WORK, at: `2026-11-28T09:0${at}:00Z`, window, ...more })
const windows = (copies) => copies.map(({ at, window }) => `${window} ${at.slice(15, 16)}`)

test("after a crash the later copy of one window is all of it", () => {
  same(windows(foundCopies(copy(2, "desk"), copy(1, "desk"))), ["desk 2"])
  same(windows(foundCopies(copy(1, "desk"), copy(2, "desk"))), ["desk 2"])
})

test("what two windows kept is both put back, the later last", () => {
  same(windows(foundCopies(copy(2, "desk"), copy(1, "laptop"))), ["laptop 1", "desk 2"])
})

test("what the server had of this browser, it knows best", () => {
  same(windows(foundCopies(copy(2, "desk", { isOnServer: true }), copy(1, "laptop"))), ["laptop 1"])
  same(foundCopies(copy(2, "desk", { isOnServer: true }), null), [])
})

test("nothing kept is nothing found", () => {
  same(foundCopies(null, null), [])
  same(foundCopies({ ...NOTHING, at: "" }, { patches: "x" }), [])
})
