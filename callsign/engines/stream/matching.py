"""
Matching: a gain for each source that brings it to one loudness with the others.

It follows what a source is like over half a minute, not what is said in it: it moves
slower than a hand on a fader, learns nothing from pauses, and leaves the peaks room.
"""

# As root mean square. Speech in two equal channels then measures about -18 LUFS, which is
# what streams of speech are asked for (AES TD1008).
TARGET_DB = -20.0

MOST_DB = 12.0
HIGHEST_PEAK_DB = -1.0

# Below the first there is no signal to speak of; so far below its own level, a source pauses.
FLOOR_DB = -50.0
PAUSE_DB = 10.0

LEARN_OVER_S = 20.0
RISES_DB_PER_S = 0.5
FALLS_DB_PER_S = 2.0
PEAK_FADES_DB_PER_S = 0.1


class Matching:
    """
    The gain of one source; ``gain_db`` is what it is now.

    >>> matching = Matching()
    >>> for _second in range(60):
    ...     gain_db = matching.step(loudness_db=-26.0, peak_db=-14.0, passed_s=1.0)
    >>> gain_db
    6.0
    """

    def __init__(self, target_db: float = TARGET_DB) -> None:
        self.target_db = target_db
        self.gain_db = 0.0
        self._level_db: float | None = None
        self._peak_db = FLOOR_DB

    def step(self, *, loudness_db: float, peak_db: float, passed_s: float) -> float:
        """
        Return the gain at the end of a piece of sound that lasted ``passed_s``.

        ``loudness_db`` is the root mean square over the last few seconds, ``peak_db``
        the highest sample of late, both before the gain.
        """
        # Loudness is an average and falls slowly: a peak far below it tells of a pause.
        self._learn(min(loudness_db, peak_db), passed_s)
        fades_db = PEAK_FADES_DB_PER_S * passed_s
        self._peak_db = max(peak_db, self._peak_db - fades_db)
        rises, falls = RISES_DB_PER_S * passed_s, FALLS_DB_PER_S * passed_s
        step_db = max(-falls, min(rises, self._wanted_db() - self.gain_db))
        # A gain above one must never be what makes a peak too high.
        room_db = max(0.0, HIGHEST_PEAK_DB - self._peak_db)
        self.gain_db = min(self.gain_db + step_db, room_db)
        return self.gain_db

    def _learn(self, loudness_db: float, passed_s: float) -> None:
        if loudness_db < FLOOR_DB:
            return
        if self._level_db is None:
            self._level_db = loudness_db
        if loudness_db > self._level_db - PAUSE_DB:
            share = passed_s / (LEARN_OVER_S + passed_s)
            self._level_db += share * (loudness_db - self._level_db)
        else:
            # It may have been turned down for good; after some minutes that is its level.
            self._level_db -= min(1.0, passed_s / LEARN_OVER_S)

    def _wanted_db(self) -> float:
        if self._level_db is None:
            return 0.0
        return max(-MOST_DB, min(MOST_DB, self.target_db - self._level_db))
