"""Recognizing: a first draft of a transcript, heard by a machine."""
