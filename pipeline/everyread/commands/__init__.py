"""One module a command; each has a `run` that does the work and gives the exit code."""
