# The audit (/kiemtra), and a sender's name: asked for, agreed to, opened.

command-kiemtra = see who did what, and when
words-command-kiemtra = audit|the audit|audit log
words-file = file|export|as a file|excel|xlsx|tệp|xuất

audit-head =
    <b>The audit</b>
    { $what } · { $period }
audit-everything = all within your reach
audit-ever = at any time
audit-line =
    <b>#{ $number }</b> { $at } · { $name }
    { $what }
audit-nothing = Within your reach there is no such entry.
audit-program = The program, the command line
audit-admin = Admin by the settings ({ $sign })
audit-which = Whose entries would you like to see?
audit-not-found = “{ $typed }” was not found. Type a case's code, a unit's or officer's name, or a period such as 10/2026.
audit-file-coming = The file is being made and will be with you soon. That it was asked for stands in the audit, too.
audit-file-name = audit
audit-file-title = The audit: { $what }, { $period }
audit-file-whole = All { $count } entries, taken at { $at }. The mark ties an entry to all before it: where the same entry shows another mark than in an earlier file, the audit was changed.
audit-file-cut = Only the newest { $count } entries, taken at { $at }; choose a shorter period for older ones. The mark ties an entry to all before it: where the same entry shows another mark than in an earlier file, the audit was changed.
audit-column-number = No.
audit-column-at = When
audit-column-actor = Who
audit-column-action = What
audit-column-subject = Of what
audit-column-unit = Unit
audit-column-details = Details
audit-column-mark = Mark
button-audit-newest = « Newest
button-audit-older = Older »
button-audit-file = ⬇ Excel file

audit-action-added = the sender wrote more
audit-action-answer = answered
audit-action-ask = asked the sender back
audit-action-assign = gave it to a colleague
audit-action-backed-up = took a backup
audit-action-close = closed it
audit-action-closed = closed by itself, nobody replied
audit-action-ended = the sender ended it
audit-action-escalate = passed it up
audit-action-exported-audit = exported the audit
audit-action-exported-digest = wrote a report to files
audit-action-give-back = gave it back
audit-action-judged = the sender said whether it is solved
audit-action-link-destroyed = destroyed what led to the sender
audit-action-name-agreed = agreed to open the sender's name
audit-action-name-asked = asked for the sender's name
audit-action-name-denied = refused to open the sender's name
audit-action-name-officer = noted which officer is spoken of
audit-action-name-opened = looked at the sender's name
audit-action-note = wrote an internal note
audit-action-overdue = told those above that it is overdue
audit-action-own-day = set a day off or worked
audit-action-pass = passed it to another unit
audit-action-postponed = set a new date
audit-action-propose = proposed an answer
audit-action-rated = the sender gave stars
audit-action-ready-add = added a ready answer
audit-action-ready-change = changed a ready answer
audit-action-ready-drop = dropped a ready answer
audit-action-received = received a new opinion
audit-action-refused = tried what is not allowed
audit-action-replayed = let a failed message be handled again
audit-action-reported = asked for a report
audit-action-restored = brought a backup back
audit-action-rule = changed a rule of the unit
audit-action-same = marked it as a repeat
audit-action-saw = opened it to read
audit-action-send-back = sent an answer back for mending
audit-action-take = took it
audit-action-topic = set the topic
audit-action-unheard = question not answered, clock goes on
audit-action-unit-added = added units
audit-action-unit-changed = changed a unit
audit-action-unit-dropped = dropped a planned change of a unit
audit-action-unit-given-up = gave up a planned change of a unit
audit-action-unit-merge = merged a unit
audit-action-unit-move = moved a unit in the tree
audit-action-unit-planned = planned a change of a unit
audit-action-unit-rename = renamed a unit
audit-action-unit-split = split a unit
audit-action-withdrawn = the sender withdrew it

form-askname = asking for a sender's name
form-agree = deciding on a sender's name
field-decision = Decision
field-untold = Why not told
option-decision-agree = Agree, tell the sender
option-decision-quiet = Agree, do not tell the sender yet
option-decision-deny = Do not agree

ask-askname-body =
    You ask who sent <code>{ $code }</code>. Why is it needed, and what will it be used for?

    Another authorised person must agree. Each look is recorded. <b>The sender will read this reason</b>, unless who agrees records why not yet.
ask-agree-decision = Open the name of who sent <code>{ $code }</code>?
ask-agree-untold = Why is the sender not told yet? The reason is kept, for inspectors.
review-agree =
    <b>Open the sender's name</b> <code>{ $code }</code> ({ $unit })
    Asked by: { $name }
    <blockquote>{ $reason }</blockquote>
    Decision: <b>{ $decision }</b>{ $why ->
        [yes] . Why the sender is not told: { $untold }
       *[no] {""}
    }

    Sending takes effect at once. If you agree, who asked may look for 24 hours.
reason-too-short = That is too short a reason. Please write at least { $least } words, so that others can judge it.
name-asked = Your asking for the sender of <code>{ $code }</code> has gone to those who may agree. You will hear at once.
name-asking =
    🔐 <b>{ $name }</b> ({ $unit }) asks who sent <code>{ $code }</code>:
    <blockquote>{ $reason }</blockquote>
    Agree only where there is no other way: the sender can be asked back through the bot without knowing who they are. Void from { $until }.
name-agreed =
    🔓 <b>{ $name }</b> agreed that you see who sent <code>{ $code }</code>. It is open until { $until }. { $told ->
        [yes] When you look, the sender is told.
       *[no] The sender is not told yet.
    }
name-denied = <b>{ $name }</b> did not agree to open the sender of <code>{ $code }</code>. You can still ask the sender through the bot.
name-ended = The sender took <code>{ $code }</code> back, so what you asked for is void: nobody can open who sent it any more.
name-reason-erased = (erased with the opinion)
name-agreed-by-you = You agreed to open the sender of <code>{ $code }</code> to { $name }, for 24 hours.
name-denied-by-you = { $name } is told: the sender of <code>{ $code }</code> stays closed.
button-name-look = 🔐 See who it is
button-name-open = I understand, show it
name-look =
    You are about to see who sent <code>{ $code }</code>. This look is recorded, with its time. { $told ->
        [yes] The sender is told.
       *[no] The sender is not told yet.
    }
name-shown =
    <b>Sender of</b> <code>{ $code }</code>
    Telegram account number <code>{ $chat }</code>: <a href="tg://user?id={ $chat }">open the chat</a> (Telegram may not allow it)
    Contact they left: { $contact }

    That is all that is kept here, no name. An account does not prove who holds the phone. This look has been recorded; you may look again until { $until }. Please do not forward this, and delete it when done.
name-no-contact = none
name-opened =
    🔓 We want you to know: who sent <code>{ $code }</code> was opened to an officer of <b>{ $unit }</b>. Somebody authorised at <b>{ $higher }</b> agreed. The reason:
    <blockquote>{ $reason }</blockquote>
    The officer sees the number of your Telegram account and the contact you left, if any. Each look is recorded. To ask about it, reply to this message.
link-kept = { $months } months after the end, what ties this opinion to you is destroyed: nobody will know any more who sent it.

name-asked-before = { $name } has asked for the sender of { $code } already and waits for an answer.
name-destroyed = { $code } is past its time: what led to the sender was destroyed, nobody can open it any more.
name-nobody-agrees = There is no second person who could judge this yet (whose post is younger than { $days } days, or whom you brought, cannot). Please tell those above you.
name-too-near = One of you brought the other here (by an invitation, a new phone, standing in). It waits for somebody else.
name-post-new = Your post is new: you can agree to opening a name after { $days } days. It waits for somebody else.
name-own-asking = Who asks cannot agree to it, whatever roles they hold. It waits for somebody else.
name-decided-before = { $name } has answered this already.
name-asking-void = This is more than { $days } days old and void. Who still needs it may ask again.
name-not-asked = Only who asked may look.
name-not-agreed = Nobody has agreed to this, or it is void.
name-closed = More than { $hours } hours have passed, so it is closed. If it is still needed, please ask again.

doctor-audit = The audit: { $count } entries, chained without a break; the last one's mark is { $mark }.
doctor-audit-broken = The audit was changed, cut or added to at entry { $number }. Stop the bot, keep the file as it is, compare with the backups, and tell who is responsible.
