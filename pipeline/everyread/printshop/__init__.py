"""Files for the print shop: PDF/X-4 pages, the cover, volumes, printed sheets and the job ticket."""
