"""The systems callsign is measured beside, each set up from its packages in a folder."""
