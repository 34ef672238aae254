"""The audit: is its chain whole?"""

from __future__ import annotations

from bot.doctor.report import Report
from bot.settings import Settings
from services.audit import Audit
from services.health import Health
from storage.database import Database
from storage.vault import Vault


async def whole(report: Report, database: Database, settings: Settings) -> None:
    """Has no row been changed, taken out or put in? Only the key that chained them can tell.

    The mark of the last row is said: who writes it down elsewhere can see later that nothing before it was
    written anew, not even by somebody with the key.
    """
    if not settings.secret_key:
        return
    vault = Vault(settings.secret_key)
    if not (await Health(database).opening(vault)).fits:
        return  # told already, and every row would look wrong
    walk = await Audit(database, vault).verify()
    if walk.broken is not None:
        report.bad("doctor-audit-broken", number=str(walk.broken))
    else:
        report.good("doctor-audit", count=walk.rows, mark=walk.mark or "–")
