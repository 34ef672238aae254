"""what a message says in its case, and whether it was said among colleagues"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of what was mapped before nobody knows any more what it says: it stays empty.
    with op.batch_alter_table("message_map", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "message",
                sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                nullable=True,
                comment="what it says in the case, as corrected last; empty: it is only about the case",
            )
        )
        batch_op.add_column(
            sa.Column(
                "inside",
                sa.Boolean(),
                nullable=False,
                server_default=sa.text("0"),
                comment="said among colleagues: a reply to it is not for the sender",
            )
        )
        batch_op.create_foreign_key(
            op.f("fk_message_map_message"), "case_messages", ["message"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(batch_op.f("ix_message_map_message"), ["message"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("message_map", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_map_message"))
        batch_op.drop_constraint(batch_op.f("fk_message_map_message"), type_="foreignkey")
        batch_op.drop_column("inside")
        batch_op.drop_column("message")
