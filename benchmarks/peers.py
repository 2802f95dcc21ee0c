"""What others would take instead, on the same items: SQLite's full-text search, Datasette on it, and Tantivy.

Each answers a page as we do: the 20 newest hits with what a list shows, the exact total, and the counts of four
facets, each without its own choice (Datasette counts a facet with its own choice). Each is laid out as well as its
manual says: narrow rows in the order of the dates, the texts apart, an index for every filter.
"""

import asyncio
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.documents import Document
from benchmarks.query_classes import FACETS, Query

PAGE_SIZE = 20
# More than any facet has values.
MOST_VALUES = 5_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found: total, facet counts, and the items of its first page, the newest first."""

    total: int
    facets: dict[str, dict[str, int]]
    items: tuple[int, ...]


# SQLite ----------------------------------------------------------------------------------------------------------

_TABLES = """
    CREATE TABLE item (
        id INTEGER PRIMARY KEY, item_id INTEGER, year INTEGER, committee INTEGER, journal_group TEXT,
        journal_number TEXT, outcomes TEXT, title TEXT
    );
    CREATE TABLE item_outcome (item INTEGER, code TEXT, PRIMARY KEY (code, item)) WITHOUT ROWID;
    CREATE TABLE item_text (id INTEGER PRIMARY KEY, decision TEXT, body TEXT);
    CREATE VIEW item_words AS SELECT item.id, title, decision, body FROM item JOIN item_text USING (id);
    CREATE VIRTUAL TABLE item_fts USING fts5(
        title, decision, body, content='item_words', content_rowid='id', tokenize='unicode61'
    );
"""
_INDEXES = """
    CREATE INDEX item_year ON item (year);
    CREATE INDEX item_committee ON item (committee);
    CREATE INDEX item_journal ON item (journal_number);
    CREATE INDEX item_group ON item (journal_group);
    CREATE INDEX outcome_item ON item_outcome (item, code);
    INSERT INTO item_fts(item_fts) VALUES ('optimize');
    ANALYZE;
"""


def build_sqlite(path: Path, items: Iterable[Document]) -> None:
    """A database file with all items; Datasette serves the same one."""
    with sqlite3.connect(path) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        for d in items:
            row = (
                d.rank,
                d.item_id,
                d.year,
                d.committee,
                d.journal_group,
                _number(d),
                json.dumps(d.outcomes),
            )
            database.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, d.title))
            codes = [(d.rank, code) for code in dict.fromkeys(d.outcomes)]
            database.executemany("INSERT INTO item_outcome VALUES (?, ?)", codes)
            database.execute("INSERT INTO item_text VALUES (?, ?, ?)", (d.rank, d.decision, d.body))
            database.execute(
                "INSERT INTO item_fts(rowid, title, decision, body) VALUES (?, ?, ?, ?)",
                (d.rank, d.title, d.decision, d.body),
            )
        database.executescript(_INDEXES)
    database.close()


def _number(document: Document) -> str:
    """The journal number in its usual form, so that a prefix is the beginning of the text."""
    return document.journal_prefixes[-1] if document.journal_prefixes else ""


class Sqlite:
    """FTS5 with one statement for each of hits, total and facets, over the matching rows kept in a temporary table."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path)
        self.database.executescript("PRAGMA cache_size = -200000; PRAGMA mmap_size = 4000000000;")
        self.database.execute("CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY)")

    def answer(self, query: Query) -> Answer:
        """A page."""
        if query.words:
            self.database.execute("DELETE FROM hit")
            self.database.execute(
                "INSERT INTO hit SELECT rowid FROM item_fts WHERE item_fts MATCH ?", [_fts_query(query)]
            )
        source, where, values = _sqlite_parts(query)
        newest = self.database.execute(
            f"SELECT item_id, title, year, committee, outcomes, journal_number FROM {source} {where}"
            f" ORDER BY item.id DESC LIMIT {PAGE_SIZE}",
            values,
        ).fetchall()
        (total,) = self.database.execute(f"SELECT count(*) FROM {source} {where}", values).fetchone()
        facets = {facet: self._facet(facet, query) for facet in FACETS}
        return Answer(total, facets, tuple(row[0] for row in newest))

    def _facet(self, facet: str, query: Query) -> dict[str, int]:
        source, where, values = _sqlite_parts(query.without(facet))
        if facet == "outcome":
            column, source = "code", f"{source} JOIN item_outcome o ON o.item = item.id"
        else:
            column = f"item.{facet}"
        rows = self.database.execute(
            f"SELECT {column}, count(*) FROM {source} {where} GROUP BY 1 ORDER BY 2 DESC", values
        )
        return {str(value): count for value, count in rows if value != ""}


def _fts_query(query: Query) -> str:
    quoted = [f'"{word}"' for word in query.words]
    return f'"{" ".join(query.words)}"' if query.is_phrase else " AND ".join(quoted)


def _sqlite_parts(query: Query) -> tuple[str, str, list[object]]:
    """FROM, WHERE and the values of a query."""
    conditions: list[str] = []
    values: list[object] = []
    if query.committee is not None:
        conditions.append("committee = ?")
        values.append(query.committee)
    if query.years:
        conditions.append(f"year IN ({', '.join('?' * len(query.years))})")
        values.extend(query.years)
    if query.outcome:
        conditions.append("EXISTS (SELECT 1 FROM item_outcome c WHERE c.item = item.id AND c.code = ?)")
        values.append(query.outcome)
    if query.journal_prefix:
        # All that begins with the prefix and goes on with another part.
        conditions.append("journal_number >= ? AND journal_number < ?")
        values.extend([query.journal_prefix, query.journal_prefix + "/"])
    source = "hit CROSS JOIN item ON item.id = hit.id" if query.words else "item"
    return source, f"WHERE {' AND '.join(conditions)}" if conditions else "", values


# Datasette -------------------------------------------------------------------------------------------------------


class Datasette:
    """Datasette's own page of a table, asked inside this process, without its limits of time."""

    def __init__(self, path: Path) -> None:
        from datasette.app import Datasette as Application

        limits = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000, "num_sql_threads": 1}
        tables = {"item": {"fts_table": "item_fts", "fts_pk": "id"}}
        self.runner = asyncio.Runner()
        self.application = Application(
            immutables=[str(path)],
            settings=limits,
            metadata={"databases": {path.stem: {"tables": tables}}},
        )
        self.runner.run(self.application.invoke_startup())
        self.address = f"/{path.stem}/item"

    def answer(self, query: Query) -> Answer:
        """The page as JSON."""
        page = self._get(".json", query).json()
        columns = page["columns"].index("item_id")
        facets = {
            facet: {str(row["value"]): row["count"] for row in page["facet_results"][name]["results"]}
            for facet, name in zip(FACETS, ("committee", "year", "outcomes", "journal_group"), strict=True)
        }
        return Answer(page["filtered_table_rows_count"], facets, tuple(row[columns] for row in page["rows"]))

    def html(self, query: Query) -> None:
        """The page as people see it."""
        self._get("", query)

    def _get(self, form: str, query: Query) -> Any:
        address = f"{self.address}{form}?{urlencode(_datasette_parameters(query))}"
        response = self.runner.run(self.application.client.get(address))
        assert response.status_code == 200, response.text
        return response


def _datasette_parameters(query: Query) -> list[tuple[str, str]]:
    parameters = [("_facet", "committee"), ("_facet", "year"), ("_facet", "journal_group")]
    parameters += [("_facet_array", "outcomes"), ("_size", str(PAGE_SIZE)), ("_sort_desc", "id")]
    if query.words:
        parameters.append(("_search", query.text))
    if query.committee is not None:
        parameters.append(("committee", str(query.committee)))
    if query.years:
        parameters.append(("year__in", ",".join(map(str, query.years))))
    if query.outcome:
        parameters.append(("outcomes__arraycontains", query.outcome))
    if query.journal_prefix:
        parameters.append(("journal_number__startswith", query.journal_prefix))
    return parameters


# Tantivy ---------------------------------------------------------------------------------------------------------

_TEXT_FIELDS = ("title", "decision", "body")


def build_tantivy(folder: Path, items: Iterable[Document]) -> None:
    """An index folder with all items, merged into as few segments as Tantivy makes of them by itself."""
    import tantivy

    folder.mkdir(parents=True)
    builder = tantivy.SchemaBuilder()
    for name in _TEXT_FIELDS:
        builder.add_text_field(name, stored=name == "title")
    for name in ("rank", "item_id", "year", "committee"):
        builder.add_unsigned_field(name, stored=True, indexed=True, fast=True)
    for name in ("journal_group", "outcome"):
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("journal_prefix", tokenizer_name="raw", index_option="basic")
    schema = builder.build()
    writer = tantivy.Index(schema, path=str(folder)).writer(500_000_000, 2)
    for d in items:
        fields = {name: getattr(d, name) for name in (*_TEXT_FIELDS, "rank", "item_id", "year", "committee")}
        fields |= {"journal_prefix": list(d.journal_prefixes), "outcome": list(dict.fromkeys(d.outcomes))}
        fields |= {"journal_group": [d.journal_group] if d.journal_group else []}
        writer.add_document(tantivy.Document.from_dict(fields, schema))
    writer.commit()
    writer.wait_merging_threads()


class Tantivy:
    """The Rust library through its Python binding, with its aggregations for the facets."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy = tantivy
        self.index = tantivy.Index.open(str(folder))
        self.searcher: Any = self.index.searcher()

    def answer(self, query: Query) -> Answer:
        """A page. Facets without a choice of their own are counted together, in one aggregation."""
        whole = self._query(query)
        found = self.searcher.search(whole, PAGE_SIZE, order_by_field="rank")
        items = tuple(self.searcher.doc(address)["item_id"][0] for _, address in found.hits)
        plain = [facet for facet in FACETS if query.without(facet) == query]
        facets = self._counts(whole, plain)
        for facet in FACETS:
            if facet not in plain:
                facets |= self._counts(self._query(query.without(facet)), [facet])
        return Answer(found.count, facets, items)

    def _counts(self, query: Any, facets: list[str]) -> dict[str, dict[str, int]]:
        wanted = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
        counted = self.searcher.aggregate(query, wanted)
        return {
            facet: {_plain(bucket["key"]): bucket["doc_count"] for bucket in counted[facet]["buckets"]}
            for facet in facets
        }

    def _query(self, query: Query) -> Any:
        kinds, occur = self.tantivy.Query, self.tantivy.Occur
        parts = []
        if query.words:
            parsed = self.index.parse_query(_fts_query(query), list(_TEXT_FIELDS))
            parts.append((occur.Must, parsed))
        for name, value in (("committee", query.committee), ("outcome", query.outcome or None)):
            if value is not None:
                parts.append((occur.Must, kinds.term_query(self.index.schema, name, value)))
        if query.years:
            parts.append((occur.Must, kinds.term_set_query(self.index.schema, "year", list(query.years))))
        if query.journal_prefix:
            term = kinds.term_query(self.index.schema, "journal_prefix", query.journal_prefix)
            parts.append((occur.Must, term))
        return kinds.boolean_query(parts) if parts else kinds.all_query()


def _plain(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
