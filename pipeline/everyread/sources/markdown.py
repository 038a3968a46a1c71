class MarkdownReader:
    name="m"; suffixes=(".md",)
