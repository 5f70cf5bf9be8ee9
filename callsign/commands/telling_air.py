"""Telling air where to listen, before it starts: of all it is told, only that is read once."""

import os
from pathlib import Path

from callsign.commands.management import manage
from callsign.engines.stream.configuration import Misconfigured, read_configuration

# As in the settings, which this program cannot import.
STATION = Path(__file__).resolve().parents[2] / "var" / "station"
LISTEN, URL = "127.0.0.1:8100", "http://127.0.0.1:8100"


def air_folder() -> Path:
    """Return where air and the newsroom meet, in the folder that the settings name."""
    data = os.environ.get("CALLSIGN_DATA", "").strip()
    return Path(data).expanduser().resolve() / "air" if data else STATION / "air"


def tell_air() -> bool:
    """
    See to it that air begins as the environment says; return whether it does.

    The newsroom keeps the file up to date by itself, and loading it for nothing would
    cost seconds at each start.
    """
    if is_told(air_folder() / "air.json"):
        return True
    return manage("air_configuration") == 0


def is_told(file: Path) -> bool:
    """Return whether a configuration says where to listen as the environment does."""
    try:
        config = read_configuration(file.read_bytes())
    except (OSError, Misconfigured):
        return False
    listen = os.environ.get("CALLSIGN_AIR_LISTEN", "").strip() or LISTEN
    url = os.environ.get("CALLSIGN_AIR_URL", "").strip().rstrip("/") or URL
    host = f"[{config.host}]" if ":" in config.host else config.host
    return f"{host}:{config.port}" == listen and config.base_url == url
