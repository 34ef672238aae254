# People: a unit's roll, posts, invitations, a lost phone.

command-canbo = the people of a unit: move, deputise, end, new phone
words-command-canbo = people|staff|the roll
words-command-moi = invite|invitation|invitations
form-people = the roll
form-phone = a new phone

ask-people-unit = The people of which unit? Tap, or type its name.
ask-people-person =
    <b>{ $unit }</b>
    { $lines }

    Whom do you mean? Tap, or type a name. Another unit: type its name.
ask-people-act =
    <b>{ $name }</b>
    { $lines }

    What do you want to do?
ask-people-post = { $name }: which post?
ask-people-to = To which unit does { $name } move? Tap, or type its name.
ask-people-standin = Who stands in for { $name } ({ $post })? Tap, or type a name.
ask-people-since = From which day? Tap, or type one, such as 25/10.
ask-people-until = To the end of which day? Tap, or type one, such as 31/10.
ask-people-sure = { $what }
people-line = • { $name }: { $roles }
people-post = • { $role }, { $unit }
people-more = … and { $count } more. Type a name to find them.
people-none = Nobody is on the roll yet.
people-nobody = No unit or person called “{ $typed }” within your reach. Please type it another way.
people-no-person = Nobody called “{ $typed }” within your reach. Please type another name, or a unit's name to look there.
post-in = { $role }, { $unit }
for-a-period = { $role } (standing in { $since }–{ $until })
option-people-move = Move to another unit
option-people-deputise = Let somebody stand in
option-people-end = End one post
option-people-leave = Leaves the service
option-people-phone = New phone
option-people-sure = Yes, do it
day-today = Today
day-tomorrow = Tomorrow
day-typed = { $day }
days-until = { $days } days, to the end of { $day }
people-sure-move =
    Move <b>{ $name }</b> to <b>{ $unit }</b>, now?

    Deeds recorded stay with the old unit. Other posts there end; cases in hand go back to the desk.
people-sure-deputise = Let <b>{ $other }</b> stand in for <b>{ $name }</b> ({ $post }) from { $since } to the end of { $until }?
people-sure-end =
    End the post <b>{ $post }</b> of <b>{ $name }</b>, now?

    Cases they have in hand there go back to the desk.
people-sure-leave =
    <b>{ $name }</b> leaves the service: <b>all posts</b> end now?

    Answers half-written are erased, cases in hand go back to the desk. To come back they need an invitation.
people-sure-phone =
    Make a link by which <b>{ $name }</b> moves to a new phone (Telegram account)?

    Whoever opens it is that person, and the old account loses everything. Send it only once you have met or heard them.
people-done-move = { $name } has moved to { $unit }.
people-done-deputise = { $name } stands in ({ $post }) from { $since } to the end of { $until }.
people-done-end = { $name } no longer holds the post { $post }.
people-done-leave = { $name } has left the service. All posts have ended.
people-done-phone =
    The link for a new phone of <b>{ $name }</b>:
    { $link }

    It works once, for { $hours } hours. Send it privately to that person; it is not shown again. The old account is told at once.
person-unknown = This person is no longer within your reach. Please look at the roll again.
not-your-people = This is beyond your reach. Please ask a commander above or an admin.
not-yourself = You cannot do this to yourself. Please ask a commander above or an admin.
post-changed = This post has just been changed. Please look at the roll again.
post-held = { $name } holds that post already and need not stand in.
period-odd = A period begins today or later and lasts { $most } days at most.
day-unreadable = That day cannot be read. Please type it like 25/10 or 25/10/2026.
day-too-early = That day is too early. Please choose { $day } or later.

post-moved = You have moved to <b>{ $unit }</b>. We wish you well in your new unit.
post-stands-in = You are asked to stand in: <b>{ $role }</b>, { $unit }, from { $since } to the end of { $until }.
post-begun = From now on you stand in: <b>{ $role }</b>, { $unit }. Type /trogiup to see what you can do.
post-more = Beyond these, more is waiting on the desk of <b>{ $unit }</b>. Type /hopthu to go through it.
post-ended = You no longer hold the post <b>{ $role }</b>, { $unit }. Thank you. Buttons on older messages no longer work.
post-over = The time of standing in as <b>{ $role }</b>, { $unit }, is over. Thank you.
post-left = All your posts here have ended. Thank you for serving the people. You can still send opinions like everybody.
post-phone =
    A link was just made that moves your account to <b>another phone</b>.

    If you did not ask for it, tap the button below at once.
button-phone-stop = Not me: stop it

ask-phone-sure =
    This link moves the record of <b>{ $name }</b> to this Telegram account. The old account loses all posts, and keeps only what was sent from it as a citizen.

    Are you { $name }, and do you agree?
phone-moved = Hello { $name }. This phone now holds your record: posts, work half done. What you sent as a citizen stays with the old account. Type /trogiup to go on.
phone-gone = The record of { $name } has moved to another phone. This account holds no posts any more; what was sent from it as a citizen can still be seen here with /theodoi. If that was not you, tell your commander at once.
phone-stopped = Stopped. That link no longer works. Please tell your commander.
phone-none = No link is waiting. If your phone was replaced against your will, tell your commander at once.
phone-in-use = This account is on a roll already. Please open the link with the new account.
phone-link-unknown = This link does not work: used already, stopped, or copied in part. Please ask your commander for a new one.
phone-link-expired = This link has expired. Please ask your commander for a new one.

ask-invite-open = Which invitation? Tap it to revoke it.
ask-invite-sure = { $what }
option-invitations-open = Open invitations ({ $count })
option-invitation-revoke = Revoke
invitation-line = { $role }, { $unit }: until { $until }, { $uses } left
invitation-sure = Make an invitation <b>{ $role }</b>, <b>{ $unit }</b>? Whoever opens the link first holds that post.
invitation-sure-revoke = Revoke this invitation? { $line }
invitation-revoked = Revoked. Nobody joins by it any more: { $line }

audit-action-invited = made an invitation
audit-action-invite-revoked = revoked an invitation
audit-action-joined = joined by an invitation
audit-action-person-moved = moved an officer to another unit
audit-action-stand-in = let somebody stand in
audit-action-post-ended = ended a post
audit-action-post-over = the time of standing in was over
audit-action-left = ended all posts of somebody who left
audit-action-phone-link = made a link for a new phone
audit-action-phone-moved = moved a record to a new phone
audit-action-phone-stopped = stopped a new phone
audit-action-case-back = put a case back on the desk
