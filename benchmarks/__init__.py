"""The scorers: how well and how fast the reader reads. Not shipped; nothing in `src` imports it."""
