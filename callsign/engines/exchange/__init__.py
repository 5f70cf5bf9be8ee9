"""Exchange: stories as other systems write them, and back."""
