"""A bare echo as PTB's documentation writes it: sequential, its own transport, its own loop."""

from __future__ import annotations

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def run(builder: Any) -> None:
    """Poll with what the builder makes, until SIGTERM."""
    url = os.environ["BOT_API_URL"]
    application = builder.token(os.environ["BOT_TOKEN"]).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    run(Application.builder())
