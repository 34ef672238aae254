"""Cases, deeds, and the sums and snapshots taken of them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from storage.tables.base import SMALL_ID, Instant, metadata

message_map = Table(
    "message_map",
    metadata,
    Column("finder", String(64), primary_key=True, comment="keyed hash of chat and message"),
    Column("case", String(12), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column(
        "message",
        SMALL_ID,
        ForeignKey("case_messages.id", ondelete="SET NULL"),
        index=True,
        comment="what it says in the case, as corrected last; empty: it is only about the case",
    ),
    Column(
        "inside",
        Boolean,
        nullable=False,
        server_default=text("0"),
        comment="said among colleagues: a reply to it is not for the sender",
    ),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("code", String(9), nullable=False, unique=True, comment="the receipt's code"),
    Column("alias", String(16), nullable=False, comment="all a unit knows of the sender; new for each case"),
    Column("unit", String(16), ForeignKey("units.code"), nullable=False, comment="spoken about"),
    Column("handler", String(16), ForeignKey("units.code"), nullable=False, comment="answers for it now"),
    Column("kind", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("verdict", String(8)),
    Column("taken_by", String(12), ForeignKey("people.id")),
    Column("version", Integer, nullable=False),
    Column("consent", String(12), nullable=False, comment="version of the words agreed to when sending"),
    Column("received_at", Instant, nullable=False),
    Column("answered_at", Instant, comment="the first answer"),
    Column("closed_at", Instant),
    Column(
        "topic", String(16), nullable=False, server_default="", comment="set by the desk; empty: none yet"
    ),
    Column(
        "about", String(16), ForeignKey("units.code"), comment="spoken of and kept from: unit is above it"
    ),
    Column("officer", String(12), ForeignKey("people.id"), comment="spoken of by name, as the desk found"),
    Column("due_at", Instant, comment="when it is to be answered; empty: answered, or no deadline"),
    Column("due_since", Instant, comment="when the deadline, or the last one there was, began to count"),
    Column("asked_at", Instant, comment="the clock stands still since: the sender was asked"),
    Column("read_at", Instant, comment="when a human read it: the first, or the first of its desk"),
    Column("read_by", String(16), ForeignKey("units.code"), comment="the unit whose human that was"),
    Column("read_for", String(16), ForeignKey("units.code"), comment="the unit whose desk it was read for"),
    Column("passed_by", String(16), ForeignKey("units.code"), comment="came from there, not yet accepted"),
    Column("same_as", String(12), ForeignKey("cases.id"), comment="the case that it repeats"),
    Column("stars", Integer, comment="1 to 5, the sender's"),
    Column("reopened", Boolean, nullable=False, server_default=text("0"), comment='a "no" moved it up once'),
    Index("ix_cases_handler_state", "handler", "state", "received_at"),
    Index("ix_cases_due", "due_at", sqlite_where=text("due_at IS NOT NULL")),
    Index("ix_cases_about", "about", sqlite_where=text("about IS NOT NULL")),
    Index("ix_cases_officer", "officer", sqlite_where=text("officer IS NOT NULL")),
    Index("ix_cases_same_as", "same_as", sqlite_where=text("same_as IS NOT NULL")),
)

case_messages = Table(
    "case_messages",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("case", String(12), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("side", String(8), nullable=False, comment="citizen or unit"),
    Column("author", String(12), ForeignKey("people.id"), comment="the officer; empty for the citizen"),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,  # notices and buttons name it: it means no other one later
)

spoken_of = Table(
    "spoken_of",
    metadata,
    Column("case", String(12), ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "person",
        String(12),
        ForeignKey("people.id"),
        primary_key=True,
        index=True,
        comment="served in the unit `about` when the case came to be kept from it; it stays so",
    ),
)

photos = Table(
    "photos",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("case", String(12), ForeignKey("cases.id", ondelete="CASCADE"), index=True),
    Column("message", SMALL_ID, ForeignKey("case_messages.id", ondelete="CASCADE"), comment="it came with"),
    Column("deed", String(12), ForeignKey("deeds.id", ondelete="CASCADE"), index=True),
    Column("sealed", LargeBinary, comment="Telegram's file id, encrypted; erased once our copy is made"),
    Column("file", String(64), comment="our copy without metadata, under DATA_DIR/media"),
    sqlite_autoincrement=True,  # it is held while the picture is fetched
)

deeds = Table(
    "deeds",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("person", String(12), ForeignKey("people.id"), nullable=False),
    Column("unit", String(16), ForeignKey("units.code"), nullable=False, comment="the officer's unit then"),
    Column("day", String(10), nullable=False, comment="local day it was done"),
    Column("kind", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("helped", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("late", Boolean, nullable=False, comment="entered after its day"),
    Column("recorded_at", Instant, nullable=False),
    Index("ix_deeds_person_day", "person", "day"),
    Index("ix_deeds_day_person", "day", "person"),
    Index("ix_deeds_unit_day", "unit", "day", "kind", "helped"),
)

officer_months = Table(
    "officer_months",
    metadata,
    Column("unit", String(16), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("person", String(12), primary_key=True),
    Column("deeds", Integer, nullable=False),
    Column("days", Integer, nullable=False, comment="days with at least one deed"),
)

deed_months = Table(
    "deed_months",
    metadata,
    Column("unit", String(16), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("deeds", Integer, nullable=False),
    Column("helped", Integer, nullable=False),
    Column("late", Integer, nullable=False),
)

case_months = Table(
    "case_months",
    metadata,
    Column("unit", String(16), primary_key=True),
    Column("month", String(7), primary_key=True, comment="received; for verdicts: given"),
    Column("kind", String(12), primary_key=True),
    Column("received", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("solved", Integer, nullable=False),
    Column("partly", Integer, nullable=False),
    Column("unsolved", Integer, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("unit", String(16), ForeignKey("units.code"), nullable=False),
    Column("period", String(8), nullable=False),
    Column(
        "final",
        Boolean,
        nullable=False,
        comment="taken after the period's end: there is one only, for a viewer",
    ),
    Column("figures", JSON, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column(
        "viewer",
        String(12),
        nullable=False,
        server_default="",
        comment="a person: without what is kept from them; empty: whole",
    ),
    Index(
        "uq_snapshots_final",
        "unit",
        "period",
        "viewer",
        unique=True,
        sqlite_where=text("final = 1"),
        postgresql_where=text("final"),
    ),
)
