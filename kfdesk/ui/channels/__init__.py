"""KashFlow Settings: what is set for each channel."""
