"""What the station announces."""

from django.dispatch import Signal

# A worker begins, for the first time or after it was killed. Nothing else is given.
worker_started = Signal()

# A worker ends as it was asked to, or has emptied the queue. A killed one says nothing.
worker_ended = Signal()
