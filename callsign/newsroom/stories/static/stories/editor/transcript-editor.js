/** The transcript editor: the sound and its words on one page. */
import { build } from "./build.js"
import { ConflictNotes } from "./conflict-notes.js"
import { Commands } from "./commands.js"
import { Draft } from "./draft.js"
import { Elsewhere } from "./elsewhere.js"
import { Hearing } from "./hearing.js"
import { Keeping } from "./keeping.js"
import { nameButtons } from "./keys.js"
import { Painter } from "./painter.js"
import { ReplacePanel } from "./replace-panel.js"
import * as server from "./server.js"
import { ShownNotes } from "./shown-notes.js"
import { Standing } from "./standing.js"
import { SuspectNames } from "./suspect-names.js"
import { Tape } from "./tape.js"
import { TextEditing } from "./text-editing.js"
import { TurnList } from "./turn-list.js"
import { WaveStrip } from "./wave-strip.js"
import { Windows } from "./windows.js"
import { WorkFound } from "./work-found.js"

export class TranscriptEditor extends HTMLElement {
  async connectedCallback() {
    this.named = (name) => this.querySelector(`[data-part="${name}"]`)
    try {
      const windows = new Windows()
      const [opened, isHere] = await Promise.all([server.openDocument(), windows.hold()])
      this.#open(opened, windows, isHere)
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.#failed(error)
    }
  }

  #failed({ message }) {
    const again = build("button", { type: "button", className: "button button-small button-secondary", textContent: "Try again" })
    again.addEventListener("click", () => location.reload())
    this.toggleAttribute("data-broken", true)
    this.named("waiting").setAttribute("role", "alert")
    this.named("waiting").replaceChildren(`The transcript could not be opened. ${message} Nothing is lost. `, again)
  }

  /** Where the text begins below what stays at the head of the window. */
  get headHeight() {
    return this.named("head").getBoundingClientRect().bottom
  }

  #open(opened, windows, isHere) {
    const draft = new Draft(opened)
    const list = new TurnList(this.named("turns"), draft, opened)
    const names = new SuspectNames(draft)
    const painter = new Painter(list, names)
    const editing = new TextEditing(list, draft)
    const keeping = new Keeping(draft, { window: windows.id, seen: opened.working_copy?.version })
    const tape = opened.audio ? new Tape(this.named("audio"), opened.audio) : null
    const standing = new Standing(this, { draft, keeping, opened })
    const say = (words) => standing.say(words)
    const hearing = tape ? new Hearing(this, { tape, list, draft, painter, say }) : null
    const replacing = new ReplacePanel(this.named("replace"), { draft, list, painter, say, left: (place) => this.#backToText(list, place) })
    new ConflictNotes(list, draft, (way) => standing.settled(way))
    new ShownNotes(list, keeping, opened.notes)
    new Commands(this, { draft, list, editing, keeping, tape, hearing, names, replacing, standing, opened })
    const elsewhere = new Elsewhere(this.named("elsewhere"), { windows, draft, keeping, list, standing })
    if (isHere) new WorkFound(this.named("found"), { draft, keeping, list }).restore(opened)
    else elsewhere.open()
    if (tape) new WaveStrip(this.named("strip"), tape, draft).show(opened.audio.waveform)
    nameButtons(this)
    this.toggleAttribute("data-silent", !tape)
    this.#fit()
    this.toggleAttribute("data-ready", true)
    // For whoever measures: what is here can be typed into.
    performance.mark("transcript-open")
  }

  // What stays at the head of the window stands below what the desk keeps there.
  #fit() {
    const desk = document.querySelector(".w-slim-header")
    const measure = () => {
      this.style.setProperty("--editor-top", `${desk?.offsetHeight ?? 0}px`)
      this.style.setProperty("--editor-below", `${this.headHeight}px`)
    }
    new ResizeObserver(measure).observe(this.named("head"))
  }

  #backToText(list, place) {
    if (list.here) list.goTo(list.indexOf(list.here), Math.min(place, list.here.turn.text.length))
  }
}

customElements.define("transcript-editor", TranscriptEditor)
