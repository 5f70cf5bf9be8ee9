/** Who speaks: for this turn, or wherever that voice is heard. */
import { build } from "./build.js"
import { PickMenu } from "./pick-menu.js"

export class VoiceMenu extends PickMenu {
  constructor(owner, draft, list, spelling) {
    super(owner, "Who speaks")
    Object.assign(this, { draft, list })
    // A new voice is offered by the newsroom's spelling.
    this.known = build("datalist", { id: "editor-names-known" }, ...spelling.map((value) => build("option", { value })))
    owner.append(this.known)
  }

  openFor(here, box) {
    const { draft } = this
    const { turn } = here.row
    const own = draft.voices.idOf(turn.speaker)
    const count = draft.turns.filter((one) => draft.voices.idOf(one.speaker) === own).length
    this.left = () => this.list.goTo(here.at, here.place, here.end)
    this.here = here
    const choices = draft.voices.all.map((voice) => ({
      label: voice.name, note: voice.role ?? "", hue: voice.hue, isCurrent: voice.id === own, pick: () => this.#give(voice.id),
    }))
    const name = draft.voices.nameOf(own)
    this.scope = count > 1 ? scopeOf(name, count) : null
    const parts = [this.scope, field("Somebody new", "Add", "", (given) => this.#add(given))]
    if (draft.voices.of(own)) parts.push(field(`Rename ${name} everywhere`, "Rename", name, (given) => this.#rename(own, given)))
    this.open("Who speaks here?", choices, box, ...parts.filter(Boolean))
  }

  #give(id) {
    const { draft, here } = this
    const isAll = this.scope?.querySelector("[value=all]").checked
    const own = draft.voices.idOf(here.row.turn.speaker)
    const isMeant = (turn, at) => at === here.at || (isAll && draft.voices.idOf(turn.speaker) === own)
    const meant = draft.turns.map((turn, at) => (isMeant(turn, at) ? at : -1)).filter((at) => at >= 0)
    const [first, last] = [meant[0], meant.at(-1)]
    const turns = draft.turns.slice(first, last + 1)
    const given = turns.map((turn, at) => (isMeant(turn, first + at) ? turn.with({ speaker: id }) : turn))
    const caret = { row: here.at - first, place: here.place }
    draft.replace(first, turns.length, given, { caretBefore: caret, caret })
  }

  #add(name) {
    const [voices, id] = this.draft.voices.joinedBy(name)
    this.draft.rename(voices)
    this.#give(id)
  }

  #rename(id, name) {
    this.draft.rename(this.draft.voices.renamed(id, name))
    this.left()
  }
}

function scopeOf(name, count) {
  const way = (value, text, checked) =>
    build("label", {}, build("input", { type: "radio", name: "scope", value, checked }), ` ${text}`)
  return build("fieldset", { className: "editor-menu__scope" },
    build("legend", { className: "w-sr-only", textContent: "For which turns" }),
    way("turn", "this turn", true), way("all", `all ${count} turns of ${name}`, false))
}

/** A line to write a name on; the form closes the menu with what was written. */
function field(label, verb, value, take) {
  const input = build("input", { type: "text", value, required: true, autocomplete: "off", attributes: { maxlength: 200, list: "editor-names-known" } })
  const form = build("form", { className: "editor-menu__field" },
    build("label", {}, label, input), build("button", { type: "submit", className: "button button-small button-secondary", textContent: verb }))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const given = input.value.trim()
    if (!given) return
    form.closest(".editor-menu").hidden = true
    take(given)
  })
  return form
}
