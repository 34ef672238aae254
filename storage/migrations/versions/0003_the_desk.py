"""the desk"""

import sqlalchemy as sa
from alembic import op

from domain.vietnamese import fold
from storage.tables import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            comment="counts up by one: a gap is a row taken out",
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column(
            "actor",
            sa.String(length=12),
            nullable=True,
            comment="person; empty: the program or the command line",
        ),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False, comment="case, unit, person: its id"),
        sa.Column(
            "unit", sa.String(length=16), nullable=False, comment="in whose reach it happened; empty: none"
        ),
        sa.Column("details", sa.JSON(), nullable=False, comment="ids and numbers, never anybody's words"),
        sa.Column(
            "chain",
            sa.String(length=64),
            nullable=False,
            comment="keyed hash of this row and of the one before",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_subject", ["subject", "id"], unique=False)
        batch_op.create_index("ix_audit_unit", ["unit", "id"], unique=False)
        batch_op.create_index("ix_audit_actor", ["actor", "id"], unique=False)
    # Against slips and other programs. Whoever takes these away is found by the chain.
    for name, when in (
        ("unchanged", "UPDATE ON audit BEGIN"),
        ("kept", "DELETE ON audit BEGIN"),
        # REPLACE deletes without asking the one before.
        ("appended", "INSERT ON audit WHEN NEW.id <= (SELECT max(id) FROM audit) BEGIN"),
    ):
        op.execute(
            f"CREATE TRIGGER audit_is_{name} BEFORE {when} SELECT RAISE(ABORT, 'audit: append only'); END"
        )
    op.create_table(
        "own_days",
        sa.Column("day", sa.String(length=10), nullable=False, comment="local"),
        sa.Column(
            "works", sa.Boolean(), nullable=False, comment="worked although it would be free, or the reverse"
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_own_days")),
    )
    op.create_table(
        "ready_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="with placeholders in braces"),
        sa.Column("author", sa.String(length=12), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_ready_answers_author")),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_ready_answers_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answers")),
    )
    with op.batch_alter_table("ready_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ready_answers_unit"), ["unit"], unique=False)
    op.create_table(
        "unit_aliases",
        sa.Column("name", sa.Text(), nullable=False, comment="a former name, as it was written"),
        sa.Column("unit", sa.String(length=16), nullable=False, comment="where it is found today"),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_unit_aliases_unit")),
        sa.PrimaryKeyConstraint("name", "unit", name=op.f("pk_unit_aliases")),
    )
    op.create_table(
        "unit_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="rename, move, merge, split"),
        sa.Column("before", sa.Text(), nullable=False, comment="the name, or the unit above, until then"),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False, comment="local day from which it holds"),
        sa.Column("done_at", Instant(), nullable=True, comment="empty: its day is yet to come"),
        sa.Column("made_by", sa.String(length=12), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_unit_changes_made_by")),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_unit_changes_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_changes")),
    )
    with op.batch_alter_table("unit_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_changes_unit"), ["unit"], unique=False)
    op.create_table(
        "unit_rules",
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column(
            "name",
            sa.String(length=24),
            nullable=False,
            comment="second_eyes, days_suggestion, hours_crime, …",
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_unit_rules_unit")),
        sa.PrimaryKeyConstraint("unit", "name", name=op.f("pk_unit_rules")),
    )
    op.create_table(
        "case_notes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column(
            "kind",
            sa.String(length=8),
            nullable=False,
            comment="note, draft (an answer to be approved), pass, back, late",
        ),
        sa.Column("author", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="never shown to the sender"),
        sa.Column("unit", sa.String(length=16), nullable=True, comment="passed to, or given back to"),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_case_notes_author")),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_case_notes_case"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_case_notes_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notes")),
    )
    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_notes_case"), ["case"], unique=False)
    op.create_table(
        "identity_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=12), nullable=True, comment="another person than who asked"),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("untold", sa.Text(), nullable=True, comment="why the sender is not told; empty: they are"),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_identity_requests_asked_by")),
        sa.ForeignKeyConstraint(
            ["case"], ["cases.id"], name=op.f("fk_identity_requests_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_identity_requests_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_requests")),
    )
    with op.batch_alter_table("identity_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_requests_case"), ["case"], unique=False)
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "topic",
                sa.String(length=16),
                server_default="",
                nullable=False,
                comment="set by the desk; empty: none yet",
            )
        )
        batch_op.add_column(
            sa.Column(
                "about",
                sa.String(length=16),
                nullable=True,
                comment="spoken of and kept from: unit is above it",
            )
        )
        batch_op.add_column(
            sa.Column(
                "officer", sa.String(length=12), nullable=True, comment="spoken of by name, as the desk found"
            )
        )
        batch_op.add_column(
            sa.Column(
                "due_at", Instant(), nullable=True, comment="when it is to be answered; empty: no deadline"
            )
        )
        batch_op.add_column(
            sa.Column(
                "asked_at",
                Instant(),
                nullable=True,
                comment="the clock stands still since: the sender was asked",
            )
        )
        batch_op.add_column(
            sa.Column("read_at", Instant(), nullable=True, comment="when a human first read it")
        )
        batch_op.add_column(
            sa.Column(
                "passed_by", sa.String(length=16), nullable=True, comment="came from there, not yet accepted"
            )
        )
        batch_op.add_column(
            sa.Column("same_as", sa.String(length=12), nullable=True, comment="the case that it repeats")
        )
        batch_op.add_column(sa.Column("stars", sa.Integer(), nullable=True, comment="1 to 5, the sender's"))
        batch_op.add_column(
            sa.Column(
                "reopened",
                sa.Boolean(),
                server_default=sa.text("0"),
                nullable=False,
                comment='a "no" moved it up once',
            )
        )
        batch_op.create_index(
            "ix_cases_due", ["due_at"], unique=False, sqlite_where=sa.text("due_at IS NOT NULL")
        )
        for name in ("about", "officer"):
            batch_op.create_index(
                f"ix_cases_{name}", [name], unique=False, sqlite_where=sa.text(f"{name} IS NOT NULL")
            )
        batch_op.create_foreign_key(batch_op.f("fk_cases_passed_by"), "units", ["passed_by"], ["code"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_same_as"), "cases", ["same_as"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_about"), "units", ["about"], ["code"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_officer"), "people", ["officer"], ["id"])
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("made_at", Instant(), nullable=True, comment="empty: before that was kept")
        )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("until", Instant(), nullable=True, comment="not from then on; empty: until it is ended")
        )
        batch_op.add_column(
            sa.Column(
                "stands_in",
                sa.Boolean(),
                server_default=sa.text("0"),
                nullable=False,
                comment="for somebody, or as deputy",
            )
        )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "merged_into",
                sa.String(length=16),
                nullable=True,
                comment="it is no more: all of it went there",
            )
        )
        batch_op.create_foreign_key(batch_op.f("fk_units_merged_into"), "units", ["merged_into"], ["code"])

    # One row a message, by its id; the words as `domain.vietnamese.fold` writes them.
    op.execute("CREATE VIRTUAL TABLE case_search USING fts5(folded, tokenize='unicode61')")
    told = op.get_bind().execute(sa.text("SELECT id, text FROM case_messages")).all()
    for number, words in told:
        op.get_bind().execute(
            sa.text("INSERT INTO case_search (rowid, folded) VALUES (:number, :folded)"),
            {"number": number, "folded": fold(words)},
        )


def downgrade() -> None:
    op.execute("DROP TABLE case_search")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_units_merged_into"), type_="foreignkey")
        batch_op.drop_column("merged_into")
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_column("stands_in")
        batch_op.drop_column("until")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_column("made_at")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_cases_officer"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_about"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_same_as"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_passed_by"), type_="foreignkey")
        batch_op.drop_index("ix_cases_due", sqlite_where=sa.text("due_at IS NOT NULL"))
        batch_op.drop_index("ix_cases_about", sqlite_where=sa.text("about IS NOT NULL"))
        batch_op.drop_index("ix_cases_officer", sqlite_where=sa.text("officer IS NOT NULL"))
        batch_op.drop_column("reopened")
        batch_op.drop_column("stars")
        batch_op.drop_column("same_as")
        batch_op.drop_column("passed_by")
        batch_op.drop_column("read_at")
        batch_op.drop_column("asked_at")
        batch_op.drop_column("due_at")
        batch_op.drop_column("officer")
        batch_op.drop_column("about")
        batch_op.drop_column("topic")
    with op.batch_alter_table("identity_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_requests_case"))
    op.drop_table("identity_requests")
    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_notes_case"))
    op.drop_table("case_notes")
    op.drop_table("unit_rules")
    with op.batch_alter_table("unit_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_changes_unit"))
    op.drop_table("unit_changes")
    op.drop_table("unit_aliases")
    with op.batch_alter_table("ready_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ready_answers_unit"))
    op.drop_table("ready_answers")
    op.drop_table("own_days")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_actor")
        batch_op.drop_index("ix_audit_unit")
        batch_op.drop_index("ix_audit_subject")
    op.drop_table("audit")
