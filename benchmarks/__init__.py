"""Benchmarks: how long a whole issue takes, beside the bare engines on the same text."""
