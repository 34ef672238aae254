# What the desk does with a case: the answer, questions, notes, passing on, colleagues, ready answers.

# The answer.
ask-answer-level =
    The sender will read:
    <blockquote>{ $text }</blockquote>
    At which level was it dealt with? Press a button, or type another body's name.
ask-answer-photos =
    { $line }
    A photo of what was done convinces at once: send it here. Without one, just press send.
ask-answer-done =
    The ready answer; tap to copy it:
    <code>{ $text }</code>
    Please write what was done about this case: it goes below. To change the whole, copy it, change it and send it here.
option-done-none = The ready answer is enough
field-done = What was done
review-answer =
    The sender will read:
    <blockquote>{ $text }</blockquote>
    { $line }
    { $photos ->
        [0] No photo.
        [one] With { $photos } photo.
       *[other] With { $photos } photos.
    } Send more photos, write more, or press Send.
answer-ready-alone = The unit has sent this ready answer to another case. Please add what was done about this very case.
option-level-own = Our own unit
option-level-higher = The level above us
option-photos-none = 📩 Send without a photo
field-level = Level
answer-level = Dealt with by: { $unit }
button-ready-list = 📋 Ready answers
answer-pictures = The pictures for <code>{ $code }</code> were sent. They are no answer yet: please write what was done.
answer-proposed = Your answer on <code>{ $code }</code> waits for a second pair of eyes. You will hear when it goes out.
answer-too-long = A message holds { $most } characters, this has { $over } too many. Your words are kept: please shorten them or send two.
answer-unfilled = There is a blank left to fill in (___ or braces). Please fill it in and send again.
answer-recycled = This is { $share }% what was sent for { $code }: “{ $text }”. Please say what was done about this very opinion.
desk-corrected = The correction is on its way to the sender of <code>{ $code }</code>. Nothing else has changed.
question-replied = The sender of { $code } has replied to this question, so it stays as it was sent. To ask something more, type ask: and the new question.
answer-overtaken = The sender has added to { $code } since this answer. Please write a new answer that speaks of those words, too.
level-odd = Only the name of who dealt with it goes here, at most { $most } characters. To add to the answer, press Back.
button-answer-repeats = Same words to { $count } that repeat it
repeats-answered = The same words are on their way to the senders of { $codes }. Thank you, comrade.
repeats-none = Nothing that repeats { $code } waits for an answer any more.

# The second pair of eyes.
notice-approve =
    👀 Comrade { $name } ({ $unit }) has an answer to <code>{ $code }</code> for you to read{ $photos ->
        [0] {""}
        [one] {" "}(with { $photos } photo)
       *[other] {" "}(with { $photos } photos)
    }. The opinion:
    <blockquote>{ $opinion }</blockquote>
    The answer:
    <blockquote>{ $text }</blockquote>
button-approve = ✅ Agree and send
button-send-back = ↩ Send back
button-read-draft = 👀 Read the answer to approve
draft-none = No answer to this one waits for you to agree to it.
draft-doubtful = These words were sent to nobody. The answer waits for you: press a button, or write in a few words what should be changed.
review-sendback =
    Send the answer to <code>{ $code }</code> back with these words to its author? The sender does not see them.
    <blockquote>{ $text }</blockquote>
draft-coming = The answer is on its way to you.
ask-sendback-body = What should change in the answer to <code>{ $code }</code>? A few words for who wrote it, please.
answer-approved = The answer on <code>{ $code }</code> is on its way to the sender.
desk-sent-back = The answer on <code>{ $code }</code> went back to its author with your words.
draft-decided = Comrade { $name } has read the answer to { $code } and decided already.
answer-waits-by = Comrade { $name } has written an answer to { $code }, which waits to be approved. Please agree on one answer.

# Ask, note, pass, mark.
ask-question-body = What do you need to ask the sender of <code>{ $code }</code>? While they have not replied the clock stands still.
ask-note-body = An internal note on <code>{ $code }</code>. Only your unit reads it, the sender never does.
ask-pass-unit = To which unit should <code>{ $code }</code> go? Press a button or type its name.
ask-pass-reason = To <b>{ $unit }</b>. Why is it theirs? One sentence, please; the receiving unit reads it.
ask-giveback-reason = Why does <code>{ $code }</code> go back? One sentence, please, for who passed it on.
ask-raise-reason = Why should the level above see <code>{ $code }</code>? One sentence, please.
ask-same-same = Which one does <code>{ $code }</code> repeat? Type its code, such as <code>4KAD-7XMP</code>.
ask-topic-topic = What is <code>{ $code }</code> about?
ask-assign-person = To whom do you give <code>{ $code }</code>?
ask-officer-officer = Of which officer does <code>{ $code }</code> speak? They will neither see nor handle it.
option-officer-nobody = Of nobody by name
desk-asked = The sender of <code>{ $code }</code> was asked. { $stops ->
        [yes] The clock stands still until they reply, two weeks at most.
       *[no] They left an earlier question without a reply, so the clock runs on this time.
    }
desk-noted = Noted on <code>{ $code }</code>, for your unit alone.
desk-passed = <code>{ $code }</code> went to <b>{ $unit }</b>, who accept it or give it back with a reason.
desk-given-back = <code>{ $code }</code> went back to <b>{ $unit }</b> with your reason.
desk-raised = <code>{ $code }</code> went up to <b>{ $unit }</b>.
desk-same = <code>{ $code }</code> is marked as the same as <code>{ $other }</code>. Both senders are still answered.
desk-topic = Topic of <code>{ $code }</code>: { $topic }.
desk-assigned = <code>{ $code }</code> was given to comrade { $name }.
desk-officer = Noted: <code>{ $code }</code> speaks of { $name }.

form-question = a question to the sender
form-note = an internal note
form-pass = passing to another unit
form-giveback = giving back
form-raise = taking it one level up
form-same = marking as the same
form-topic = setting the topic
form-assign = giving it to a colleague
form-officer = noting the officer spoken of
form-sendback = sending an answer back
form-ready = a new ready answer
form-readychange = changing a ready answer

# Why not.
pass-merged = { $unit } has become part of another unit and receives nothing any more. Please choose today's unit.
pass-here = It lies with { $unit } already. Please choose another unit.
pass-about = It cannot go to { $unit }: it speaks of that unit, or of the one above it.
pass-circle = { $unit } has had it already: that would be a circle. Please give it back with a reason, or take it one level up.
pass-which = I am not sure which unit “{ $typed }” is. Please type: pass: the unit because of the reason.
escalate-top = { $code } is at the highest level: there is none above.
escalate-once = { $code } went up to { $unit } once already. Please settle it as they advised.
case-accepted = { $code } was accepted and cannot be given back any more. You may pass it on with a reason.
answer-recycled-before = This is { $share }% what was answered before. Please say what was done about this very opinion.
pass-unheard = Nobody at { $unit } may see this, so it was not passed on. Please choose another unit, or ask an admin for people above.
same-unknown = There is nothing with the code { $code }. Please look at the card again.
same-itself = { $code } is that one already; it cannot repeat itself.
colleague-unknown = They do not serve in the unit that handles this now. Please choose from the list.
bulk-too-many = At most { $most } at once. Please do it in several goes.

# What changed meanwhile, and by whom.
case-closed-by = Comrade { $name } has closed { $code }, so nothing can be added. If the sender says it is not solved, it opens again.
case-answered-by = Comrade { $name } answered { $code } just now. To add something, reply to its message.
case-passed-by = Comrade { $name } passed { $code } on to { $unit }, who see to it now.
case-given-by = Comrade { $name } has { $code } now. If something is to be settled, please talk to them.

# Above the card of a case that was passed on.
card-passed-why = Comrade { $name } writes: <i>{ $text }</i>

# To the sender.
notice-asked =
    ❓ <b>{ $unit }</b> is working on <code>{ $code }</code> and would like to ask you:
    <blockquote>{ $text }</blockquote>
    <b>Reply</b> to this message, or press the button. Once they have your words they go on.
button-reply-question = ✍️ Reply to the question

# To colleagues.
heard-given = <code>{ $code }</code>, which you had, was given to comrade { $to } by comrade { $name }. Thank you for your work.
heard-moved = <code>{ $code }</code>, which you had, was passed on to <b>{ $unit }</b> by comrade { $name }.
heard-given-back =
    ↩ <code>{ $code }</code> was given back. Comrade { $name } writes:
    <blockquote>{ $text }</blockquote>
heard-left = Who had <code>{ $code }</code> has left <b>{ $unit }</b>. It waits for somebody to take it.
heard-approved = ✅ Comrade { $name } agreed: the answer on <code>{ $code }</code> is on its way to the sender.
heard-lapsed = The answer you submitted to <code>{ $code }</code> goes out no more: the case has ended, or lies elsewhere now. Your words are still among the desk's notes.
heard-sent-back =
    ↩ The answer on <code>{ $code }</code> needs a change. Comrade { $name } writes:
    <blockquote>{ $text }</blockquote>
    Your words were:
    <blockquote>{ $draft }</blockquote>

# Ready answers.
ready-for-case = Choose one. What stands in braces is filled in; look at it and add what was done before you send it.
ready-none = Your unit has no ready answers yet.
ready-kept =
    Your unit's ready answers: { $count }
    Press one to see, change or drop it.
ready-one =
    <b>{ $title }</b>
    <blockquote>{ $text }</blockquote>
button-ready-keep = ⚙ Add or change them
button-ready-add = ➕ Add one
button-ready-drop = ✖ Drop it
ready-saved = Kept: <b>{ $title }</b>.
ready-dropped = Dropped: <b>{ $title }</b>.
ask-ready-unit = For which unit?
ask-ready-title = A short title, please, such as <i>We will come and look</i>.
ask-ready-body = Please write it. These are filled in: { $names }. Where something is to be filled in by hand, put three underscores: ___
ask-readychange-body = Please write <b>{ $title }</b> anew. These are filled in: { $names }. By hand: ___
ready-placeholder = There is no placeholder “{ $typed }”. Where something is to be filled in by hand, put three underscores: ___
ready-title = A title needs letters and has at most { $most } characters.
ready-enough = A unit keeps at most { $most } ready answers. Please drop some that nobody uses.
ready-same-title = There is one called “{ $title }” already. Please choose another title.
ready-unknown = The unit that handles this has no such ready answer.
ready-gone = Somebody has dropped this ready answer already.

# What may be typed in a reply to a case's message, with a colon and more words where there are any.
words-verb-take = take|take it|accept
words-verb-close = close|close it|done
words-verb-ask = ask|ask back|ask the sender|question
words-verb-note = note|internal note|internal|internal only
words-verb-pass = pass|pass to|pass on|pass on to
words-verb-back = give back|return|back
words-verb-up = up|escalate|take up|level up
words-verb-same = same|same as|duplicate
words-verb-topic = topic|set topic
words-verb-assign = assign|assign to|give|give to
words-verb-officer = officer|speaks of
words-verb-ready = ready|ready answer|ready answers
words-verb-late = more time|ask for more time|need more time|extend|postpone
words-verb-name = open the name|ask who sent it|ask for the name|who sent it
words-verb-approve = approve|agree and send|approve it|let it go out
words-verb-sendback = send back|send it back
words-verb-echo = same words|same words to all
words-days = working days|working day|days|day
words-because = because|since|reason
# How honest answers begin, though their first word is a verb too.
words-no-verb = up to|up until|same day|officer on duty|officers|back in|back at
words-remark = remark|memo|for us|private
verb-doubtful =
    <b>Nothing was sent to the sender.</b> These words begin like something internal, so it is not clear whom they are for.
    For the unit: please type <code>{ $verb }:</code> with the colon, then your words.
    For the sender: press the button below and send these words again; they arrive just as you write them.
verb-wordless =
    <b>Nothing was done and nothing was sent</b>, so that your words are not lost: <code>{ $verb }</code> stands alone, without words.
    For the unit: please type <code>{ $verb }</code> and nothing else.
    For the sender: press the button below and send these words again.
verb-with-photo =
    <b>Nothing was sent and nothing was kept</b>: the words with the photo begin like something internal (<code>{ $verb }</code>), which takes words alone.
    For the unit: please send the words again without the photo.
    For the sender: press the button below and send words and photo again.
