"""Small helpers without Django, each file named for its subject."""
