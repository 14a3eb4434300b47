"""The window: shows state and passes wishes on; what can be done is decided in the services."""
