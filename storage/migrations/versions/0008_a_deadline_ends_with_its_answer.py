"""a deadline ends with its answer; since when it counts; who read a case, and for whose desk"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# As `domain.deadline.stamp` writes the instant, of SQLite's "2026-10-20 02:00:00.000000".
_STAMP = " || ".join(f"substr(due_since, {start}, 2)" for start in (3, 6, 9, 12, 15))
_ACTED = "('take', 'assign', 'answer', 'propose', 'ask')"


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "due_since",
                Instant(),
                nullable=True,
                comment="when the deadline, or the last one there was, began to count",
            )
        )
        for name, what in (
            ("read_by", "the unit whose human that was"),
            ("read_for", "the unit whose desk it was read for"),
        ):
            batch_op.add_column(sa.Column(name, sa.String(length=16), nullable=True, comment=what))
            batch_op.create_foreign_key(batch_op.f(f"fk_cases_{name}"), "units", [name], ["code"])
    for statement in (
        # What was answered has no deadline any more; asked something after that, it gets one with the reply.
        "UPDATE cases SET due_at = NULL WHERE state NOT IN ('new', 'taken')"
        " AND (state != 'asked' OR answered_at IS NOT NULL)",
        "UPDATE cases SET asked_at = NULL WHERE state != 'asked'",
        # A first deadline counts from the receipt, a later one from the words that asked for another answer.
        "UPDATE cases SET due_since = CASE WHEN answered_at IS NULL THEN received_at ELSE"
        " (SELECT max(at) FROM case_messages WHERE case_messages.\"case\" = cases.id AND side = 'citizen')"
        " END WHERE due_at IS NOT NULL",
        # Who acted on it had read it, too.
        "UPDATE cases SET read_at = coalesce((SELECT max(at) FROM audit WHERE subject = cases.id"
        f" AND action IN {_ACTED}), answered_at, received_at)"
        " WHERE read_at IS NULL AND (taken_by IS NOT NULL OR answered_at IS NOT NULL)",
        "UPDATE cases SET read_by = handler, read_for = handler WHERE read_at IS NOT NULL",
        # Put off once before it was over and once after: of this deadline and not of the case.
        "UPDATE occurrences SET period = CASE period WHEN 'later:before' THEN 'put:' ELSE 'put1:' END"
        f" || (SELECT {_STAMP} FROM cases WHERE cases.id = recipient)"
        " WHERE kind = 'deadline' AND period IN ('later:before', 'later:after')"
        " AND recipient IN (SELECT id FROM cases WHERE due_since IS NOT NULL)",
    ):
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        for name in ("read_by", "read_for"):
            batch_op.drop_constraint(batch_op.f(f"fk_cases_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
        batch_op.drop_column("due_since")
