"""Easy read: an honest draft from an Article and the glossary, marked as a draft on every page."""
