"""Updates as Telegram may send them, and as it never should: nothing stops the program."""
