/** What keys and buttons do. */
import { AmendMenu } from "./amend-menu.js"
import { clock } from "./clock.js"
import { nextDoubt } from "./doubts.js"
import { commandOf, helpSheet } from "./keys.js"
import { PickMenu } from "./pick-menu.js"
import { Refused } from "./server.js"
import { STEP_MS } from "./tape.js"
import { VoiceMenu } from "./voice-menu.js"

// Whoever has typed a name has gone on by a word or two when she sees it underlined.
const BESIDE_LETTERS = 24

export class Commands {
  constructor(root, parts) {
    Object.assign(this, { root, ...parts })
    this.voices = new VoiceMenu(root, this.draft, this.list, this.opened.spelling)
    this.sounds = new PickMenu(root, "Mark a sound")
    this.amending = new AmendMenu(root, parts)
    this.help = root.named("help")
    this.help.querySelector("[data-keys]").append(helpSheet())
    // Before Wagtail's own keys, and before the browser's.
    addEventListener("keydown", (event) => this.#key(event), { capture: true })
    root.addEventListener("click", (event) => this.#click(event))
    // A button of the head leaves the caret where it is.
    root.named("head").addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault())
  }

  #key(event) {
    if (event.isComposing || event.defaultPrevented || this.help.open || this.#isElsewhere(event)) return
    const isInText = event.target.matches("input, textarea, select, [contenteditable]:not([contenteditable=false])")
    const name = commandOf(event, isInText)
    if (!name || (event.key === "Escape" && !this.tape)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!event.repeat || name.endsWith("doubt") || name === "undo" || name === "redo") this.do(name, event.target)
  }

  // A menu, the panel and the rest of the desk have keys of their own.
  #isElsewhere({ target, key }) {
    if (target !== document.body && !this.root.contains(target)) return true
    return Boolean(target.closest(".editor-menu")) || (key === "Escape" && Boolean(target.closest("[data-part=replace]")))
  }

  #click({ target }) {
    const button = target.closest("[data-command]")
    if (button) this.do(button.dataset.command, button)
  }

  do(name, target) {
    const { tape, hearing, draft, editing, keeping } = this
    const does = {
      play: () => tape?.toggle(),
      back: () => tape?.skip(-STEP_MS),
      forward: () => tape?.skip(STEP_MS),
      slower: () => this.#speed(-1),
      faster: () => this.#speed(1),
      follow: () => hearing?.follow(),
      "play-here": () => this.#playHere(),
      "from-turn": () => hearing?.playFrom(target.closest("li").row, 0),
      "next-doubt": () => this.#doubt(1),
      "previous-doubt": () => this.#doubt(-1),
      "take-name": () => this.#takeName(),
      replace: () => this.replacing.open(getSelection().toString().trim()),
      split: () => editing.split(),
      join: () => editing.joinBefore(),
      paragraph: () => editing.paragraph(),
      voice: () => this.#voice(target),
      mark: () => this.#mark(target),
      amend: () => this.#amend(),
      undo: () => draft.undo() || this.standing.say("Nothing to undo."),
      redo: () => draft.redo() || this.standing.say("Nothing to redo."),
      save: () => keeping.save(),
      check: () => this.standing.check(),
      help: () => this.help.showModal(),
    }
    does[name]()
  }

  #speed(step) {
    if (this.tape) this.standing.say(`${this.tape.change(step)} times as fast`)
  }

  #playHere() {
    const { here } = this.editing
    if (here) this.hearing?.playFrom(here.row, here.row.turn.wordAt(here.place))
  }

  #doubt(step) {
    const { here } = this.editing
    const turns = this.draft.turns
    const from = here ? { row: here.at, word: here.row.turn.wordAt(here.place) } : { row: 0, word: -1 }
    const found = nextDoubt(turns, from.row, from.word, step)
    if (!found) return this.standing.say("No word here is doubtful.")
    const turn = turns[found.row]
    this.list.goTo(found.row, ...turn.tokens[found.word])
    if (this.hearing && !this.tape.isPlaying) this.hearing.goTo(this.list.rows[found.row], found.word)
    const ms = turn.times[found.word]
    this.standing.say(`Doubtful: ${turn.wordText(found.word)}${ms >= 0 ? `, at ${clock(ms)}` : ""}`)
  }

  /** The misspelled name at the caret, or just before it, becomes the newsroom's; else go to the next. */
  async #takeName() {
    if (!this.editing.here) return
    await this.#lookThrough(this.editing.here.row.turn)
    const { here } = this.editing
    const isBeside = ({ start, stop }) => start <= here.place && here.place - stop <= BESIDE_LETTERS
    const beside = this.names.in(here.row.turn).findLast(isBeside)
    if (beside) {
      this.editing.writeAt(here, beside.start, beside.stop, beside.name)
      return this.standing.say(`Now ${beside.name}.`)
    }
    for (const [offset, turn] of this.draft.turns.slice(here.at).entries()) {
      const found = this.names.in(turn).find(({ start }) => offset || start > here.place)
      if (!found) continue
      this.list.goTo(here.at + offset, found.start, found.stop)
      return this.standing.say(`The newsroom spells it ${found.name}. Once more takes it.`)
    }
    this.standing.say("No name from here on looks misspelled.")
  }

  // What she has just typed the server has not seen yet.
  async #lookThrough(turn) {
    try {
      await this.names.look([turn])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.standing.say(`The newsroom’s names cannot be asked for. ${error.message}`)
    }
  }

  #voice(target) {
    const row = target.closest?.("li")?.row
    const { here } = this.editing
    const at = row ? this.list.indexOf(row) : (here?.at ?? 0)
    const place = here && here.at === at ? here : { place: 0, end: 0 }
    const subject = this.list.rows[at]
    this.list.show(subject)
    this.voices.openFor({ ...place, at, row: subject }, subject.element.querySelector("[data-command=voice]").getBoundingClientRect())
  }

  #amend() {
    const { here } = this.editing
    if (!here?.row.turn.tokens.length) return this.standing.say("Select the words that readers shall be told about.")
    this.amending.openFor(here, here.row.text.getBoundingClientRect())
  }

  #mark(target) {
    const here = this.editing.here
    if (!here) return this.standing.say("Put the cursor where the sound is.")
    this.sounds.left = () => this.list.goTo(here.at, here.place, here.end)
    const choices = this.opened.marks.map((mark) => ({ label: mark.label, note: mark.mark, pick: () => this.editing.mark(mark, here) }))
    const range = getSelection().rangeCount && here.isFocused ? getSelection().getRangeAt(0).getBoundingClientRect() : null
    const isButton = target.matches?.("button")
    const beside = isButton ? target : here.row.element
    const box = !isButton && range?.height ? range : beside.getBoundingClientRect()
    this.sounds.open("What is heard here?", choices, box)
  }
}
