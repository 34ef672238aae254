"""What it remembers: one module per aggregate."""
