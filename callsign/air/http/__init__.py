"""Air's own server: playlists and media segments, the plain stream, and the door for encoders."""
