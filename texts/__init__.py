"""What it says: Fluent files in both languages and the catalogue."""
