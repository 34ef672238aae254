"""What of Telegram's API the sandbox imitates. The rest exists and is answered with 501.

A name has to be written here to be accepted: what a later Bot API adds is refused until it is imitated, for a
success made up would hide a mistake. Types and which are required come from the schema, never from here.
"""

from __future__ import annotations

_SHOWN = """
    action allowed_updates callback_query_id caption caption_entities chat_id commands description document
    drop_pending_updates entities file_id language_code limit max_connections media menu_button message_id
    offset parse_mode photo reply_markup reply_parameters scope secret_token short_description show_alert text
    timeout url
"""
# Accepted and without effect: nobody could see them on the page, or nothing here depends on them.
_UNSEEN = """
    allow_paid_broadcast cache_time disable_content_type_detection disable_notification has_spoiler ip_address
    link_preview_options protect_content show_caption_above_media thumbnail
"""
PARAMETERS = frozenset((_SHOWN + _UNSEEN).split())

# Objects of which the sandbox knows a part; of all others it takes whatever Telegram takes.
_PARTS = {
    "InlineKeyboardButton": "text style url callback_data copy_text",
    "KeyboardButton": "text style request_contact request_location",
    "ReplyParameters": "message_id chat_id allow_sending_without_reply",
}
FIELDS = {kind: frozenset(names.split()) for kind, names in _PARTS.items()}
