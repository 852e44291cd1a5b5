"""Recognisers of numbers, dates and the like in running text; each knows its own rules."""
