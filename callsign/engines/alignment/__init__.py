"""Alignment: fitting the words of a script to the sound of a recording."""
