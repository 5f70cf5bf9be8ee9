"""The station, its services, its brand and its staff's rights."""
