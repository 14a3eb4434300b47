"""How a book comes from each released shape to the next. Released revisions never change."""
