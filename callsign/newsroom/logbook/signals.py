"""What the logbook announces."""

from django.dispatch import Signal

# The worker has gone round, ``at`` a moment; every few seconds. Who listens is quick, and
# may be told the same moment's work twice. A failure is logged and stops nobody else.
went_round = Signal()
