class WordReader:
    name="m"; suffixes=(".docx",)
