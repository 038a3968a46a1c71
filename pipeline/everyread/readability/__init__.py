"""How hard an article is to read, and why: scores on the cleaned body, hardest sentences, hard words."""
