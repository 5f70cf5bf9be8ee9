"""What the commands in bin/ do. The standard library only: most of it runs before any package is installed."""
