"""Readers: a file goes in; articles come out, with a list of all that was left behind and why."""
