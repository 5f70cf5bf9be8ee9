"""A person who listens in Chromium: what leaves the page's <audio>, and when it is heard."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

RATE_HZ = 48_000

# A test must be able to listen before anybody pressed a button.
HEARS_AT_ONCE = "--autoplay-policy=no-user-gesture-required"

# Takes what goes by, 4,096 samples at a time, with the number of the first.
WORKLET = """
registerProcessor("ear", class extends AudioWorkletProcessor {
  constructor() {
    super()
    this.taken = new Int16Array(4096)
    this.length = 0
  }
  process([input]) {
    if (!input.length) input = [new Float32Array(128)]
    for (const sample of input[0]) this.taken[this.length++] = sample * 32767
    if (this.length === 4096) {
      this.port.postMessage([currentFrame + 128 - 4096, this.taken.slice()])
      this.length = 0
    }
    return true
  }
})
"""

LISTEN = """async ([audio, worklet]) => {
  const type = "text/javascript"
  const context = new AudioContext({ sampleRate: 48000 })
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type })))
  const ear = new AudioWorkletNode(context, "ear")
  const chunks = (window.heard = [])
  // A moment of the context's own clock as UTC, by what the output says is heard now.
  const utcOf = (frame) => {
    const { contextTime, performanceTime } = context.getOutputTimestamp()
    const outMs = Date.now() - performance.now() + performanceTime
    return outMs + (frame / context.sampleRate - contextTime) * 1000
  }
  ear.port.onmessage = ({ data: [frame, samples] }) => chunks.push([utcOf(frame), samples])
  const source = context.createMediaElementSource(audio)
  source.connect(context.destination)
  source.connect(ear).connect(context.destination)
  await context.resume()
}"""

TAKE = """() => heard.splice(0).map(([utc, samples]) => {
  const bytes = new Uint8Array(samples.buffer)
  return [utc, btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""))]
})"""


@dataclass(frozen=True, slots=True)
class Heard:
    """Sound, and when it was heard: the moment of each chunk's first sample, in UTC ms."""

    sound: np.ndarray
    chunks_ms: np.ndarray
    chunk: int

    def moment_ms(self, sample: int) -> float:
        """Return when a sample was heard."""
        number = min(sample // self.chunk, len(self.chunks_ms) - 1)
        past = sample - number * self.chunk
        return float(self.chunks_ms[number]) + past * 1_000 / RATE_HZ


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


def launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*FLAGS, HEARS_AT_ONCE]
    )


def sit_down(browser: Browser) -> Page:
    """Return a page of a profile of its own, whose policy lets the ear in."""
    return browser.new_context(bypass_csp=True).new_page()


def listen(page: Page, audio: str) -> None:
    """Begin to hear an <audio> of the page, named by an expression; nothing before is known."""
    page.evaluate(LISTEN, [page.evaluate_handle(audio), WORKLET])


def heard(page: Page) -> Heard:
    """Return what was heard since the last time this was asked."""
    taken = page.evaluate(TAKE)
    chunks = [np.frombuffer(base64.b64decode(text), "<i2") for _, text in taken]
    sound = np.concatenate(chunks or [np.zeros(0, "<i2")]) / 32_768
    moments = np.array([moment for moment, _ in taken])
    return Heard(sound, moments, len(chunks[0]) if chunks else 1)
