"""Stories, corrections, retractions."""
