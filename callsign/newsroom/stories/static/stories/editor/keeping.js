/**
 * Keeps what she did: copies of it as she types, a version when she saves, and the
 * versions that others save meanwhile below it. It says "state" with what to tell her,
 * "answer" and "news" with what the server said, and "elsewhere" when she typed in
 * another window.
 */
import { timeOfDay } from "./clock.js"
import { isEmpty, KeptCopies } from "./kept-copies.js"
import { LocalCopy } from "./local-copy.js"
import { NewsWatch } from "./news-watch.js"
import * as server from "./server.js"
import { OWN, toldBy, toldOf } from "./told.js"

export class Keeping extends EventTarget {
  #busy = null
  #isElsewhere = false
  #isResting = false

  constructor(draft, { window, seen = null, local = new LocalCopy() }) {
    super()
    Object.assign(this, { draft, window, seen, local })
    this.copies = new KeptCopies({ workOf: () => this.work, local })
    this.copies.addEventListener("kept", ({ detail }) => this.#kept(detail))
    this.copies.addEventListener("refused", ({ detail }) => this.#refused(detail))
    this.copies.addEventListener("full", () => this.#tell("trouble", "This browser keeps no copy of its own; the server does."))
    this.news = new NewsWatch({ draft, isBusy: () => this.#busy || this.#isResting })
    this.news.addEventListener("news", ({ detail }) => this.#heard(detail))
    this.news.addEventListener("editing", ({ detail }) => this.#say("editing", detail))
    draft.addEventListener("change", ({ detail }) => detail.origin !== "restore" && this.#changed())
    draft.addEventListener("voices", () => this.#changed())
    addEventListener("pagehide", () => this.#leave())
    document.addEventListener("visibilitychange", () => document.hidden && this.#leave())
    addEventListener("online", () => this.hasWork && this.copies.onServer())
  }

  get work() {
    const { draft, window, seen } = this
    return { based_on: draft.revision, patches: draft.patches, speakers: draft.speakers, window, seen }
  }

  get hasWork() {
    return !isEmpty(this.work)
  }

  /** Save a version; return the number of conflicts, or null when it did not work. */
  async save() {
    while (this.#busy) await this.#busy
    this.copies.wait()
    this.#busy = this.#save()
    try {
      return await this.#busy
    } finally {
      // Whatever went wrong, she can save again.
      this.#busy = null
    }
  }

  async #save() {
    const { draft } = this
    const [sent, patches] = [[...draft.turns], draft.settledPatches]
    if (!patches.length && !draft.speakers.length) return this.#nothingToSave()
    this.#tell("saving", "Saving …")
    try {
      const answer = await server.save({ ...this.work, patches })
      const refused = new Set(answer.conflicts.map(({ patch }) => patch.at))
      draft.take({
        ...answer,
        newSpeakers: answer.new_speakers,
        sent,
        sentPatches: patches.filter(({ at }) => !refused.has(at)),
        told: (conflict) => toldOf(answer.conflicts, conflict),
      })
      this.#say("answer", answer)
      this.#settled()
      return draft.conflicts.length
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.#notSaved(error)
      return null
    }
  }

  #nothingToSave() {
    const { length } = this.draft.conflicts
    if (length) this.#undecided()
    else this.#tell("saved", "Nothing to save: all of it is a version already.")
    return length
  }

  #notSaved(error) {
    if (error.body.working_copy) return this.#refused(error)
    this.#tell("trouble", `Not saved. ${error.message} Your words are kept in this browser.`)
  }

  #settled() {
    this.copies.settle()
    if (this.hasWork) this.#changed()
    else this.local.forget()
    if (this.draft.conflicts.length) this.#undecided()
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

  /** What moved since a version, once the draft stands on the newest one. */
  async changedSince(revision) {
    for (;;) {
      if (revision === this.draft.revision) return []
      const news = await server.newsSince(revision)
      if (news.revision === this.draft.revision) return news.changed
      this.#takeNews(await server.newsSince(this.draft.revision))
    }
  }

  /** Put what she typed in another window beside what she typed here; return what met. */
  async takeIn(copy) {
    const changed = await this.changedSince(copy.based_on)
    const ids = this.draft.voices.meet(copy.speakers ?? [])
    const patches = copy.patches.map((patch) => ({
      ...patch, turns: patch.turns.map((turn) => ({ ...turn, speaker: ids.get(turn.speaker) ?? turn.speaker })),
    }))
    this.seen = copy.version ?? this.seen
    return this.draft.meet(patches, changed, OWN)
  }

  /** Another window goes on: put down what there is, and keep nothing more from here. */
  async rest() {
    if (this.#isResting) return
    if (this.hasWork) {
      this.copies.inBrowser()
      await this.copies.onServer()
    }
    this.#isResting = this.copies.isHeld = true
    this.copies.wait()
  }

  /** What another window typed is here: this one keeps again. */
  goOn() {
    this.#isElsewhere = this.copies.isHeld = false
    this.#changed()
  }

  #changed() {
    if (this.#isResting) return
    this.news.typed()
    this.copies.soon()
    if (!this.#isElsewhere) this.#tell("changed", "Not saved yet")
  }

  #kept(work) {
    const name = work.patches.length ? "" : ": a name"
    this.#tell("kept", isEmpty(work) ? "Nothing changed" : `Kept at ${timeOfDay()}, not saved yet${name}`)
  }

  #refused(error) {
    if (error.body.working_copy) return this.#elsewhere()
    this.#tell("trouble", `${error.message} Your words are kept in this browser.`)
  }

  #elsewhere() {
    this.#isElsewhere = this.copies.isHeld = true
    this.#tell("elsewhere", "Kept in this browser")
    this.#say("elsewhere")
  }

  #leave() {
    if (!this.#isResting) this.copies.leave()
  }

  #heard(news) {
    const { typed } = news
    if (typed && typed.window !== this.window && typed.version !== this.seen) this.#elsewhere()
    if (news.revision !== this.draft.revision) this.#takeNews(news)
  }

  #takeNews(news) {
    const met = this.draft.take({ ...news, told: () => toldBy(news.by) })
    this.#say("answer", news)
    if (news.by.length) this.#say("news", { by: news.by.join(" and ") })
    if (met) this.#undecided()
  }

  #undecided() {
    this.#tell("undecided", "Two of you changed the same turns: say which words stand.")
  }

  #tell(state, text) {
    this.#say("state", { state, text })
  }

  #say(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }))
  }
}
