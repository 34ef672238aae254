"""The sentences: both languages say the same, and the code finds what it asks for."""
