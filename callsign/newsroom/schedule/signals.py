"""What the schedule announces, each after the commit."""

from django.dispatch import Signal

# The broadcasts of a ``service`` are others than before.
broadcasts_changed = Signal()

# A broadcast has ended, as ``broadcast``; its recording may be cut.
broadcast_ended = Signal()
