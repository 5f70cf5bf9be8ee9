"""What this room announces, each after the commit, with ``story``."""

from django.dispatch import Signal

# Readers can see the story, and could not before.
story_published = Signal()

# A story readers see reads differently now.
story_changed = Signal()

# Readers cannot see the story any more.
story_withdrawn = Signal()

# The newsroom withdrew the story in public: its page stays, and says why.
story_retracted = Signal()
