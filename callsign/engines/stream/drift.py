"""
Drift: the clock of an encoder is not ours, so its sound is played a little faster or slower.

The buffer tells: it grows when the encoder is fast. It is held at its target by a
controller slow enough that nobody hears it.
"""

MOST = 500e-6  # half a cent is 289 parts in a million; people hear about five cents

# A second of error is played away at MOST in 33 minutes, a millisecond in two. An encoder
# that is 200 millionths off is 20 ms off its place until that is known.
RESPONSE_S = 100.0

# Sound comes in pieces, an encoder's buffer at a time: the level is smoothed first.
SMOOTHING_S = 20.0

# How fast the ratio may change, in parts of a whole for each second.
MOST_CHANGE = 10e-6


class Pace:
    """
    How fast a source is to be played so that its buffer stays at ``target_ms``.

    One for each connection of a source.
    """

    def __init__(self, target_ms: float) -> None:
        self.target_ms = target_ms
        self._at_ms: float | None = None
        self._error_s = 0.0
        self._drift = 0.0
        self._ratio = 1.0

    def ratio(self, buffered_ms: float, now_ms: float) -> float:
        """
        Return how many samples to take from the buffer for each sample that is heard.

        ``now_ms`` is of a clock that never goes back. Ask at least every second.
        """
        error_s = (buffered_ms - self.target_ms) / 1_000
        if self._at_ms is None:
            self._at_ms, self._error_s = now_ms, error_s
            return self._ratio
        passed_s = min(1.0, max(0.0, (now_ms - self._at_ms) / 1_000))
        self._at_ms = now_ms
        self._error_s += (error_s - self._error_s) * passed_s / (SMOOTHING_S + passed_s)
        wanted = 1 + within(self._drift + self._error_s / RESPONSE_S, MOST)
        self._ratio += within(wanted - self._ratio, MOST_CHANGE * passed_s)
        self._learn(passed_s)
        return self._ratio

    def _learn(self, passed_s: float) -> None:
        """Take what error remains for the difference of the two clocks, slowly."""
        if abs(self._drift + self._error_s / RESPONSE_S) < MOST:
            # A quarter of the square: the fastest return that does not overshoot.
            self._drift += self._error_s * passed_s / (4 * RESPONSE_S**2)
        self._drift = within(self._drift, MOST)


def within(value: float, most: float) -> float:
    return max(-most, min(most, value))
