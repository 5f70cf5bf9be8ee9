"""What this room announces."""

from django.dispatch import Signal

# The head of a transcript moved or was checked, or somebody in it got another name or page.
# Sent after the commit, with ``transcript``.
transcript_moved = Signal()

# What readers have of an edition changed: its words, its parts, or whether it is in use.
# Sent after the commit, with ``audio``, the recording that is or was the edition.
edition_moved = Signal()

# A first draft waits for a worker. Sent within its transaction, with ``run``.
draft_asked = Signal()

# An edition waits for a worker to listen to it. Sent within its transaction, with ``run``.
edition_asked = Signal()

# An alignment waits for a worker. Sent within its transaction, with ``run``.
alignment_asked = Signal()

# A voice waits for a worker to learn it. Sent within its transaction, with ``run``.
lesson_asked = Signal()
