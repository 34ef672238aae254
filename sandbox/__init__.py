"""Telegram at home: a Bot API server on this machine with a chat page. It speaks HTTP and knows no bot."""
