"""Airtime: schedules as arithmetic."""
