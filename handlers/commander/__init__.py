"""What the desk and commanders do."""
