"""The bots that are measured; each is a program of its own, told by its environment where the server is."""
