"""Search across stories, episodes and transcripts."""
