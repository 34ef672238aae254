"""What the tests of this floor share."""

from __future__ import annotations

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # as the wiring does: PTB's coming way to tell retry_after
