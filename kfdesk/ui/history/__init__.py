"""The History page: every export run and each invoice in it."""
