"""What this room announces."""

from django.dispatch import Signal

# What the rule held back has its transcript now. Sent with ``page``, its latest version.
transcript_came = Signal()
