"""The typesetter: HTML and CSS to tagged PDF, and Articles to HTML; shared by every room with pages."""
