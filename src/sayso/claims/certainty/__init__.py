"""How surely: how far the source and the outlet commit themselves, and what a confidence is."""
