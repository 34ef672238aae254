"""The conversation: parse, call one service, show the result."""
