"""Remember. What the station makes; a room uses the rooms below it."""
