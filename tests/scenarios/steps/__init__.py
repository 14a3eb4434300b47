"""What a tester says, and what is done for it. A new step goes into the module of its subject."""
