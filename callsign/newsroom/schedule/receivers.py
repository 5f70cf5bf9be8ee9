"""What wakes the schedule."""
