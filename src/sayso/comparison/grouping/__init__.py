"""Which documents report the same happenings."""
