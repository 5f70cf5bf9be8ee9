"""Stream: playlists and media segments as arithmetic; the formats air and the newsroom share."""
