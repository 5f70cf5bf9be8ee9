"""What air's journal says happened."""
