"""Who does what to whom: marked events → claims, with type, mode, CAMEO code, status and quantities."""
