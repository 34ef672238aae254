"""The program: joins everything and talks to the network."""

VERSION = "0.1.0"  # as in pyproject.toml; a test compares them
