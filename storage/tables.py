"""Every table, with what each column means. Times are UTC; days and months are local, as text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy import DateTime as _DateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused."""

    impl = _DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Python to database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Database to Python."""
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


SMALL_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only for INTEGER

inbox = Table(
    "inbox",
    metadata,
    Column("bot", BigInteger, primary_key=True, comment="the bot's own id"),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", String(64), nullable=False, comment="keyed hash of the person; emptied when done"),
    Column("sealed", LargeBinary, comment="the update, encrypted; erased when done"),
    Column("state", String(8), nullable=False, comment="new, failed, done"),
    Column("reference", String(12), unique=True, comment="what the person was shown when we failed"),
    Column("reason", Text, comment="the error's name, for the operator"),
    Column("received_at", Instant, nullable=False),
    Index(
        "ix_inbox_waiting",
        "state",
        "update_id",
        sqlite_where=text("state = 'new'"),
        postgresql_where=text("state = 'new'"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", SMALL_ID, primary_key=True),
    Column("to", String(64), nullable=False, comment="finder in custody, never an address"),
    Column("kind", String(16), nullable=False),
    Column("params", JSON, nullable=False, comment="what it is about; no text, no identity"),
    Column("sealed", LargeBinary, comment="a direct answer kept for later, encrypted; erased when sent"),
    Column("priority", Integer, nullable=False, comment="0 answers, 1 digests, 2 reminders"),
    Column("state", String(12), nullable=False, comment="waiting, sent, dropped, unreachable, failed"),
    Column("due_at", Instant, nullable=False),
    Column("leased_until", Instant, comment="while a postman holds it"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("message_id", BigInteger, comment="what Telegram called it, for later edits"),
    Column("reason", Text, comment="why it was not sent"),
    Column("sent_at", Instant),
    Index(
        "ix_outbox_waiting",
        "priority",
        "due_at",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("kind", String(16), primary_key=True, comment="reminder, digest, group"),
    Column("recipient", String(80), primary_key=True),
    Column("period", String(16), primary_key=True, comment="a local day or a period"),
    Column("at", Instant, nullable=False),
    Column("notice", SMALL_ID, comment="the outbox row it became"),
)

custody = Table(
    "custody",
    metadata,
    Column("finder", String(64), primary_key=True, comment="keyed hash of a Telegram id or of a case"),
    Column("sealed", LargeBinary, nullable=False, comment="AES-GCM: who it is, or whose case it is"),
    sqlite_with_rowid=False,  # ordered by the hash: no row tells which one was written next to it
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("owner", String(64), nullable=False, comment="finder of the person in custody"),
    Column("form", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("active", Boolean, nullable=False, comment="typed text answers this one"),
    Column("sealed", LargeBinary, nullable=False, comment="the answers so far, encrypted"),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("owner", "form"),
)

message_map = Table(
    "message_map",
    metadata,
    Column("finder", String(64), primary_key=True, comment="keyed hash of chat and message"),
    Column("case", String(12), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
)

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
    Index("ix_cases_handler_state", "handler", "state", "received_at"),
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
    Column("final", Boolean, nullable=False, comment="taken after the period's end: there is one only"),
    Column("figures", JSON, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Index(
        "uq_snapshots_final",
        "unit",
        "period",
        unique=True,
        sqlite_where=text("final = 1"),
        postgresql_where=text("final"),
    ),
)
