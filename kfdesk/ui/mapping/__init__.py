"""Saying what the columns of an unknown table mean."""
