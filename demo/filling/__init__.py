"""Filling: the demo's files become the newsroom's rows, one subject per file."""
