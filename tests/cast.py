"""The people and moments every test knows: station KDEMO and those around it."""

from datetime import UTC, datetime

CALL_SIGN = "KDEMO"
HOST = "Ada Okafor"
GUEST = "Luis Prieto"
EDITOR = "Mina Sato"
DONOR = "June Bell"
PARTNER = "KEXMP"

FRIDAY_NOON = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # noon in Chicago
