/**
 * Keeps what she did: in this browser at once, on the server when she pauses, and as a
 * version when she saves. It says "state" with what to tell her.
 */
import { timeOfDay } from "./clock.js"
import { LocalCopy } from "./local-copy.js"
import * as server from "./server.js"

const TO_BROWSER_MS = 150
const TO_SERVER_MS = 2_000
const AGAIN_MS = 15_000
const NEWS_MS = 8_000
// Whoever typed this lately is not to be disturbed by what others did.
const TYPING_MS = 1_500

export class Keeping extends EventTarget {
  #toBrowser = 0
  #toServer = 0
  #sent = null
  #busy = null
  #typedAt = -Infinity

  constructor(draft) {
    super()
    this.draft = draft
    this.local = new LocalCopy()
    draft.addEventListener("change", ({ detail }) => detail.origin !== "restore" && this.#changed())
    draft.addEventListener("voices", () => this.#changed())
    addEventListener("pagehide", () => this.#leave())
    document.addEventListener("visibilitychange", () => document.hidden && this.#leave())
    addEventListener("online", () => this.#keepOnServer())
    setInterval(() => this.#askForNews(), NEWS_MS)
  }

  get work() {
    return { based_on: this.draft.revision, patches: this.draft.patches, speakers: this.draft.speakers }
  }

  get hasWork() {
    return this.draft.patches.length > 0 || this.draft.speakers.length > 0
  }

  /** What was kept before the page was closed, the later of the two; null when nothing was. */
  found(document) {
    const [mine, theirs] = [this.local.read(), document.working_copy]
    if (!isWork(mine)) return isWork(theirs) ? theirs : null
    // What the server has of this browser may have been gone on with in another.
    if (mine.isOnServer) return isWork(theirs) ? theirs : null
    return theirs && new Date(theirs.at) > new Date(mine.at) ? theirs : mine
  }

  async discard() {
    this.local.forget()
    this.#sent = null
    await server.forgetWorkingCopy().catch((error) => this.#tell("trouble", error.message))
  }

  /** Save a version; return the number of conflicts, or null when it did not work. */
  async save() {
    if (this.#busy) await this.#busy
    clearTimeout(this.#toServer)
    this.#busy = this.#save()
    const met = await this.#busy
    this.#busy = null
    return met
  }

  async #save() {
    const { draft } = this
    const [sent, patches] = [[...draft.turns], draft.settledPatches]
    if (!patches.length && !draft.speakers.length) {
      this.#tell(draft.conflicts.length ? "undecided" : "saved", draft.conflicts.length ? undefined : "Nothing to save: all of it is a version already.")
      return draft.conflicts.length
    }
    this.#tell("saving", "Saving …")
    try {
      const answer = await server.save({ ...this.work, patches })
      const refused = new Set(answer.conflicts.map(({ patch }) => patch.at))
      draft.take({
        ...answer,
        newSpeakers: answer.new_speakers,
        sent,
        sentPatches: patches.filter(({ at }) => !refused.has(at)),
        told: (conflict) => told(answer.conflicts, conflict),
      })
      this.#say("answer", answer)
      this.#settled()
      return draft.conflicts.length
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.#tell("trouble", `Not saved. ${error.message} Your words are kept in this browser.`)
      return null
    }
  }

  #settled() {
    this.#sent = null
    if (this.hasWork) this.#changed()
    else this.local.forget()
    if (this.draft.conflicts.length) this.#tell("undecided")
    else if (!this.hasWork) this.#tell("saved", `Saved at ${timeOfDay()}.`)
  }

  /** Ask for something about the version as it stands; what she did is saved before. */
  async ask(doing) {
    if (this.hasWork && (await this.save()) !== 0) return null
    try {
      return this.#taken(await doing(this.draft.revision))
    } catch (error) {
      if (Array.isArray(error.body?.changed)) this.#taken(error.body)
      throw error
    }
  }

  #taken(answer) {
    this.draft.take({ ...answer, told: () => toldBy(answer.by) })
    this.#say("answer", answer)
    return answer
  }

  #changed() {
    this.#typedAt = performance.now()
    if (!this.#toBrowser) this.#toBrowser = setTimeout(() => this.#keepInBrowser(), TO_BROWSER_MS)
    clearTimeout(this.#toServer)
    this.#toServer = setTimeout(() => this.#keepOnServer(), TO_SERVER_MS)
    this.#tell("changed", "Not saved yet")
  }

  #keepInBrowser(isOnServer = false) {
    clearTimeout(this.#toBrowser)
    this.#toBrowser = 0
    const { work: now } = this
    if (!now.patches.length && !now.speakers.length) return this.local.forget()
    const work = { ...now, at: new Date().toISOString(), isOnServer }
    if (!this.local.write(work)) this.#tell("trouble", "This browser keeps no copy of its own; the server does.")
  }

  async #keepOnServer() {
    clearTimeout(this.#toServer)
    if (this.#busy) return
    const work = this.work
    const said = JSON.stringify(work)
    if (said === this.#sent) return
    const isEmpty = !work.patches.length && !work.speakers.length
    try {
      await (isEmpty ? server.forgetWorkingCopy() : server.keepWorkingCopy(work))
      this.#sent = said
      if (JSON.stringify(this.work) !== said) return
      this.#keepInBrowser(!isEmpty)
      const count = work.patches.length
      this.#tell("kept", isEmpty ? "Nothing changed" : `Kept at ${timeOfDay()}, not saved yet${count ? "" : ": a name"}`)
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.#tell("trouble", `${error.message} Your words are kept in this browser.`)
      this.#toServer = setTimeout(() => this.#keepOnServer(), AGAIN_MS)
    }
  }

  #leave() {
    if (this.#toBrowser) this.#keepInBrowser()
    const said = JSON.stringify(this.work)
    // Browsers let no more than 64 KB outlive a page.
    if (this.hasWork && said !== this.#sent && said.length < 60_000)
      server.keepWorkingCopy(this.work, true).catch((error) => console.warn("kept in this browser only", error))
  }

  async #askForNews() {
    if (this.#busy || document.hidden || performance.now() - this.#typedAt < TYPING_MS) return
    try {
      const news = await server.newsSince(this.draft.revision)
      if (this.#busy || performance.now() - this.#typedAt < TYPING_MS) return
      this.#say("editing", news.editing)
      if (news.revision !== this.draft.revision) this.#takeNews(news)
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.#say("editing", [])
    }
  }

  #takeNews(news) {
    const met = this.draft.take({ ...news, told: () => toldBy(news.by) })
    this.#say("answer", news)
    if (news.by.length) this.#say("news", { by: news.by.join(" and ") })
    if (met) this.#tell("undecided")
  }

  #tell(state, text = "Two of you changed the same turns: say which words stand.") {
    this.#say("state", { state, text })
  }

  #say(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }))
  }
}

function toldBy(by) {
  const author = by.join(" and ") || "Another editor"
  return { author, text: `${author} changed the same turns.` }
}

function isWork(copy) {
  return Array.isArray(copy?.patches) && (copy.patches.length > 0 || copy.speakers?.length > 0)
}

/** Whose words a conflict is with: the server names the author of each. */
function told(conflicts, { theirs }) {
  const said = JSON.stringify(theirs.map((turn) => turn.pieces.map(({ text }) => text)))
  const spoken = (turns) => JSON.stringify(turns.map(({ pieces }) => pieces.map(({ text }) => text)))
  const { author, text } = conflicts.find((one) => spoken(one.theirs) === said) ?? conflicts[0] ?? {}
  if (author === "") return { author: "you", text: "You changed these turns in another window. Say which words stand." }
  return { author: author ?? "Another editor", text: text ?? "Somebody else changed the same turns." }
}
