/** Tells readers about the selected words: a correction beside them, or that they were taken out. */
import { build } from "./build.js"
import { PickMenu } from "./pick-menu.js"
import * as server from "./server.js"

export class AmendMenu extends PickMenu {
  constructor(owner, { keeping, list, standing }) {
    super(owner, "Correct in public")
    Object.assign(this, { keeping, list, standing })
  }

  openFor(here, box) {
    const { turn } = here.row
    const first = turn.wordAt(here.place)
    const inside = turn.tokens.filter(([start]) => start >= here.place && start < here.end).length
    this.left = () => this.list.goTo(here.at, here.place, here.end)
    this.passage = { row: here.row, first, last: first + Math.max(1, inside) - 1 }
    const quote = turn.text.slice(turn.tokens[first][0], turn.tokens[this.passage.last][1])
    this.open(`“${quote}”`, [], box, this.#form())
  }

  #form() {
    const text = build("textarea", { rows: 3, required: true, attributes: { maxlength: 2_000 } })
    const verb = (value, label) => build("button", { type: "submit", value, className: "button button-small button-secondary", textContent: label })
    const form = build("form", { className: "editor-menu__amend" },
      build("label", {}, "What readers are told", text),
      build("div", {}, verb("correct", "Print a correction"), verb("retract", "Take the words out")))
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.close()
      this.#amend(event.submitter.value, text.value.trim())
    })
    queueMicrotask(() => text.focus())
    return form
  }

  async #amend(way, text) {
    const { row, first, last } = this.passage
    const ask = (revision) => {
      const [first_word, last_word] = [first, last].map((at) => row.turn.words[at]?.[0])
      return server[way]({ revision, first_word, last_word, text })
    }
    try {
      if (await this.keeping.ask(ask)) this.standing.say(way === "correct" ? "The correction is printed." : "The words are taken out, and readers are told.")
    } catch (error) {
      if (!(error instanceof server.Refused)) throw error
      this.standing.trouble(`Nothing was printed. ${error.message}`)
    }
  }
}
