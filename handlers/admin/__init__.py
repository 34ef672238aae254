"""What admins and commanders set up."""
