"""Wires the house: settings, environment, addresses, the web server's door. Nothing imports it."""
