"""The Export page: what would be posted, the export under way, and what came of it."""
