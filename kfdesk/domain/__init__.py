"""What the program is about: orders, invoices, money. Standard library only."""
