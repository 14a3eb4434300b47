"""Orders: files in, lists, one order in full, what needs attention."""
