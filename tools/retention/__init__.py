"""Retention: how long what is in a case is kept, what stops its deletion, and deletion that leaves nothing but a tombstone."""
