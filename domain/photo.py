"""Photos, as many as people may send with one thing."""

MOST_PHOTOS = 10  # an album's size on Telegram
