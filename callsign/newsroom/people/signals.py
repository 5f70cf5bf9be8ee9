"""What this room announces."""

from django.dispatch import Signal

# A person's name or address changed. Sent after the commit, with ``person``.
person_changed = Signal()
