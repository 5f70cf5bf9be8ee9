"""The people who are named, and those who sign."""
