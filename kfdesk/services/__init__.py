"""What a person can do, a module a thing; reached by screens, commands and tests alike."""
