"""The Overview page: what is ready, what needs attention, what was exported."""
