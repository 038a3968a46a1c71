"""What members and editors open: the members' page and the editor's report."""
