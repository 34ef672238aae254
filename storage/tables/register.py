"""Units and the people on their rolls."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from storage.tables.base import Instant, metadata

units = Table(
    "units",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("parent", String(16), ForeignKey("units.code")),
    Column("note", Text, nullable=False, default=""),
    Column(
        "merged_into", String(16), ForeignKey("units.code"), comment="it is no more: all of it went there"
    ),
)

people = Table(
    "people",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("key", String(64), nullable=False, unique=True, comment="finder in custody"),
    Column("name", Text, nullable=False, comment="as the person gave it when joining"),
    Column("language", String(2), nullable=False),
    Column("remind_at", String(5), comment="HH:MM local; empty: the default"),
    Column("paused_until", String(10), comment="last local day without reminders"),
    Column("joined_at", Instant, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    Column("person", String(12), ForeignKey("people.id"), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("unit", String(16), ForeignKey("units.code"), primary_key=True),
    Column("since", Instant, nullable=False, comment="not before: a stand-in may begin later"),
    Column("until", Instant, comment="not from then on; empty: until it is ended"),
    Column(
        "stands_in", Boolean, nullable=False, server_default=text("0"), comment="for somebody, or as deputy"
    ),
    Index("ix_posts_unit_role", "unit", "role"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of the token; the token is kept nowhere"),
    Column("role", String(12), nullable=False),
    Column("unit", String(16), ForeignKey("units.code"), nullable=False),
    Column("uses", Integer, nullable=False, comment="how many are left"),
    Column("expires_at", Instant, nullable=False),
    Column("made_by", String(12), comment="person; empty: the command line"),
    Column("made_at", Instant, comment="empty: before that was kept"),
)
