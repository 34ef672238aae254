"""Tests talk as people do, through the real Application."""
