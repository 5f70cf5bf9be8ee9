/**
 * Puts live radio on the lock screen and the media keys, for as long as it is what plays:
 * the program that is heard, where that is known, and the service.
 */
const SKIP_S = 30
const ARTWORK_PX = [96, 256, 512]

export function nameOnLockScreen(player) {
  if (!("mediaSession" in navigator)) return
  const session = navigator.mediaSession
  let isOurs = false
  const acts = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.sound.skip(-(seekOffset || SKIP_S)),
    seekforward: ({ seekOffset }) => player.sound.skip(seekOffset || SKIP_S),
  }
  const handle = (on) => {
    isOurs = on
    for (const [name, act] of Object.entries(acts)) session.setActionHandler(name, on ? act : null)
  }
  const name = () => (session.metadata = new MediaMetadata(namesOf(player)))
  const take = () => {
    name()
    handle(true)
  }
  const { audio } = player
  audio.addEventListener("playing", take)
  if (!audio.paused && audio.readyState >= audio.HAVE_FUTURE_DATA) take()
  player.addEventListener("now-changed", () => isOurs && name())
  // A recording that starts has keys of its own; this runs before it sets them.
  document.addEventListener("play", ({ target }) => target !== audio && handle(false), true)
}

function namesOf({ sound, now, dataset }) {
  const { slug, title } = sound.service
  const artwork = ARTWORK_PX.map((px) => ({
    src: `/live/${slug}/artwork-${px}.png`,
    sizes: `${px}x${px}`,
    type: "image/png", // lock screens draw no SVG
  }))
  if (!now?.title) return { title, artist: dataset.station, artwork }
  if (now.art) artwork.unshift({ src: now.art })
  return { title: now.title, artist: now.hosts?.join(", ") || title, album: title, artwork }
}
