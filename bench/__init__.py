"""What is claimed about speed and quality, as scripts with dated results."""
