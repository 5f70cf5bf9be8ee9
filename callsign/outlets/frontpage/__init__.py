"""The front page, story pages and standing pages."""
