# The desk's inbox: piles, lists, a case opened, several at once. Read by duty officers, commanders, secretariat.

inbox =
    <b>Your inbox</b>
    { $open ->
        [0] Nothing waits. Thank you, comrade!
        [one] One case is open.
       *[other] { $open } cases are open.
    }{ $overdue ->
        [0] {""}
       *[other] {" "}Overdue: <b>{ $overdue }</b>.
    }
button-first-case = ▶ What to do first
button-next-case = ▶ The next one
button-inbox = ‹ Inbox
button-desk = 📥 Inbox
button-pile-open = All that is open ({ $count })
button-pile-new = New ({ $count })
button-pile-mine = Mine ({ $count })
button-pile-asked = Waiting for sender ({ $count })
button-pile-soon = Due soon ({ $count })
button-pile-overdue = Overdue ({ $count })
button-pile-passed = Passed to us ({ $count })
button-pile-proposed = To be approved ({ $count })
pile-open = Open
pile-new = New
pile-mine = Mine
pile-asked = Waiting for sender
pile-soon = Due soon
pile-overdue = Overdue
pile-passed = Passed to us
pile-proposed = To be approved
pile-all = All

# What may be typed behind /inbox.
words-command-hopthu = inbox|my inbox|mailbox
words-pile-open = open|all that is open
words-pile-new = new|unclaimed
words-pile-mine = mine|my cases
words-pile-asked = asked|sender asked|waiting for the sender|waiting for sender
words-pile-soon = due soon|due|soon
words-pile-overdue = overdue|late
words-pile-passed = passed|passed to us
words-pile-proposed = to be approved|to approve|approve|awaiting approval
words-pile-all = all|everything
words-inbox-first = first|next|what to do first|the next one
words-inbox-find = find|search|look
words-inbox-several = several|choose several
command-hopthu = see and handle citizens' opinions

inbox-list =
    <b>{ $title }</b> ({ $count })

    { $lines }

    Tap a number to open it.
inbox-empty =
    <b>{ $title }</b>
    Nothing lies here.
inbox-line =
    <b>{ $number }. { $alias }</b> · { $kind }
    { $unit } · <code>{ $code }</code>
    “{ $text }”
    ⏳ { $lies }
button-page-before = ‹ Page before
button-filter = Filter
button-several = ☑ Several
inbox-filters = Of these { $count } cases, which do you want to see? For a unit that is not here, type /inbox and its name.
button-no-filter = No filter

inbox-nothing-waits = Nothing waits for you. Type /inbox to look again.
inbox-no-such-code = There is no { $code } among your cases. Please check the code, or type /inbox.
inbox-no-words = What are you looking for? Please type it like this: /inbox find street light

option-topic-security = Security and order
option-topic-traffic = Traffic
option-topic-residence = Residence, ID cards
option-topic-fire = Fire safety
option-topic-drugs = Drugs
option-topic-cyber = Online fraud
option-topic-other = Something else
option-topic-procedures = Paperwork
option-topic-attitude = Attitude
option-topic-manner = Bearing and manner

# How a case lies, one after another in a line.
held-by = { $name } has it
held-by-nobody = nobody has it
left-days =
    { $days ->
        [0] due today
        [one] one working day left
       *[other] { $days } working days left
    }
left-days-late =
    { $days ->
        [0] overdue since today
        [one] one day overdue
       *[other] { $days } days overdue
    }
left-hours =
    { $hours ->
        [0] less than an hour left
        [one] one hour left
       *[other] { $hours } hours left
    }
left-hours-late =
    { $hours ->
        [0] just overdue
        [one] one hour overdue
       *[other] { $hours } hours overdue
    }
lies-new = no deadline
lies-taken = no deadline
lies-asked = waiting for the sender
lies-answered = answered, not closed
lies-closed = closed
lies-withdrawn = withdrawn by the sender

sight-head =
    <b>{ $kind }</b> · <code>{ $code }</code>
    { $unit } · { $at }
    From { $alias } ({ $contact })
    <b>{ $lies }</b>
sight-unit = The sender chose: { $unit }
sight-passed = { $unit } passed it on; nobody has accepted it yet.
sight-about = It is kept from { $unit }.
sight-officer = It speaks of { $name }, who does not see it.
sight-same = It repeats <code>{ $code }</code>.
sight-earlier =
    … and { $count ->
        [one] one earlier message
       *[other] { $count } earlier messages
    }
sight-citizen = <b>The sender</b>, { $at }:
sight-desk = <b>{ $name }</b> answered, { $at }:
sight-words = <blockquote>{ $text }</blockquote>
sight-notes = 🗒 <b>Internal notes</b> (the sender never sees them)
sight-note-note = { $name }, { $at }: { $text }
sight-note-draft = { $name }, { $at }, an answer to be approved: { $text }
sight-note-pass = { $name }, { $at }, passed to { $unit }: { $text }
sight-note-back = { $name }, { $at }, given back to { $unit }: { $text }
sight-note-up = { $name }, { $at }, moved up to { $unit }: { $text }
sight-note-late = { $name }, { $at }, asked for more time: { $text }
sight-history = <b>What happened</b>
sight-step = { $at } · { $name }: { $what }
sight-program = The program
sight-foot = <i>Reply to this message to answer.</i>

button-more = More…
button-less = ‹ Less
button-photos =
    📷 See { $photos ->
        [one] the photo
       *[other] { $photos } photos
    }
photos-coming = The photos are on their way.
photos-none = There are no photos.
button-do-accept = ✋ Accept it
button-do-back = ↩ Give it back
button-do-ask = Ask the sender
button-do-ready = Ready answer
button-do-note = Internal note
button-do-assign = Assign
button-do-pass = Pass to another unit
button-do-up = Move up
button-do-same = It repeats another
button-do-topic = Topic
button-do-officer = Names an officer
button-do-late = Ask for more time
button-do-name = Ask who sent it

step-read = An officer of <b>{ $unit }</b> has read your word <code>{ $code }</code>. If it is happening now, please call 113 at once.

form-bulk = handle several cases
ask-bulk-cases =
    Which cases do you mean? Chosen: <b>{ $count }</b>

    { $lines }
bulk-line = <b>{ $number }. { $alias }</b> · { $lies } · “{ $text }”
bulk-ticked = ☑ { $number }. { $alias } · { $text }
bulk-unticked = ☐ { $number }. { $alias } · { $text }
button-ticked-all = Done, { $count } chosen
ask-bulk-task = What is to be done with these <b>{ $count }</b>?
option-task-assign = Assign them to a colleague
option-task-topic = Set a topic
ask-bulk-person = Who shall have these <b>{ $count }</b>?
ask-bulk-topic = Which topic do these <b>{ $count }</b> have?
bulk-done = Recorded for <b>{ $count }</b> cases: { $codes }
bulk-refused = Not done for <code>{ $code }</code>: { $why }
bulk-why-not-your-case = it is not yours to handle
bulk-why-no-post-now = it is not yours to handle
bulk-why-desk-case-closed = it is closed
bulk-why-desk-case-withdrawn = its sender withdrew it
bulk-why-case-withdrawn = its sender withdrew it
bulk-why-case-unknown = it is no longer there
bulk-why-colleague-unknown = that colleague serves in another unit
bulk-why-changed = it has just changed, please open it
