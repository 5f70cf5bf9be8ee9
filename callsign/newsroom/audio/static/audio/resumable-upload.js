/**
 * Sends a recording in pieces that survive a bad line, a closed lid and a reload.
 *
 * Wraps a file input in a form, which uploads the plain way without this script. Speaks
 * tus 1.0.0 with the address in `data-uploads`. When the recording is in the library it
 * announces `audio-received`, whose detail is the recording; unless somebody prevents
 * the default, the browser goes to the recording's page.
 */
const PIECE_BYTES = 2 * 1024 * 1024
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
const BUSY = 423
const CONFLICT = 409
const GONE = new Set([404, 410])
// Nothing that is done again would change these: the file itself is what is refused.
const FINAL = new Set([413, 422])
const FORBIDDEN = 403
const LOGGED_OUT =
  "You are logged out, it seems. Reload this page, log in and choose the file again: it goes on from where it was."

/** The server understood and said no; its sentence is for the person. */
class Refused extends Error {
  constructor(status, sentence) {
    super(sentence)
    this.status = status
  }
}

export class ResumableUpload extends HTMLElement {
  #file = null
  #running = null
  #waitMs = FIRST_WAIT_MS

  connectedCallback() {
    this.input = this.querySelector("input[type=file]")
    this.form = this.closest("form")
    this.querySelector("[type=submit]")?.setAttribute("hidden", "")
    this.#build()
    this.input.addEventListener("change", () => this.#choose(this.input.files[0]))
    this.addEventListener("dragover", (event) => this.#over(event, true))
    this.addEventListener("dragleave", (event) => this.#over(event, false))
    this.addEventListener("drop", (event) => {
      this.#over(event, false)
      this.#choose(event.dataTransfer.files[0])
    })
    window.addEventListener("online", this.#online)
    window.addEventListener("beforeunload", this.#leaving)
  }

  disconnectedCallback() {
    this.#running?.abort()
    window.removeEventListener("online", this.#online)
    window.removeEventListener("beforeunload", this.#leaving)
  }

  #online = () => this.#file && !this.button.dataset.paused && this.#start()

  #leaving = (event) => this.#running && event.preventDefault()

  #build() {
    this.bar = Object.assign(document.createElement("progress"), { max: 100, hidden: true })
    this.bar.setAttribute("aria-label", "Upload")
    this.words = document.createElement("p")
    this.words.setAttribute("role", "status")
    this.words.textContent = "Choose a recording, or drop it here."
    this.button = Object.assign(document.createElement("button"), { type: "button", hidden: true })
    this.button.className = "button button-secondary"
    this.button.addEventListener("click", () => (this.#running ? this.#pause("Paused.") : this.#start()))
    this.append(this.bar, this.words, this.button)
  }

  #over(event, inside) {
    event.preventDefault()
    this.toggleAttribute("data-over", inside)
  }

  #choose(file) {
    if (!file) return
    this.#running?.abort()
    this.#file = file
    this.#start()
  }

  #pause(words) {
    this.#running?.abort()
    this.#running = null
    this.button.dataset.paused = "yes"
    this.button.textContent = "Continue"
    this.button.hidden = false
    this.words.textContent = words
  }

  async #start() {
    if (this.#running) return
    const running = (this.#running = new AbortController())
    delete this.button.dataset.paused
    this.button.textContent = "Pause"
    this.button.hidden = this.bar.hidden = false
    try {
      await this.#send(running.signal)
    } catch (error) {
      if (running.signal.aborted) return
      this.#running = null
      this.#trouble(error)
    }
  }

  /** Goes on from where the server is until it has every byte. */
  async #send(signal) {
    const address = await this.#address(signal)
    let offset = await this.#offset(address, signal)
    this.#show(offset)
    while (offset < this.#file.size) {
      const response = await this.#ask(address, {
        method: "PATCH",
        body: this.#file.slice(offset, offset + PIECE_BYTES),
        headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset },
        signal,
      })
      offset = Number(response.headers.get("Upload-Offset"))
      this.#waitMs = FIRST_WAIT_MS
      this.#show(offset)
    }
    const told = await (await this.#ask(address, { signal })).json()
    localStorage.removeItem(this.#mark)
    this.#running = null
    if (told.audio) this.#received(told.audio)
    else this.#refuse(told.problem)
  }

  /** Returns where this file goes: where it went before a reload, or a new place. */
  async #address(signal) {
    const kept = localStorage.getItem(this.#mark)
    if (kept) return kept
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(this.#file.name)))
    const response = await this.#ask(this.dataset.uploads, {
      method: "POST",
      headers: { "Upload-Length": this.#file.size, "Upload-Metadata": `filename ${name}` },
      signal,
    })
    const address = response.headers.get("Location")
    localStorage.setItem(this.#mark, address)
    return address
  }

  async #offset(address, signal) {
    const response = await this.#ask(address, { method: "HEAD", signal })
    return Number(response.headers.get("Upload-Offset"))
  }

  async #ask(address, options) {
    const response = await fetch(address, {
      ...options,
      headers: {
        "Tus-Resumable": "1.0.0",
        "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value,
        "X-Requested-With": "XMLHttpRequest",
        ...options.headers,
      },
    })
    if (response.ok) return response
    const told = await response.json().catch(() => ({}))
    const unsaid = response.status === FORBIDDEN ? LOGGED_OUT : `The server answered ${response.status}.`
    throw new Refused(response.status, told.problem ?? unsaid)
  }

  #trouble(error) {
    if (GONE.has(error.status)) {
      localStorage.removeItem(this.#mark)
      this.#start()
    } else if (FINAL.has(error.status)) {
      this.#refuse(error.message)
    } else if (error instanceof Refused && ![BUSY, CONFLICT, 400, 502, 503, 504].includes(error.status)) {
      this.#pause(error.message)
    } else {
      this.words.textContent = `The line is down; going on in ${Math.round(this.#waitMs / 1000)} s. Nothing is lost.`
      setTimeout(this.#online, this.#waitMs)
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS)
    }
  }

  #show(offset) {
    const percent = Math.floor((offset * 100) / this.#file.size)
    this.bar.value = percent
    this.words.textContent = `${this.#file.name}: ${percent} % of ${(this.#file.size / 1e6).toFixed(1)} MB`
  }

  #refuse(sentence) {
    this.bar.hidden = this.button.hidden = true
    this.words.textContent = sentence
    this.#file = null
    this.input.value = ""
  }

  #received(audio) {
    this.bar.hidden = this.button.hidden = true
    this.#file = null
    this.words.textContent = audio.known
      ? `The library has this recording already: “${audio.title}”.`
      : `“${audio.title}” is in the library.`
    const event = new CustomEvent("audio-received", { bubbles: true, cancelable: true, detail: audio })
    if (this.dispatchEvent(event)) location.assign(audio.url)
  }

  get #mark() {
    return `upload:${this.#file.name}:${this.#file.size}:${this.#file.lastModified}`
  }
}

customElements.define("resumable-upload", ResumableUpload)
