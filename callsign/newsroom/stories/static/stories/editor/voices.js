/** Who speaks: the names of one transcript, and what she changed about them. */
const GUEST_HUES = 4

export class Voices {
  #base
  #ids = new Map()
  #number = 0

  constructor(speakers) {
    this.#base = speakers
    this.all = speakers
  }

  /** The id by which the server knows a voice. */
  idOf(id) {
    return this.#ids.get(id) ?? id
  }

  of(id) {
    return this.all.find((one) => one.id === this.idOf(id))
  }

  nameOf(id) {
    return id === null ? "Nobody named" : (this.of(id)?.name ?? "Nobody named")
  }

  hueOf(id) {
    return this.of(id)?.hue ?? ""
  }

  renamed(id, name) {
    return this.all.map((one) => (one.id === this.idOf(id) ? { ...one, name } : one))
  }

  /** Return everybody and somebody new, and the id of that one. */
  joinedBy(name) {
    let id
    do id = `new-${++this.#number}`
    while (this.all.some((one) => one.id === id))
    const guests = this.all.filter((one) => one.hue !== "host").length
    const one = { id, name, role: null, hue: String((guests % GUEST_HUES) + 1) }
    return [[...this.all, one], id]
  }

  /** What the server does not know yet: names that are other ones, and new voices in use. */
  changes(used) {
    const known = new Map(this.#base.map((one) => [one.id, one]))
    return this.all
      .filter((one) => (known.has(one.id) ? known.get(one.id).name !== one.name : used.has(one.id)))
      .map(({ id, name, role }) => ({ id, name, role: role ?? null }))
  }

  /** Take what the server knows now; names she changed since are still hers. */
  take(speakers, ids) {
    for (const [mine, theirs] of Object.entries(ids)) this.#ids.set(mine, theirs)
    const before = new Map(this.#base.map((one) => [one.id, one.name]))
    const mine = new Map(this.all.map((one) => [this.idOf(one.id), one]))
    this.#base = speakers
    const isHers = (one) => mine.has(one.id) && before.has(one.id) && mine.get(one.id).name !== before.get(one.id)
    const known = new Set(speakers.map((one) => one.id))
    this.all = [
      ...speakers.map((one) => (isHers(one) ? { ...one, name: mine.get(one.id).name } : one)),
      ...this.all.filter((one) => !known.has(this.idOf(one.id))),
    ]
  }

  /** Take voices she named in another window; return their ids here. */
  meet(changes) {
    const ids = new Map()
    const known = new Map(this.#base.map((one) => [one.id, one]))
    for (const { id, name } of changes) {
      const isMine = known.has(id) && this.of(id)?.name !== known.get(id).name
      if (known.has(id)) this.all = isMine ? this.all : this.renamed(id, name)
      else ids.set(id, this.all.find((one) => one.name === name)?.id ?? this.#join(name))
    }
    return ids
  }

  #join(name) {
    const [all, id] = this.joinedBy(name)
    this.all = all
    return id
  }

  /** Put back what was kept in a working copy. */
  restore(changes) {
    const changed = new Map(changes.map((one) => [one.id, one]))
    const known = new Set(this.all.map((one) => one.id))
    const added = changes.filter((one) => !known.has(one.id))
    this.all = [
      ...this.all.map((one) => ({ ...one, ...changed.get(one.id) })),
      ...added.map((one, at) => ({ ...one, hue: String(((this.all.length + at) % GUEST_HUES) + 1) })),
    ]
  }
}
