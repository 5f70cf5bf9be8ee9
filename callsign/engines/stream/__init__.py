"""
Stream. Live radio as arithmetic: media segments, playlists, failover, and the two
files through which the newsroom and air meet (configuration and journal).
"""
