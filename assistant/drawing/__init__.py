"""Exhibits as pictures and sound for people: what the screen and the report show of a place. Files are opened in worker processes."""
