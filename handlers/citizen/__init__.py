"""What any person may do."""
