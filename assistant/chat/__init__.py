"""The chat: a page in this machine's own browser, where questions are asked and the cited places are seen and heard."""
