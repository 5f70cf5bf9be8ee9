/** What is not saved yet, in this browser: it outlives the page, a crash and a lost line. */
const PREFIX = "callsign-transcript:"

export class LocalCopy {
  constructor(address = location.pathname) {
    this.key = PREFIX + address
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key))
    } catch (error) {
      // What somebody else left under our name is no copy of ours.
      console.warn("the copy in this browser cannot be read", error)
      return null
    }
  }

  /** Return whether the browser took it; a full or a private one may not. */
  write(work) {
    try {
      localStorage.setItem(this.key, JSON.stringify(work))
      return true
    } catch (error) {
      console.warn("this browser keeps no copy", error)
      return false
    }
  }

  forget() {
    localStorage.removeItem(this.key)
  }
}
