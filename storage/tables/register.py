"""Units and the people on their rolls."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
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
    Column("since", Instant, nullable=False),
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
)
