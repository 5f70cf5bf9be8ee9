"""Slots, overrides, broadcasts."""
