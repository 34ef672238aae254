"""Alembic's revisions, applied at start."""
