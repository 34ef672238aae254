"""what is kept stays kept"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Named by notices and buttons, or held while a picture is fetched: no number of theirs is handed out again.
_NUMBERED = ("case_messages", "case_notes", "photos")


def upgrade() -> None:
    op.create_table(
        "spoken_of",
        sa.Column("case", sa.String(length=12), nullable=False),
        sa.Column(
            "person",
            sa.String(length=12),
            nullable=False,
            comment="served in the unit `about` when the case came to be kept from it; it stays so",
        ),
        sa.ForeignKeyConstraint(["case"], ["cases.id"], name=op.f("fk_spoken_of_case"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_spoken_of_person")),
        sa.PrimaryKeyConstraint("case", "person", name=op.f("pk_spoken_of")),
    )
    op.create_index(op.f("ix_spoken_of_person"), "spoken_of", ["person"])
    # Who served there since it came is not known any more: whoever has a post there now, or had one of late.
    op.execute(
        'INSERT INTO spoken_of ("case", person) SELECT DISTINCT cases.id, posts.person FROM cases'
        " JOIN posts ON posts.unit = cases.about AND posts.role IN ('officer', 'duty', 'commander')"
    )
    for table in _NUMBERED:
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={"sqlite_autoincrement": True}
        ) as batch_op:
            del batch_op  # made anew as it is, but for its numbers

    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.add_column(
            sa.Column(
                "viewer",
                sa.String(length=12),
                nullable=False,
                server_default="",
                comment="a person: without what is kept from them; empty: whole",
            )
        )
        batch_op.drop_index("uq_snapshots_final")
        batch_op.create_index(
            "uq_snapshots_final",
            ["unit", "period", "viewer"],
            unique=True,
            sqlite_where=sa.text("final = 1"),
            postgresql_where=sa.text("final"),
        )


def downgrade() -> None:
    op.execute("DELETE FROM snapshots WHERE viewer <> ''")
    with op.batch_alter_table("snapshots") as batch_op:
        batch_op.drop_index("uq_snapshots_final")
        batch_op.drop_column("viewer")
        batch_op.create_index(
            "uq_snapshots_final",
            ["unit", "period"],
            unique=True,
            sqlite_where=sa.text("final = 1"),
            postgresql_where=sa.text("final"),
        )
    for table in _NUMBERED:
        with op.batch_alter_table(table, recreate="always") as batch_op:
            del batch_op
    op.drop_index(op.f("ix_spoken_of_person"), "spoken_of")
    op.drop_table("spoken_of")
