"""What the desk keeps beside the cases: notes, rules, ready answers, who asked for a name, the audit."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import SMALL_ID, Instant, metadata

case_notes = Table(
    "case_notes",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("case", String(12), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(8), nullable=False, comment="as storage/case_notes.py names them"),
    Column("author", String(12), ForeignKey("people.id"), nullable=False),
    Column(
        "text", Text, nullable=False, comment="never shown to the sender, but for why it takes longer (late)"
    ),
    Column(
        "unit", String(16), ForeignKey("units.code"), comment="passed or given back to; else where it lay"
    ),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,  # notices and buttons name it: it means no other one later
)

ready_answers = Table(
    "ready_answers",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("unit", String(16), ForeignKey("units.code"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False, comment="with placeholders in braces"),
    Column("author", String(12), ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False),
)

unit_rules = Table(
    "unit_rules",
    metadata,
    Column("unit", String(16), ForeignKey("units.code"), primary_key=True),
    Column("name", String(24), primary_key=True, comment="second_eyes, days_suggestion, hours_crime, …"),
    Column("value", Integer, nullable=False),
)

own_days = Table(
    "own_days",
    metadata,
    Column("day", String(10), primary_key=True, comment="local"),
    Column("works", Boolean, nullable=False, comment="worked although it would be free, or the reverse"),
    Column("name", Text, nullable=False),
)

identity_requests = Table(
    "identity_requests",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("case", String(12), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("asked_by", String(12), ForeignKey("people.id"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("decided_by", String(12), ForeignKey("people.id"), comment="another person than who asked"),
    Column("decided_at", Instant),
    Column("agreed", Boolean),
    Column("untold", Text, comment="why the sender is not told; empty: they are"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", SMALL_ID, primary_key=True, comment="counts up by one: a gap is a row taken out"),
    Column("at", Instant, nullable=False),
    Column("actor", String(12), comment="person; empty: the program or the command line"),
    Column("action", String(24), nullable=False),
    Column("subject", String(40), nullable=False, comment="case, unit, person: its id"),
    Column("unit", String(16), nullable=False, comment="in whose reach it happened; empty: none"),
    Column("details", JSON, nullable=False, comment="ids and numbers, never anybody's words"),
    Column("chain", String(64), nullable=False, comment="keyed hash of this row and of the one before"),
    Index("ix_audit_subject", "subject", "id"),
    Index("ix_audit_unit", "unit", "id"),
    Index("ix_audit_actor", "actor", "id"),
)

unit_changes = Table(
    "unit_changes",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("unit", String(16), ForeignKey("units.code"), nullable=False, index=True),
    Column("kind", String(8), nullable=False, comment="rename, move, merge, split"),
    Column("before", Text, nullable=False, comment="the name, or the unit above, until then"),
    Column("after", Text, nullable=False),
    Column("day", String(10), nullable=False, comment="local day from which it holds"),
    Column("done_at", Instant, comment="empty: its day is yet to come"),
    Column("made_by", String(12), ForeignKey("people.id")),
    Column("made_at", Instant, nullable=False),
)

unit_aliases = Table(
    "unit_aliases",
    metadata,
    Column("name", Text, primary_key=True, comment="a former name, as it was written"),
    Column("unit", String(16), ForeignKey("units.code"), primary_key=True, comment="where it is found today"),
)
