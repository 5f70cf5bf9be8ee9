"""The `callsign` program, one file per verb. Never imports Django: web and worker are started as programs."""
