"""How sources fare over time: weighed failures, what was told, dated entries; addresses that moved; pages missed once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what is known so far has failed with its full weight and moved nowhere."""
    op.add_column("validators", sa.Column("moved_to", sa.Text(), comment="where the server says it lies for good"))
    op.add_column(
        "items",
        sa.Column(
            "missed", sa.Integer(), nullable=False, server_default="0", comment="times in a row that its page was gone"
        ),
    )
    op.add_column(
        "visits", sa.Column("dated", sa.Integer(), nullable=False, server_default="0", comment="entries with a date")
    )
    op.add_column(
        "sources", sa.Column("strain", sa.Float(), nullable=False, server_default="0", comment="the failures, weighed")
    )
    op.add_column(
        "sources",
        sa.Column(
            "told", sa.Boolean(), nullable=False, server_default=sa.false(), comment="whether an event told of them"
        ),
    )
    op.execute("UPDATE sources SET strain = failures, told = (failures >= 3)")
