"""Writers: a transcript as other programs and people take it, a file for each format."""
