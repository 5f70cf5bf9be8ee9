"""Carry. The live process: sources, failover, encoding, outputs, journal. No Django, no database."""
