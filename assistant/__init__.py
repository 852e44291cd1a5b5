"""Exhibit, the officer's side: conversation, answers, permission, record."""
