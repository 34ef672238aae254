# What duty officers and commanders read: cards of cases, what became of them, reports asked for.

greet-staff =
    Hello comrade <b>{ $name }</b>!

    What needs you will come here. What you can do: /trogiup

    { $emergency }

# The kind brings its own sign.
card =
    <b>{ $kind }</b> · <code>{ $code }</code>
    { $unit } · { $at }
    <blockquote>{ $text }</blockquote>
    From { $alias } ({ $contact }){ $photos ->
        [0] {""}
        [one] {" "}· { $photos } photo
       *[other] {" "}· { $photos } photos
    }
    <b>{ $lies }</b>
    <i>Reply to this message to answer.</i>
card-moved = <b>The sender says it is not solved: it has come up to you</b>
card-citizen = Sender:
card-unit = Unit:
card-passed = <b>{ $unit } passed it on to you: accept it or give it back</b>
notice-added =
    💬 { $alias } wrote more on <code>{ $code }</code> ({ $unit }):
    <blockquote>{ $text }</blockquote>
    <i>Reply to this message to answer.</i>
button-take = ✋ Take it
button-answer = ✍️ Answer
button-close = ✅ Close

ask-answer-body = Your answer to <code>{ $code }</code>. Please write the answer: what was done, at which level, or why it could not be. Photos are welcome.
case-taken-by-you = You have taken { $code }, comrade.
case-taken = { $code } was taken by comrade { $name }. To add something, reply to its message.
case-answered = Your answer on <code>{ $code }</code> is on its way to the sender. Thank you, comrade.
case-closed-by-you = <code>{ $code }</code> is closed. The sender is told at once.
case-closed-with = These words went to the sender, and <code>{ $code }</code> is closed. Thank you, comrade.
case-unanswered = { $code } has no answer yet. Please answer first, then close it.
case-closed = { $code } is closed, so nothing can be added. For something new type /gopy.
case-withdrawn = { $code } was withdrawn by its sender, so nothing can be added. For something new type /gopy.
desk-case-closed = { $code } is closed, so nothing more can be sent. If the sender says it is not solved, it opens again. To keep something for your unit, type note: and your words.
desk-case-withdrawn = The sender has taken { $code } back and its words are erased. There is nothing left to do, comrade.
case-unknown = This is not here any more. Type /theodoi to see what you have sent.
case-gone = What this message was about is gone. To say something new, please write without replying.
not-your-case = Another unit answers this one. If something is to be settled, please tell your commander.
no-post-now = You hold no post in any unit here now, so others go on with this one. Thank you for what you did for the people, comrade. If that is a mistake, please tell your commander.

report-coming = The report of <b>{ $unit }</b> for { $period } is being made and will come in a few seconds, comrade.

notice-photos = 📷 Photos of <code>{ $code }</code>
notice-photos-lost = The photos of <code>{ $code }</code> cannot be read.

help-desk = Citizens' opinions come here by themselves. Reply to such a message to answer its sender.
