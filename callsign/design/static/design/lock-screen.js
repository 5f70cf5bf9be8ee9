/** Puts live radio on the lock screen and the media keys, for as long as it is what plays. */
const SKIP_S = 30
const ARTWORK_PX = [96, 256, 512]

export function nameOnLockScreen(player) {
  if (!("mediaSession" in navigator)) return
  const session = navigator.mediaSession
  const acts = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.pause(),
    seekbackward: ({ seekOffset }) => player.sound.skip(-(seekOffset || SKIP_S)),
    seekforward: ({ seekOffset }) => player.sound.skip(seekOffset || SKIP_S),
  }
  const handle = (on) => {
    for (const [name, act] of Object.entries(acts)) session.setActionHandler(name, on ? act : null)
  }
  player.audio.addEventListener("playing", () => {
    const { slug, title } = player.sound.service
    const artwork = ARTWORK_PX.map((px) => ({
      src: `/live/${slug}/artwork-${px}.png`,
      sizes: `${px}x${px}`,
      type: "image/png", // lock screens draw no SVG
    }))
    session.metadata = new MediaMetadata({ title, artist: player.dataset.station, artwork })
    handle(true)
  })
  // A recording that starts has keys of its own; this runs before it sets them.
  document.addEventListener("play", ({ target }) => target !== player.audio && handle(false), true)
}
