"""Who stands with whom and against whom, as told by whom."""
