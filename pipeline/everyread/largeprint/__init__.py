"""Large print: PDFs that a reader with low vision can read and a screen reader can walk."""
