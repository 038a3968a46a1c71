"""The guard: does an easy version still say what its source says?  It knows nothing of how it was made."""
