"""The schedule at the desk: the week, the edits, what was changed."""
