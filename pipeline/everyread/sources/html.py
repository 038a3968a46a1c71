class HtmlReader:
    name="m"; suffixes=(".html",)
