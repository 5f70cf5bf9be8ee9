"""What the audio room announces: rooms above listen, nobody calls upward."""

from django.dispatch import Signal

# audio: its length, loudness and waveform are known; renditions are still to come.
audio_measured = Signal()
# audio: every rendition is there, listeners can play it.
audio_prepared = Signal()
