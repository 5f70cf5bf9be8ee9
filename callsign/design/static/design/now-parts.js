import { hostsWords, leftWords } from "./now-words.js"
import { streamWords } from "./stream-words.js"

/**
 * Writes an item of /api/now into markup that stands already: an element with data-part
 * gets the part it names, and is hidden where the item has none. What is the same stays
 * untouched.
 */
const PARTS = {
  title: ({ title }) => title,
  episode: ({ episode }) => episode?.title,
  hosts: ({ hosts }) => hostsWords(hosts),
  starts: ({ from }, { clock }) => clock.format(from),
  ends: ({ to }, { clock }) => clock.format(to),
  left: (item, { at }) => streamWords(item) || leftWords(item.to - at),
}
const ADDRESSES = {
  title: ({ program, episode }) => program?.url ?? episode?.url,
  episode: ({ episode }) => episode?.url,
  again: ({ listen_again }) => listen_again,
}
const MOMENTS = { starts: "starts_at", ends: "ends_at" }

export function fillIn(place, item, how) {
  for (const one of place.querySelectorAll("[data-part]")) {
    const name = one.dataset.part
    if (name === "art") fillArt(one, item.art)
    if (ADDRESSES[name] && one instanceof HTMLAnchorElement) lead(one, ADDRESSES[name](item))
    if (MOMENTS[name]) one.dateTime = item[MOMENTS[name]]
    if (PARTS[name]) write(one, PARTS[name](item, how) ?? "")
    else if (name === "again") one.hidden = !item.listen_again
  }
}

/** As many rows as there are items, made after the first one. */
export function fillRows(list, items, how) {
  const [pattern] = list.children
  while (list.children.length > Math.max(1, items.length)) list.lastElementChild.remove()
  while (list.children.length < items.length) list.append(pattern.cloneNode(true))
  items.forEach((item, place) => fillIn(list.children[place], item, how))
  list.hidden = !items.length
}

function write(one, words) {
  if (one.textContent !== words) one.textContent = words
  one.hidden = !words
}

function lead(link, address) {
  if (address) link.href = address
  else link.removeAttribute("href")
}

function fillArt(image, address) {
  image.hidden = !address
  if (address && image.getAttribute("src") !== address) image.src = address
}
