"""What this room announces."""

from django.dispatch import Signal

# The head of a transcript moved or was checked, or somebody in it got another name or page.
# Sent after the commit, with ``transcript``.
transcript_moved = Signal()

# A first draft waits for a worker. Sent within its transaction, with ``run``.
draft_asked = Signal()

# An edition waits for a worker to listen to it. Sent within its transaction, with ``run``.
edition_asked = Signal()

# An alignment waits for a worker. Sent within its transaction, with ``run``.
alignment_asked = Signal()
