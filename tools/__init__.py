"""Exhibit, the tools: what can be found out about exhibits. They work with no language model and no screen."""
