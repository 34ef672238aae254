"""What all tables share: naming, instants in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Dialect,
    Integer,
    MetaData,
    TypeDecorator,
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

    def bind_processor(self, dialect: Dialect) -> Any:
        """Python to database, where it is SQLite's text: written in one go, every update asks it thrice."""
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)

        def written(value: datetime | None) -> str | None:
            bound: datetime | None = self.process_bind_param(value, dialect)
            return bound.isoformat(" ", "microseconds") if bound else None

        return written

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Database to Python."""
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


SMALL_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only for INTEGER
