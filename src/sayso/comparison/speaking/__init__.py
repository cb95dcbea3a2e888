"""Whom each outlet quotes, and how it words what others word otherwise."""
