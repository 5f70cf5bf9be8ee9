"""The player, now and next."""
