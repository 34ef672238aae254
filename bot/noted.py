"""What an operator did with the data as a whole, noted in the audit."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.logs import logger
from bot.settings import Settings
from domain.errors import BadSetting, Failed
from services.audit import Audit
from services.health import Health
from storage.database import Database
from storage.vault import Vault

log = logger("noted")


async def note(settings: Settings, action: str, **details: int) -> None:
    """Note it where that can be done: with the key, in tables that are this program's.

    What was done stands all the same: a backup is needed most when the database is in trouble.
    """
    if not settings.secret_key:
        return
    database = Database(settings.database_url)
    try:
        _, newest, _ = await Health(database).revision()
        if newest:
            audit = Audit(database, Vault(settings.secret_key))
            await audit.alone(None, action, "data", at=datetime.now(UTC), **details)
    except (BadSetting, Failed) as error:
        log.warning("not_noted", action=action, error=type(error).__name__)
    finally:
        await database.close()
