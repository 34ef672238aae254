"""What it draws: data in, bytes out, no I/O."""
