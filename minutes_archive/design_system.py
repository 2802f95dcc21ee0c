"""Cuts Det Fælles Designsystem down to what our pages use: `python -m minutes_archive.design_system`.

Its style sheet styles every component there is (215 KB) and names 180 icons and fonts; ours needs about a fifth. A rule
stays when each class it asks for occurs in our templates, Python or scripts, so that the result always follows them;
rules for bare elements stay. Of the fonts only the two Latin-1 files that `archive.css` names are taken.

This is a step of the set-up, beside the settings that name its folders, rather than a part of any app: it runs before
there is anything to serve, and needs neither Django nor a database.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

PROJECT_ROOT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT_ROOT / "node_modules" / "dkfds" / "dist"
TARGET = PROJECT_ROOT / "build" / "static" / "dkfds"
FONTS = Path("fonts", "IBMPlexSans", "split", "woff2")
FONT_FILES = ("IBMPlexSans-Regular-Latin1.woff2", "IBMPlexSans-SemiBold-Latin1.woff2", "license.txt")
PAGE_SOURCES = ("templates/**/*.html", "apps/**/*.html", "apps/**/*.py", "static/**/*.js")
WORD = re.compile(r"[A-Za-z_][\w-]*")
CONDITIONAL_RULES = frozenset({"media", "supports"})


def main() -> None:
    """Write `dkfds.css`, its icons, the two fonts and the licences to `build/static/dkfds`.

    A file that would stay the same is not touched, so that make sees what really changed.
    """
    words = used_words(path for pattern in PAGE_SOURCES for path in PROJECT_ROOT.glob(pattern))
    sheet = trim((SOURCE / "css" / "dkfds.min.css").read_text("utf-8"), words)
    _write(TARGET / "css" / "dkfds.css", sheet.encode())
    for address in named_files(sheet):
        _write(TARGET / "css" / address, (SOURCE / "css" / address).read_bytes())
    for name in FONT_FILES:
        _write(TARGET / "fonts" / name, (SOURCE / FONTS / name).read_bytes())
    _write(TARGET / "LICENSE.md", (SOURCE / "LICENSE.md").read_bytes())


def used_words(paths: Iterable[Path]) -> frozenset[str]:
    """Every word of the files: more than their classes, but never fewer."""
    return frozenset(word for path in paths for word in WORD.findall(path.read_text("utf-8")))


def trim(sheet: str, words: frozenset[str]) -> str:
    """The style sheet without fonts and without rules that no page can match, in the same order."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    kept = list(_trimmed(rules, words))
    text = "".join(kept)
    # An animation stays when a rule that stayed runs it.
    animations = [rule for rule in rules if isinstance(rule, AtRule) and rule.lower_at_keyword == "keyframes"]
    return text + "".join(
        rule.serialize()
        for rule in animations
        if tinycss2.serialize(rule.prelude).strip() in WORD.findall(text)
    )


def named_files(sheet: str) -> list[str]:
    """What the style sheet names by `url()`, without data addresses."""
    rules = tinycss2.parse_component_value_list(sheet)
    return sorted({address for address in _addresses(rules) if not address.startswith("data:")})


def _trimmed(rules: Iterable[Node], words: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [selector for selector in _split(rule.prelude) if _classes(selector) <= words]
            if selectors:
                prelude = ",".join(tinycss2.serialize(selector).strip() for selector in selectors)
                yield f"{prelude}{{{tinycss2.serialize(rule.content)}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in CONDITIONAL_RULES:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            content = "".join(_trimmed(inner, words))
            if content:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{content}}}"


def _split(prelude: list[Node]) -> list[list[Node]]:
    """The selectors between the commas; a comma inside `:is(…)` belongs to a function and is no separator."""
    selectors: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _classes(selector: list[Node]) -> frozenset[str]:
    """The classes and ids a selector asks for; what stands inside `:not(…)` is not asked for."""
    classes = {token.value for dot, token in pairwise(selector) if dot == "." and token.type == "ident"}
    return frozenset(classes | {token.value for token in selector if token.type == "hash"})


def _addresses(tokens: Iterable[Node]) -> Iterator[str]:
    for token in tokens:
        if token.type == "url":
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            yield from (argument.value for argument in token.arguments if argument.type == "string")
        else:
            yield from _addresses(getattr(token, "content", None) or getattr(token, "arguments", None) or ())


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or target.read_bytes() != content:
        target.write_bytes(content)


if __name__ == "__main__":
    main()
