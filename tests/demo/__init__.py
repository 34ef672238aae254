"""The rehearsal's data."""
