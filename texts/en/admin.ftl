# Setting up: units, invitations, the command line, the rehearsal, the settings.

units-now =
    <b>{ $count } units</b>: departments { $departments }, wards { $wards }, communes { $communes }.

    To add or change: send a CSV or XLSX file here with the columns code, name, kind, parent, note.
units-imported = Imported: { $added } added, { $changed } changed, { $same } the same.
file-not-units = Only a file of units, CSV or XLSX, can be taken here. Please send one of these.
file-too-large = The file is too large. Please send one below { $most } MB.
file-unreadable = This file cannot be opened. Please save it as CSV (UTF-8) or XLSX and send it again.
units-no-column = The file lacks the column { $column }. Nothing was imported. Please add it and send again.
units-bad-cell = Line { $line }, column { $column } does not fit: “{ $value }”. Nothing was imported. Please mend it and send again.
units-empty = There is no unit in the file. Please look at it and send it again.
units-not-utf8 = Line { $line }: the CSV file is not UTF-8. Please save it as CSV UTF-8 and send it again.
units-one-root = There must be exactly one unit on top (empty parent); here are { $count }. Nothing was imported.

ask-invite-role = Into which role?
ask-invite-unit = Into which unit? Press or type its name.
invitation =
    Invitation: <b>{ $role }</b>, { $unit }.
    { $link }

    It works once, for { $days } days. Please send it privately to the right person; the link is not shown again.
invite-uses = An invitation may be used 1 to { $most } times. Please give another number.
not-your-unit = You can invite into your own unit and those below it. Please choose another unit.

cli-description = Vì Dân: the mailbox in which the police listen to the people, on Telegram.
cli-help-run = run the bot (without BOT_TOKEN the rehearsal opens)
cli-help-rehearse = open the rehearsal on this machine, without Telegram
cli-help-key = make a new SECRET_KEY
cli-help-units-import = import units from a CSV or XLSX file
cli-help-invite = make an invitation into a unit
cli-help-digest = write a unit's report to files
cli-help-due = enqueue what is due
cli-invited =
    Invitation, valid for { $days } days:
    { $link }
    Or the person writes to the bot: /start { $payload }
cli-no-token-link = (no link yet: BOT_TOKEN is needed to know the bot's name)
cli-imported = Imported: { $added } added, { $changed } changed, { $same } the same.
cli-would-import = Dry run, nothing was imported: { $added } to add, { $changed } to change, { $same } the same.
cli-due = Enqueued: digests { $digests }, reminders { $reminders }.
cli-would-be-due = Dry run, nothing was enqueued: digests due { $digests }, reminders due { $reminders }.
cli-digest-written = Written to { $folder }: { $files }
cli-bad-instant = The instant “{ $typed }” cannot be read. Type it like 2026-12-01T07:30+07:00.
running-live = The bot @{ $bot } is running. To stop: Ctrl-C.
start-failed = Could not start: { $reason }
token-refused = Telegram does not know this BOT_TOKEN. Take it again from @BotFather and put it into .env.

rehearsal-ready =
    The rehearsal is open: { $address }
    What is in it is for trying only and goes nowhere. To stop: Ctrl-C.
    To go live: put BOT_TOKEN and SECRET_KEY into .env, see README.
rehearsal-refused = There is a real database ({ $database }), so no rehearsal is opened. Set BOT_TOKEN to go live, or point DATABASE_URL at a file that is not there yet.
rehearsal-port-busy = Port { $port } is used by another program. Try: python -m bot rehearse --port 8099
rehearsal-title = Vì Dân – rehearsal
rehearsal-label-citizen = Citizen
rehearsal-label-officer = Officer
rehearsal-label-duty = Duty officer
rehearsal-label-commander = Commander
rehearsal-label-admin = Admin
rehearsal-hint-citizen = Type /start, then write a suggestion as you would say it at the market.
rehearsal-hint-officer = Write one good deed; a sentence is enough.
rehearsal-hint-duty = Wait for a message from a citizen, then reply to it.
rehearsal-hint-commander = Type /baocao for last month's report.
rehearsal-hint-admin = Type /moi to invite an officer, then paste the link into Lan's chat.

setting-unknown = There is no setting { $name }. Check the spelling, or delete its line from .env.
setting-bot-token = BOT_TOKEN must be the token from @BotFather, like 123456:ABC…; empty opens the rehearsal.
setting-bot-api-url = BOT_API_URL must begin with https:// or http://, for example https://api.telegram.org.
setting-database-url = DATABASE_URL must be a file's path or sqlite+aiosqlite:///…
setting-data-dir = DATA_DIR must be a folder, for example data.
setting-secret-key = SECRET_KEY must be 32 bytes in base64; make one with: python -m bot key
setting-admin-ids = ADMIN_IDS must be Telegram numbers divided by commas, for example 123456,789012.
setting-listen = LISTEN must be host:port, for example 127.0.0.1:8080.
setting-timezone = TIMEZONE must be the name of a zone, for example Asia/Ho_Chi_Minh.
setting-language = LANGUAGE must be vi or en.
setting-reminder-time = REMINDER_TIME must be hour:minute, for example 17:00, at the latest 22:00.
setting-digest-time = DIGEST_TIME must be hour:minute, for example 07:30.
setting-digest-day = DIGEST_DAY must be a day of the month, 1 to 28.
setting-messages-per-second = MESSAGES_PER_SECOND must be above 0 and at most 1000, for example 30.
setting-log-format = LOG_FORMAT must be console or json.

units-bad-line = Line { $line } is not well formed (a quote too many or too few). Nothing was imported.
