"""The SQLite driver: short statements run where they are asked for, long ones in a thread of aiosqlite's.

Handing a statement to a thread takes tens of times what a lookup by key itself takes, and each hand-over is
a place where a cancellation can tear it. So the writer and the short readers speak to SQLite on the loop;
what may take long (a commit's fsync, waiting for another program's lock, a report's reading) does not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Never, Protocol, TypeVar, TypeVarTuple, overload

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Executable,
    ScalarResult,
    Select,
    UpdateBase,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlalchemy.types import TypeEngine

from domain.errors import Temporary

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

_DIALECT = sqlite.dialect(paramstyle="named")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
PATIENCE = 10_000  # milliseconds that another program may hold the file

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # what was acknowledged survives a power cut
    f"busy_timeout={PATIENCE}",
    "foreign_keys=ON",
    "secure_delete=ON",  # erased means overwritten
    "trusted_schema=OFF",
    "cache_size=-1000",  # KiB for each connection; the system keeps the file in its memory once for all
)


class Tx(Protocol):
    """What storage speaks to inside a transaction; SQLAlchemy's AsyncConnection is one."""

    @overload
    async def execute(
        self, statement: TypedReturnsRows[*Ts], parameters: Any = None
    ) -> CursorResult[*Ts]: ...
    @overload
    async def execute(
        self, statement: Executable, parameters: Any = None
    ) -> CursorResult[*tuple[Any, ...]]: ...
    @overload
    async def scalar(self, statement: TypedReturnsRows[Never], parameters: Any = None) -> Any | None: ...
    @overload
    async def scalar(self, statement: TypedReturnsRows[T], parameters: Any = None) -> T | None: ...
    @overload
    async def scalar(self, statement: Executable, parameters: Any = None) -> Any: ...
    @overload
    async def scalars(self, statement: TypedReturnsRows[T], parameters: Any = None) -> ScalarResult[T]: ...
    @overload
    async def scalars(self, statement: Executable, parameters: Any = None) -> ScalarResult[Any]: ...


class Prepared:
    """A statement of Core that every update asks, written for SQLite once.

    For a lookup by key SQLAlchemy takes several times what SQLite does; here it is asked only once. Values
    go in and rows come out as by Core: each type's own processors see them.
    """

    def __init__(self, statement: Select[Any] | UpdateBase, *columns: ColumnElement[Any]) -> None:
        """`columns` are those of its rows, in their order; none for a statement that writes."""
        self.statement = statement
        compiled = statement.compile(dialect=_DIALECT)
        assert isinstance(compiled, SQLCompiler)
        self._sql = str(compiled)
        binds = compiled.binds
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        self._writes = [(name, write) for name, bind in binds.items() if (write := _writer(bind.type))]
        reads = [(place, _reader(column.type)) for place, column in enumerate(columns)]
        self._reads = [(place, read) for place, read in reads if read]

    def run(self, raw: sqlite3.Connection, given: Mapping[str, Any]) -> sqlite3.Cursor:
        """Do it. Raises sqlite3.Error."""
        values = {**self._fixed, **given}
        for name, write in self._writes:
            values[name] = write(values[name])
        return raw.execute(self._sql, values)

    def rows(self, raw: sqlite3.Connection, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Its rows. Raises sqlite3.Error."""
        found = self.run(raw, given).fetchall()
        if not self._reads:
            return found
        shown = [list(row) for row in found]
        for row in shown:
            for place, read in self._reads:
                row[place] = read(row[place])
        return [tuple(row) for row in shown]


class Here:
    """A Tx whose statements run on the loop, at once, and only while its transaction stands.

    After some errors (disk full, I/O, out of memory) SQLite takes back all of a transaction by itself. Who
    catches one and goes on would write outside of any: each statement would be committed at once, alone.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        beneath = connection.connection.driver_connection
        assert isinstance(beneath, sqlite3.Connection)
        self.raw = beneath  # the standard library's, for what is no statement of ours
        self.after: list[Callable[[], None]] = []  # of the transaction that has its turn now

    def standing(self) -> sqlite3.Connection:
        """`raw`, where the transaction stands. Raises Temporary where SQLite took it back.

        Asked before each statement, not after an error: rows are fetched later, and that can fail as well.
        """
        if self.raw.in_transaction:  # a flag of SQLite's in memory; on a closed one sqlite3.ProgrammingError
            return self.raw
        raise Temporary("database-away")

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Do it."""
        self.standing()
        return self.connection.execute(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any = None) -> Any:
        """The first column of the first row, or None."""
        self.standing()
        return self.connection.scalar(statement, parameters)

    async def scalars(self, statement: Executable, parameters: Any = None) -> ScalarResult[Any]:
        """The first column of all rows."""
        self.standing()
        return self.connection.scalars(statement, parameters)


def afterwards(tx: Tx, work: Callable[[], None]) -> None:
    """Have short work done once the transaction is committed, and never where it is not: what cannot be taken
    back, as erasing a file. A program that is killed in between does not do it.
    """
    assert isinstance(tx, Here)
    tx.after.append(work)


async def rows(tx: Tx, prepared: Prepared, **given: Any) -> Sequence[Sequence[Any]]:
    """The rows of a prepared statement."""
    if isinstance(tx, Here):
        return prepared.rows(tx.standing(), given)
    return (await tx.execute(prepared.statement, given)).all()


async def run(tx: Tx, prepared: Prepared, **given: Any) -> int:
    """Do what a prepared statement says; how many rows it touched."""
    if isinstance(tx, Here):
        return prepared.run(tx.standing(), given).rowcount
    return (await tx.execute(prepared.statement, given)).rowcount


def let_go(connection: Connection) -> None:
    """Close a connection that was lost, so that no pool hands it out again."""
    try:
        connection.invalidate()
        connection.close()
    except (DBAPIError, sqlite3.Error):
        return  # it is gone already


def engine(url: str) -> Engine:
    """What the writer and the short readers use; parameters never reach an error's text."""
    made = create_engine(
        make_url(url).set(drivername="sqlite"),
        hide_parameters=True,
        max_overflow=-1,  # a reader waits for nobody
        pool_reset_on_return=None,  # they end what they began
        # Nobody uses a connection while another does; a commit only comes from another thread.
        connect_args={"check_same_thread": False},
    )
    event.listen(made, "connect", _prepare)
    return made


def threaded(url: str) -> AsyncEngine:
    """What reads in threads, for as long as it takes."""
    from sqlalchemy.ext.asyncio import (
        create_async_engine,  # it brings the ORM along: only who studies loads it
    )

    made = create_async_engine(url, hide_parameters=True)
    event.listen(made.sync_engine, "connect", _prepare)
    return made


def _writer(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # its own transaction mode loses writes under concurrency
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
