"""``python -m callsign``: the program without its script."""

import sys

from callsign.commands.program import main

if __name__ == "__main__":
    sys.exit(main())
