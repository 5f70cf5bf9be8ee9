"""Offers and pickups between stations."""
