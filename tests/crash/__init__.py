"""The bot is killed at any moment, again and again, and keeps its word."""
