/**
 * Lets a link of any page play a service from a moment on, in the bar. Without script, or
 * with a modified click, it leads to the list that other players take:
 *
 *   <a href="/live/kdemo/at/2026-11-23T15:00:00Z.m3u8"
 *      data-service="kdemo" data-plays-from="2026-11-23T15:00:00Z">From the top</a>
 */
export function takeLinks(player) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-plays-from]")
    const isModified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
    if (!link || isModified || event.button !== 0 || !player.sound.knowsPieces) return
    event.preventDefault()
    player.playFrom(link.dataset.service, new Date(link.dataset.playsFrom))
  })
}
