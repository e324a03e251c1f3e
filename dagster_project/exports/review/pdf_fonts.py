"""The fonts of the PDF, embedded: DejaVu Sans Condensed, of which Latin, Greek, Cyrillic and signs are kept.

They lie in fonts/ with their licence. A letter that they lack (Chinese, say) is drawn as an empty box; the page in HTML
takes the reader's own fonts.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "ReviewSans", "ReviewSans-Bold"

FOLDER = Path(__file__).parent / "fonts"
FILES = {REGULAR: "DejaVuSansCondensed.ttf", BOLD: "DejaVuSansCondensed-Bold.ttf"}


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the fonts known to reportlab, once per process."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def drawable(text: str) -> str:
    """Text with letters and their accents as one sign each, without control characters; □ for what the fonts lack."""
    known = _letters()
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in composed)
    return "".join(sign if ord(sign) in known else "□" for sign in plain if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    register_fonts()
    faces = [pdfmetrics.getFont(name).face for name in FILES]
    return frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces))
