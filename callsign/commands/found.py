"""
Found a station: make its database, its pages, and the account of its first editor.

Nothing is asked. On a machine that has a station already nothing happens. At the end
stands a link at which the editor sets a password; it works once, for three days.
"""

import argparse

from callsign.commands.management import manage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--callsign", required=True, help="such as KDEMO")
    parser.add_argument(
        "--name", required=True, help="what listeners call it, in quotation marks"
    )
    parser.add_argument("--city", default="", help="where it is")
    parser.add_argument(
        "--time-zone", required=True, help="such as America/Chicago; its clock"
    )
    parser.add_argument(
        "--editor-email", required=True, help="whose account is made first"
    )
    parser.add_argument(
        "--base-url", help="where the public reaches it (default: CALLSIGN_BASE_URL)"
    )


def run(options: argparse.Namespace) -> int:
    """Found the station; return the exit code."""
    said = {
        "--callsign": options.callsign,
        "--name": options.name,
        "--city": options.city,
        "--time-zone": options.time_zone,
        "--editor-email": options.editor_email,
        "--base-url": options.base_url,
    }
    # One word each, so that a value may begin with a dash.
    return manage("found", *(f"{name}={said[name]}" for name in said if said[name]))
