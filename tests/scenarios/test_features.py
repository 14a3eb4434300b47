"""Every feature beside this file is a test; a new one needs nothing here."""

from pytest_bdd import scenarios

scenarios(".")
