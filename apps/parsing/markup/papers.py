"""Links to the papers (bilag) of an item: blocks in which every line is the title of a document, and no text beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from apps.parsing.markup.addresses import leads_to_document
from apps.parsing.markup.blocks import Block, Listing, Paragraph, Quotation, Run, Table

_TYPE = r"(?:pdf|docx?|xlsx?|pptx?|word|excel)"
_AMOUNT = r"\d{1,5}(?:[.,]\d{1,3})?\s?(?:kb|mb|bytes?|kilobytes?|megabytes?)"
_WINDOW = r"(?:åbner i )?(?:et )?(?:nyt|ny) (?:vindue|fane)|åbner i (?:et )?(?:nyt|ny) (?:vindue|fane)"
_SIZE = re.compile(
    rf"(?i)\s*[(\[]?\b(?:{_TYPE}\b[-–,;:/ ]*)?(?:{_AMOUNT}\b\.?)(?:[,;/ ]*{_TYPE})?\s*[)\]]?\s*$"
    rf"|\s*[(\[](?:{_TYPE}|pdf-fil|{_WINDOW})[)\]]\s*$"
)
_RECOMMENDED = re.compile(r"(?i)\s*[-–(\[*]+\s*anbefales(?:\s(?:læst|læsning))?\s*[)\]*]*$")
# What may stand beside a link: the file's size and type, and the number in the list of papers.
_BESIDE = re.compile(
    rf"(?i)[\s,;:.()\[\]|•·–-]*(?:(?:{_TYPE}|{_AMOUNT}|{_WINDOW}|filstørrelse|størrelse|(?:bilag|nr\.?)?\s?\d{{1,3}}|anbefales)[\s,;:.()\[\]|•·–-]*)*"
)
# What a page offers its reader, and words that send him to a document in the middle of a text.
_NO_TITLE = re.compile(
    r"(?i)(?:læs|se|klik|link|hent|download|udskriv|print|vis|åbn|gå|find|her|tilmeld)\b.*|(?:pdf|word|hele\s.*)"
)
_LONGEST = 250


@dataclass(frozen=True, slots=True)
class Paper:
    """A line that is the title of a document and links to it."""

    title: str
    address: str


def papers_of(block: Block) -> list[Paper | None]:
    """For each line of a block the document that it links to and says nothing beside, else None. Linear."""
    return [_paper(line) for line in _lines(block)]


def title_of_paper(text: str) -> str:
    """The title without size and type of the file; the mark of a recommended paper stands before it."""
    if len(text) > _LONGEST:
        return text
    while (shorter := _SIZE.sub("", text)) != text and shorter:
        text = shorter.rstrip(" -–,;|")
    match = _RECOMMENDED.search(text)
    return f"ANBEFALES {text[: match.start()].removeprefix('- ')}" if match else text


def tells_file(text: str) -> bool:
    """Whether a text says no more than what kind of file a link leads to, and how large it is."""
    return len(text) <= _LONGEST and _BESIDE.fullmatch(text) is not None


def _lines(block: Block) -> Iterator[Sequence[Run]]:
    """The runs of each line, as `apps.parsing.markup.cleaning` writes the lines of a block."""
    match block:
        case Paragraph():
            yield from () if block.rank else block.lines
        case Listing():
            for entry in block.entries:
                yield from _inner(entry.blocks)
        case Table():
            for row in block.rows:
                yield [run for cell in row for line in _inner(cell.blocks) for run in (*line, Run(" "))]
        case Quotation():
            yield from _inner(block.blocks)


def _inner(blocks: Iterable[Block]) -> Iterator[Sequence[Run]]:
    return (line for block in blocks for line in _lines(block) if any(run.text for run in line))


def _paper(line: Sequence[Run]) -> Paper | None:
    addresses = {run.address for run in line if run.text.strip() and leads_to_document(run.address)}
    title = "".join(run.text for run in line if run.address in addresses).strip()
    beside = "".join(run.text for run in line if run.address not in addresses).strip()
    is_paper = len(addresses) == 1 and 1 < len(title) <= _LONGEST
    if not is_paper or _NO_TITLE.fullmatch(title) or not tells_file(beside):
        return None
    mark = "ANBEFALES " if "anbefales" in beside.casefold() else ""
    return Paper(mark + title_of_paper(title), addresses.pop())
