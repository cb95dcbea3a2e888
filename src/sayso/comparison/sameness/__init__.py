"""Which claims tell one deed, however worded, and which contradict one another."""
