"""Review and sign-off of easy reads: the text file that people edit, and what their signatures cover."""
