import { recall, remember } from "./live-memory.js"

/** How loud it is: a slider and a mute, as they were left the last time. */
export function setLoudness(audio, { mute, volume }) {
  const liked = recall()
  const isVolume = liked.volume >= 0 && liked.volume <= 1
  audio.volume = isVolume ? liked.volume : 1
  audio.muted = liked.isMuted === true
  volume.addEventListener("input", () => {
    audio.volume = volume.value
    audio.muted = false
    keep()
  })
  mute.addEventListener("click", () => {
    audio.muted = !audio.muted
    // Who lets it sound again wants to hear something.
    if (!audio.muted && audio.volume === 0) audio.volume = 0.5
    keep()
  })
  audio.addEventListener("volumechange", show)
  show()

  function show() {
    volume.value = audio.volume
    mute.ariaPressed = String(audio.muted)
  }

  function keep() {
    remember({ volume: audio.volume, isMuted: audio.muted })
  }
}
