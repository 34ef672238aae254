# Setting up: units, invitations, the command line, the rehearsal, the settings.

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
not-your-unit = You can do this in your own unit and those below it only. Please choose another unit.

cli-description = Vì Dân: the mailbox in which the police listen to the people, on Telegram.
cli-help-run = run the bot (without BOT_TOKEN the rehearsal opens)
cli-help-rehearse = open the rehearsal on this machine, without Telegram
cli-help-key = make a new key, for SECRET_KEY or BACKUP_KEY
cli-help-units-import = import units from a CSV or XLSX file
cli-help-invite = make an invitation into a unit
cli-help-digest = write a unit's report to files
cli-help-due = enqueue what is due
cli-help-backup = write an encrypted backup, also while the bot runs
cli-help-restore = bring a backup back where there is no database yet
cli-help-replay = handle a failed update once more, by its reference
cli-help-doctor = look at everything the bot stands on and say what to do
cli-invited =
    Invitation, valid for { $days } days:
    { $link }
    Or the person writes to the bot: /start { $payload }
cli-no-token-link = (no link yet: BOT_TOKEN is needed to know the bot's name)
cli-imported = Imported: { $added } added, { $changed } changed, { $same } the same.
cli-would-import = Dry run, nothing was imported: { $added } to add, { $changed } to change, { $same } the same.
cli-due = Enqueued: digests { $digests }, reminders { $reminders }, cases by their deadlines { $deadlines }, changes of units { $units }, posts that begin or end { $posts }.
cli-would-be-due = Dry run, nothing was enqueued: digests due { $digests }, reminders due { $reminders }, cases due { $deadlines }, changes of units { $units }, posts that begin or end { $posts }.
cli-digest-written = Written to { $folder }: { $files }
cli-no-file = { $file } cannot be read ({ $reason }). Give the path of a CSV or XLSX file, for example: python -m bot units import bot/demo/units.csv --dry-run
cli-unit-unknown = There is no unit “{ $typed }”. Give a code from your units file; if it was not brought in yet: python -m bot units import FILE.csv
cli-unit-meant = No unit has the code “{ $typed }”. Perhaps you mean { $units }; give the code: --unit CODE
cli-bad-instant = The instant “{ $typed }” cannot be read. Type it like 2026-12-01T07:30+07:00.
cli-backed-up =
    Backup of { $at } written: { $file }, { $size } MB, holding { $rows } rows and { $files } photos.
    It opens with BACKUP_KEY only. Copy it to another machine; keep both keys elsewhere, on paper.
cli-restored =
    Restored as of { $at }: { $rows } rows and { $files } photos. The tables are up to date.
    What was sent to the bot after that instant is not in it; notices that waited then go out again.
    Next: see that no other program uses this BOT_TOKEN, look with “python -m bot doctor”, then start the bot.
cli-restored-unchecked = No SECRET_KEY is set, so nobody knows yet whether it fits. Put the one from the time of the backup into .env before you start.
cli-replayed = { $reference } waits to be handled again: within a minute where the bot runs, else at its next start. Its sender gets the usual answer.
backup-there = { $file } is there already and stays as it is. Please give another name.
backup-no-database = There is no database at { $database } yet, so there is nothing to back up. Please look at DATABASE_URL.
backup-database = The database could not be read or written: { $reason }. Nothing was changed. Please look with: python -m bot doctor
backup-file = The file could not be read or written: { $reason } { $file }. Nothing was left behind.
backup-under-way = Another backup or restore is under way here. Please wait until it is done.
backup-other-file = This is no backup of Vì Dân, or its beginning is missing. Nothing was changed.
backup-other-key = This backup was sealed with another BACKUP_KEY. Put the one from the time it was made into .env. Nothing was changed.
backup-damaged = This backup is damaged or cut off. Nothing was changed. Please take another copy of it, or the one before.
backup-newer = This backup was made by a newer version of the program. Please bring this machine up to date first. Nothing was changed.
restore-there = { $there } is there already. Restoring replaces nothing: please move it away first, with all that belongs to it.
restore-no-file = There is no file { $file }.
restore-other-secret-key = This backup was made under another SECRET_KEY: with the present one nobody in it would be recognised. Nothing was changed. Put the old key into .env and restore again. If it is lost for good, see docs/operate.md.
reference-unknown = No failed message has the reference “{ $typed }”. Perhaps it was replayed already, or it is older than 30 days.

doctor-settings = Settings: all that the bot needs is there.
doctor-no-token = BOT_TOKEN is empty: “run” opens the rehearsal, not the bot.
doctor-no-backup-key = BACKUP_KEY is empty: no backup can be taken. Make one with: python -m bot key
doctor-closed = Keys and data are closed to the machine's other accounts.
doctor-readable = Other accounts of this machine may read { $path }. Close it: chmod -R o-rwx { $path }
doctor-disk = Disk: { $free } GB free in { $folder }.
doctor-disk-low = Disk: only { $free } GB free in { $folder }. Please make room soon.
doctor-disk-full = Disk: { $free } GB free in { $folder }; soon nothing can be kept. Make room now.
doctor-unwritable = { $folder } cannot be written to ({ $reason }). Give it to the account the bot runs as.
doctor-no-database = There is no database at { $database } yet; the first start makes it.
doctor-database = Database: { $database } is whole, { $size } MB.
doctor-database-unreadable = { $database } is no database, or this account may not read it. If it is damaged: stop the bot, move the file away, restore the newest backup.
doctor-database-damaged = { $database } is damaged: { $reason }. Stop the bot, keep the file, restore the newest backup.
doctor-database-newer = The tables were made by a newer version of the program. Bring the program up to date.
doctor-migrations = Tables: at the newest revision, { $revision }.
doctor-migrate = The tables are those of an older version; the next start brings them up to date. Take a backup first.
doctor-key = SECRET_KEY opens what is sealed ({ $tried } records tried).
doctor-keys-mixed = SECRET_KEY opens only part of what is sealed: { $closed } of { $tried } records stay closed. The bot ran under another key for a while; if you know that time, restore a backup from before it.
doctor-no-units = There are no units yet: nobody can write to one or join one. Bring them in: python -m bot units import FILE.csv
doctor-nobody-at-the-top = Nobody sits at the desk of { $unit }, the unit at the top, where opinions go whose unit nobody knows. Invite somebody: python -m bot invite --role duty --unit { $code }
doctor-cases-unheard = Cases that wait and that nobody hears of, for no desk up to the top has anybody: { $count }, at { $units }. Invite somebody; they receive them at once: python -m bot invite --role duty --unit { $code }
doctor-cases-partial = Cases that wait and that nobody hears of, for all who would receive them serve in the unit, or are the person, they speak of: { $count }. Invite somebody to the secretariat who has no part in it; they receive them at once: python -m bot invite --role secretariat --unit { $code }
doctor-desks = Desks: { $count } units; somebody sits at the top, and { $waiting } cases wait for an answer.
doctor-nothing-late = Nothing waits longer than it should.
doctor-unhandled = Messages received and not handled: { $count }, the oldest of { $at }. Is the bot running? If it is, restart it.
doctor-overdue = Notices due and not sent: { $count }, the oldest of { $at }. Is the bot running, and does it reach Telegram?
doctor-failed = Messages that could not be handled: { $count }, the oldest of { $at }: { $references }. Look in the log, then: python -m bot replay { $reference }
doctor-given-up = Notices given up in the last seven days: { $count }. The log has the reasons (notice_failed).
doctor-unreachable = Notices in the last seven days that reached nobody, because people blocked the bot or left: { $count }.
doctor-photos-gone = Photos that are missing in { $folder }: { $count }. They are in the backups, if anywhere.
doctor-clock = Clock: { $now }, { $zone } ({ $offset }).
doctor-clock-off = The machine's clock ({ $now }) differs from Telegram's by { $seconds } seconds. Set it: timedatectl set-ntp true
doctor-clock-behind = The clock says { $now }, but the newest entry is of { $newest }. Set the clock: timedatectl set-ntp true
doctor-backup = Newest backup taken here: { $at }.
doctor-backup-old = The newest backup taken here is of { $at }. Please take one: python -m bot backup FILE
doctor-no-backup = No backup was taken on this machine yet. Please take one: python -m bot backup FILE
doctor-telegram = Telegram: reached; the bot is @{ $bot }.
doctor-telegram-away = Telegram is not reached at { $api } ({ $reason }). Check the network, BOT_API_URL, and whether Telegram is restricted here.
doctor-telegram-error = Telegram answers: { $reason }. Please try again; if it stays, look at BOT_API_URL.
doctor-webhook-elsewhere = Telegram delivers to { $address }, not to where these settings say. A start puts that right; if it comes back, another program uses the token: revoke it at @BotFather.
doctor-webhook-unset = Telegram does not deliver to WEBHOOK_URL yet; the next start tells it to.
doctor-webhook-trouble = Telegram could not deliver at { $at }: { $reason }
doctor-pending = Messages waiting at Telegram: { $count }. Is the bot running?
doctor-running = The bot runs and is ready (asked at { $address }).
doctor-not-running = The bot does not answer on { $address }: it does not run on this machine, or with another LISTEN.
doctor-not-ready = The bot on { $address } says it is not ready: { $names }. Just after a start that is so for up to half a minute; else look in its log.

running-live = The bot @{ $bot } is running. To stop: Ctrl-C.
start-failed = Could not start: { $reason }
token-refused = Telegram does not know this BOT_TOKEN. Take it again from @BotFather and put it into .env.
listen-taken = The bot cannot answer on { $address }: a program has this port already. Perhaps this bot already runs: python -m bot doctor says so. If it is another program, change LISTEN in .env.
listen-impossible = The bot cannot answer on { $address }: { $reason }. LISTEN must be an address of this machine and, without special rights, a port from 1024 on; for example 127.0.0.1:8080. Change it in .env.
token-used-elsewhere = Another program is using the same BOT_TOKEN, so Telegram refuses one of them by turns. Please stop the other; nothing is lost meanwhile, and this bot goes on trying.

rehearsal-ready =
    The rehearsal is open: { $address }
    What is in it is for trying only and goes nowhere. To stop: Ctrl-C.
    To go live: put BOT_TOKEN and SECRET_KEY into .env, see README.
rehearsal-refused =
    There is a real database ({ $database }), so no rehearsal is opened. Nothing was changed.
    To run the bot itself: put BOT_TOKEN into .env, then: python -m bot run
    To rehearse beside it without touching it, name a database that is not there: DATABASE_URL=data/none.db python -m bot rehearse
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
setting-secret-key-empty = SECRET_KEY is empty: without it nobody's identity can be encrypted, so nothing is started. If there is data already, put back the key that it was sealed with. Otherwise make one with: python -m bot key, put it into .env, and keep a copy in a safe place.
setting-secret-key-changed = SECRET_KEY is not the one that the data was sealed with: nobody would be recognised. Put the old key back into .env. If it is lost for good, see docs/operate.md.
setting-backup-key = BACKUP_KEY must be 32 bytes in base64 and another key than SECRET_KEY; make one with: python -m bot key
setting-backup-key-empty = BACKUP_KEY is empty: no backup can be sealed or opened. To restore, put into .env the key with which that backup was made. For a first backup make one with: python -m bot key, put it into .env, and keep a copy in a safe place.
setting-keys-equal = SECRET_KEY and BACKUP_KEY are the same key: who opens a backup could then read in it who citizens are. Leave SECRET_KEY as it is and make another one for BACKUP_KEY: python -m bot key
setting-admin-ids = ADMIN_IDS must be Telegram numbers divided by commas, for example 123456,789012.
setting-webhook-url = WEBHOOK_URL must be the bot's public https address, for example https://vidan.example.vn; empty: the bot asks Telegram itself.
setting-webhook-secret = WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -, and must be there with WEBHOOK_URL. Make one with: openssl rand -hex 32
setting-listen = LISTEN must be host:port, for example 127.0.0.1:8080.
setting-metrics-token = METRICS_TOKEN must be 16 to 256 letters, digits or . _ ~ + / -; empty: the figures are shown to this machine only.
setting-timezone = TIMEZONE must be the name of a zone, for example Asia/Ho_Chi_Minh.
setting-language = LANGUAGE must be vi or en.
setting-reminder-time = REMINDER_TIME must be hour:minute, for example 17:00, at the latest 22:00.
setting-digest-time = DIGEST_TIME must be hour:minute, for example 07:30.
setting-digest-day = DIGEST_DAY must be a day of the month, 1 to 28.
setting-messages-per-second = MESSAGES_PER_SECOND must be above 0 and at most 1000, for example 30.
setting-log-format = LOG_FORMAT must be console or json.

units-bad-line = Line { $line } is not well formed (a quote too many or too few). Nothing was imported.
