"""nothing long on the loop"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cases_same_as", ["same_as"], unique=False, sqlite_where=sa.text("same_as IS NOT NULL")
        )
    # Merging goes on while two segments are left: else the words of a deleted row stay in one of up to four.
    op.execute("INSERT INTO case_search (case_search, rank) VALUES ('usermerge', 2)")


def downgrade() -> None:
    op.execute("INSERT INTO case_search (case_search, rank) VALUES ('usermerge', 4)")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index("ix_cases_same_as", sqlite_where=sa.text("same_as IS NOT NULL"))
