"""The sandbox is held to what Telegram does, through the library the product uses."""
