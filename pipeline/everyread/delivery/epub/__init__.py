"""The issue as one e-book: EPUB 3.3 with Media Overlays, so that each sentence lights up as it is heard."""
