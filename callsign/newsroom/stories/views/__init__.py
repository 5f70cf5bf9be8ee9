"""The conversations of the desk."""
