"""Narration: an Article becomes a recording, one sentence at a time, with the time of every sentence."""
