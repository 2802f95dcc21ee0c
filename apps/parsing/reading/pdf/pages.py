"""PDFium's characters and lines of one page -> words, rules and list marks in the reading direction of the text."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

# No page of minutes holds so much; what does is made to exhaust the reader.
MAX_CHARACTERS = 100_000
_MAX_OBJECTS = 20_000
_NAMES_OF_BOLD = ("bold", "black", "heavy", "demi")
_NAMES_OF_ITALIC = ("italic", "oblique", "kursiv")
_FLAG_OF_ITALIC = 64
_SLANT = 0.1
# Behind it the word's own type begins: a bracket or quotation mark may be set in that of the text around.
_OPENING = frozenset(map(ord, "([\"'»«“”„‘’"))
_NAMES_OF_FIXED = ("courier", "mono", "consol", "typewriter")
# Parts of the type size: within a word characters touch, and a missing space is wider than kerning.
_GAP_IN_WORD = 0.15
_SAME_BASELINE = 0.05
# A turned page has that many more letters in its direction than level ones.
_TURNED = 3
_LARGEST_MARK = 8.0
_THINNEST = 3.0
_UNUSABLE = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "ft",
    0xFB06: "st",
}
# Where Word and LibreOffice take the list mark from the fonts Symbol and Wingdings.
_PRIVATE_MARKS = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF0FC: "•", 0xF076: "•", 0xF02D: "–", 0xF0A8: "•"}
_LINE_END_HYPHEN = 2
_BLANKS = frozenset({9, 10, 13})
# Below it is no surrogate, nothing private and no ligature.
_FIRST_UNUSUAL = 0xD800


@dataclass(slots=True)
class Word:
    """Characters without a gap; `base` is the height of their baseline, growing upwards, all in points.

    `marks` is the emphasis of their type ("strong", "em"), `address` where a link on them leads.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    is_fixed: bool = False
    follows_space: bool = False
    marks: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn line, frame or mark."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Page:
    """What stands on one page, turned so that its text runs from left to right.

    `notes` are its footnotes by the id of the word that they are about (`footnotes`). `turns` and `corner` are how the
    page was turned and moved.
    """

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    characters: int = 0
    unusable: int = 0
    has_image: bool = False
    turns: int = 0
    corner: Box = Box(0, 0, 0, 0)

    def placed(self, box: Box) -> Box:
        """A box of the PDF's page, turned and measured as the words are."""
        turned, corner = _turned(box, self.turns), self.corner
        return Box(
            turned.left - corner.left,
            turned.bottom - corner.bottom,
            turned.right - corner.left,
            turned.top - corner.bottom,
        )


@dataclass(slots=True)
class _Style:
    """The type of a word: its size on paper, its direction in quarter turns, None where it is oblique."""

    size: float
    turns: int | None
    is_bold: bool
    is_fixed: bool
    marks: tuple[str, ...]


def read_page(page: pdfium.PdfPage) -> Page:
    """The words and drawn lines of a page. Linear in its characters, of which MAX_CHARACTERS are read at most."""
    textpage = page.get_textpage()
    try:
        found = _Characters(textpage)
        found.read()
    finally:
        textpage.close()
    left, bottom, right, top = page.get_bbox()
    turns = found.main_direction()
    width, height = (right - left, top - bottom) if turns % 2 == 0 else (top - bottom, right - left)
    corner = _turned(Box(left, bottom, right, top), turns)
    result = Page(width, height, characters=found.count, unusable=found.unusable, turns=turns, corner=corner)
    result.words = [_placed(word, corner) for direction, word in found.words if direction == turns]
    _add_drawings(page, result)
    return result


class _Characters:
    """Gathers the characters of a page into words, in the order of the content stream."""

    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self.page = textpage.raw
        self.count = 0
        self.unusable = 0
        self.words: list[tuple[int, Word]] = []
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._styles: dict[tuple[int, float, float, float, float, float], _Style] = {}

    def main_direction(self) -> int:
        """The quarter turns of the page's text; a line along the edge of a page with few words turns nothing."""
        letters: Counter[int] = Counter()
        for direction, word in self.words:
            letters[direction] += len(word.text)
        if not letters:
            return 0
        turns, most = letters.most_common(1)[0]
        return turns if most > _TURNED * letters[0] else 0

    def read(self) -> None:
        """Fills `words`. The loop runs for every character, hence no call in it that is not needed."""
        page, box = self.page, raw.FS_RECTF()
        box_reference = ctypes.byref(box)
        get_unicode, get_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        word: Word | None = None
        is_after_space, is_level, last_right, last_bottom, baseline, reach = False, True, 0.0, 0.0, 0.0, 0.0
        for index in range(min(max(raw.FPDFText_CountChars(page), 0), MAX_CHARACTERS)):
            code = get_unicode(page, index)
            if (0 < code <= 32 and code != _LINE_END_HYPHEN) or code == 0xA0:
                is_after_space, word = True, None
                self._count_control(code)
                continue
            self.count += 1
            if 0x300 <= code <= 0x36F:
                last_right = self._compose(index, code, last_right)
                continue
            get_box(page, index, box_reference)
            if word is not None and box.bottom != last_bottom:
                # In some fonts each letter has a box of its own; then only the baselines tell.
                last_bottom = box.bottom
                word = word if self._has_baseline(index, baseline) else None
            if word is None or not -reach < box.left - last_right < reach:
                word = self._begin(index, code, box, follows_space=is_after_space)
                if word is None:
                    continue
                reach = _GAP_IN_WORD * word.size
                is_after_space, last_bottom, is_level = False, box.bottom, self.words[-1][0] == 0
                baseline = word.base if is_level else math.nan
            last_right = box.right
            if word.right < last_right and is_level:
                word.right = last_right
            word.text += chr(code) if 32 < code < _FIRST_UNUSUAL else self._character(code)

    def _count_control(self, code: int) -> None:
        """PDFium writes blanks and ends of lines; other controls are codes of letters that a font does not name."""
        if code < 32 and code not in _BLANKS:
            self.count += 1
            self.unusable += 1

    def _has_baseline(self, index: int, baseline: float) -> bool:
        """Whether a character stands on that height; nothing stands on NaN."""
        x, y = self._origin
        raw.FPDFText_GetCharOrigin(self.page, index, x, y)
        return abs(float(y.value) - baseline) < _SAME_BASELINE

    def _compose(self, index: int, code: int, reach: float) -> float:
        """Puts an accent to the letter before it; the place where that letter ends, which was `reach` so far."""
        if not self.words:
            return reach
        direction, word = self.words[-1]
        word.text += chr(code)
        box = raw.FS_RECTF()
        if direction == 0 and raw.FPDFText_GetLooseCharBox(self.page, index, box):
            word.right = max(word.right, float(box.right))
            return max(reach, word.right)
        return reach

    def _character(self, code: int) -> str:
        if code == _LINE_END_HYPHEN:
            return "-"
        if code in _UNUSABLE or 0xD800 <= code < 0xE000:
            self.unusable += 1
            return "\ufffd"
        if 0xE000 <= code < 0xF900:
            if code in _PRIVATE_MARKS:
                return _PRIVATE_MARKS[code]
            self.unusable += 1
        return _LIGATURES.get(code) or chr(code)

    def _begin(self, index: int, code: int, box: raw.FS_RECTF, *, follows_space: bool) -> Word | None:
        """A new word whose first character is at `index`, in the frame of its own direction; None for oblique text."""
        style = self._style(index)
        if style.turns is None:
            return None
        x, y = self._origin
        raw.FPDFText_GetCharOrigin(self.page, index, x, y)
        turned = _turned(Box(box.left, box.bottom, box.right, box.top), style.turns)
        base = _turned(Box(x.value, y.value, x.value, y.value), style.turns).bottom
        bold, fixed = style.is_bold, style.is_fixed
        marks = self._style(index + 1).marks if code in _OPENING else style.marks
        word = Word("", turned.left, turned.right, base, style.size, bold, fixed, follows_space, marks)
        self.words.append((style.turns, word))
        return word

    def _style(self, index: int) -> _Style:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.page, index, matrix)
        text_object = raw.FPDFText_GetTextObject(self.page, index)
        font = raw.FPDFTextObj_GetFont(text_object) if text_object else None
        address = ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0
        size = raw.FPDFText_GetFontSize(self.page, index)
        key = (address, size, matrix.a, matrix.b, matrix.c, matrix.d)
        if key not in self._styles:
            name = _font_name(font) if font else ""
            is_bold = any(part in name for part in _NAMES_OF_BOLD)
            is_italic = _is_slanted(matrix) or (font is not None and _is_italic(font, name))
            self._styles[key] = _Style(
                _size_on_paper(size, matrix),
                _quarter_turns(matrix),
                is_bold,
                any(part in name for part in _NAMES_OF_FIXED),
                ("strong",) * is_bold + ("em",) * is_italic,
            )
        return self._styles[key]


def _font_name(font: object) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(min(length, 1000), 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", errors="replace").casefold()


def _is_italic(font: object, name: str) -> bool:
    flags = raw.FPDFFont_GetFlags(font)
    return any(part in name for part in _NAMES_OF_ITALIC) or (flags > 0 and bool(flags & _FLAG_OF_ITALIC))


def _is_slanted(matrix: raw.FS_MATRIX) -> bool:
    """Whether level letters lean to the right, as programs set italics that a font does not have."""
    return bool(abs(matrix.b) < _SLANT * abs(matrix.a) and matrix.c > _SLANT * abs(matrix.d))


def _size_on_paper(size: float, matrix: raw.FS_MATRIX) -> float:
    scaled = size * math.hypot(matrix.c, matrix.d)
    return round(scaled, 1) if 1 <= scaled <= 500 else 10.0


def _quarter_turns(matrix: raw.FS_MATRIX) -> int | None:
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) if math.isfinite(matrix.a + matrix.b) else 0.0
    turns = round(angle / 90)
    return turns % 4 if abs(angle - 90 * turns) < 5 else None


def _turned(box: Box, turns: int) -> Box:
    """The box in a frame where text that is turned so many quarters to the left runs to the right."""
    if turns == 0:
        return box
    if turns == 1:
        return Box(box.bottom, -box.right, box.top, -box.left)
    if turns == 2:
        return Box(-box.right, -box.top, -box.left, -box.bottom)
    return Box(-box.top, box.left, -box.bottom, box.right)


def _placed(word: Word, corner: Box) -> Word:
    """The word measured from the lower left corner of the page, its letters composed."""
    word.text = unicodedata.normalize("NFC", word.text)
    word.left -= corner.left
    word.right -= corner.left
    word.base -= corner.bottom
    return word


def _add_drawings(page: pdfium.PdfPage, result: Page) -> None:
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(max(raw.FPDFPage_CountObjects(page.raw), 0), _MAX_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(drawn) if drawn else raw.FPDF_PAGEOBJ_UNKNOWN
        result.has_image = result.has_image or kind == raw.FPDF_PAGEOBJ_IMAGE
        if kind != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        result.boxes.append(result.placed(Box(*(edge.value for edge in edges))))


def is_mark(box: Box) -> bool:
    """Whether a drawing is as small and square as the bullet of a list."""
    width, height = box.right - box.left, box.top - box.bottom
    return 1.0 < width < _LARGEST_MARK and 1.0 < height < _LARGEST_MARK and 0.7 < width / height < 1.4


def is_level_rule(box: Box) -> bool:
    """Whether a drawing is a thin line from left to right."""
    return box.top - box.bottom < _THINNEST and box.right - box.left > 4 * _THINNEST


def is_upright_rule(box: Box) -> bool:
    """Whether a drawing is a thin line from top to bottom."""
    return box.right - box.left < _THINNEST and box.top - box.bottom > 2 * _THINNEST
