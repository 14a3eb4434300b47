"""The Reconcile page: orders, invoices and payments of a period side by side."""
