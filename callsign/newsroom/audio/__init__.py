"""Recordings, their renditions and waveforms."""
