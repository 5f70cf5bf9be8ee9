"""Programs and their episodes."""
