"""The demo station's illustrations: flat inks on warm paper, drawn by code."""
