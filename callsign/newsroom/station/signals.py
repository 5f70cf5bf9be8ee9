"""What the station announces."""

from django.dispatch import Signal

# A worker begins, for the first time or after it was killed. Nothing else is given.
worker_started = Signal()
