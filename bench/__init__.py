"""How fast it is, measured: a Bot API server faster than any client, and the bots that talk to it."""
