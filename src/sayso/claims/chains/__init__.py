"""Who says it: marks → statements, each with its chain of links."""
