"""What comes in, goes out and is under way."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.base import SMALL_ID, Instant, metadata

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
    Column(
        "unsure", Integer, nullable=False, server_default="0", comment="sends whose answer was lost: doubled?"
    ),
    Column("message_id", BigInteger, comment="what Telegram called a reminder, which is edited later"),
    Column("reason", Text, comment="why it was not sent"),
    Column("sent_at", Instant, comment="to the hour"),
    Index(
        "ix_outbox_waiting",
        "priority",
        "due_at",
        "id",
        "to",  # who has very many is passed over in the index alone
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_outbox_unreachable",
        "to",
        sqlite_where=text("state = 'unreachable'"),
        postgresql_where=text("state = 'unreachable'"),
    ),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("kind", String(16), primary_key=True, comment="what happened: reminder, digest, deadline, …"),
    Column("recipient", String(80), primary_key=True),
    Column("period", String(16), primary_key=True, comment="a local day, a period, a step's key"),
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
    Column("owner", String(64), nullable=False, comment="keyed hash of the person's finder: joins nobody"),
    Column("form", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("active", Boolean, nullable=False, comment="typed text answers this one"),
    Column("sealed", LargeBinary, nullable=False, comment="the answers and when they changed, encrypted"),
    Column("changed_at", Instant, nullable=False, comment="to the day: the instant is the audit's too"),
    UniqueConstraint("owner", "form"),
)
