"""Plan a patrol."""
