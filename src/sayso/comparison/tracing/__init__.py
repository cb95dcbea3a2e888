"""Where the words of a claim first came from, and who took them from whom."""
