# What the sender of an opinion reads after it was sent: receipt, how far it is, solved or not, taken back.

# Not for the unit it speaks of.
ask-suggest-away = Is this about who leads <b>{ $unit }</b>? If so, it may go one level up; the unit does not see it.
option-away-yes = Yes, send it one level up
option-away-no = No, send it to the unit
button-away-yes = 🔒 Not to this unit
button-away-no = To the unit after all
field-away = Whether the unit sees it
review-away = 🔒 Goes up to <b>{ $above }</b>. { $unit } does not see it.
receipt-away = 🔒 It goes one level up. The unit it speaks of neither sees nor counts it.
words-leaders = commander|chief|deputy chief|head of police|director|deputy director|their boss|leader|leaders

receipt =
    ✅ We have your message. Thank you for telling us.

    Code: <code>{ $code }</code>
    Goes to: <b>{ $unit }</b>

    They will answer here{ $due ->
        [yes] {" "}by <b>{ $day }</b> at the latest
       *[no] {""}
    }. To say more, <b>reply</b> to this message. To see how far it is, or to take it back: /theodoi
receipt-crime =
    Thank you for telling us. The duty officer of <b>{ $unit }</b> has been alerted, but <b>no officer has read it yet</b>. When one has, you are told here at once.

    🚨 If it is <b>happening now</b>, please call <b>113</b>.

    Code: <code>{ $code }</code>. To say more, <b>reply</b> to this message.
    <i>This is not yet a formal report of a crime. For that, please go to the nearest police.</i>
receipt-praise =
    🌷 Your praise has arrived. Thank you, it makes our day!

    Code: <code>{ $code }</code>
    To: <b>{ $unit }</b>
button-track-this = 🔎 See how far it is

step-taken = An officer of <b>{ $unit }</b> has taken your message <code>{ $code }</code> and is looking into it. You will hear the outcome here.
step-closed = <b>{ $unit }</b> says the work on <code>{ $code }</code> is done.
step-ended = <b>{ $unit }</b> has answered <code>{ $code }</code>, and for two weeks we have not heard from you, so it is closed now. If it is not solved, just press a button.
solved-ask = Do you find it solved?
step-taken-praise = 🌷 <b>{ $unit }</b> has read your praise <code>{ $code }</code>. Thank you.
step-closed-praise = 🌷 <b>{ $unit }</b> thanks you for your praise <code>{ $code }</code>.

# Solved?
verdict-yes = ✅ Solved
verdict-partly = Partly
verdict-no = Not solved
judged-yes = Thank you for telling us. We are glad that <code>{ $code }</code> is solved. 🌷
judged-partly = Thank you for telling us. The unit has been asked to see to the rest of <code>{ $code }</code>. To say more, reply to this message.
case-judged = Your word on { $code } is already noted. Thank you. For something new, please type /gopy.
judged-early = { $code } is being looked into again. Once there is another answer, you will be asked.
form-why = saying why it is not solved
ask-why-body = We are sorry that it is not solved. { $moved ->
        [yes] <code>{ $code }</code> has gone one level up; you will be answered here.
       *[no] The unit has been told about <code>{ $code }</code>.
    } What is still missing? A few words are enough; you may skip this.
option-body-skip = Skip
why-noted = Noted. Thank you for being clear about <code>{ $code }</code>.
form-reopen = opening it again
ask-reopen-body = Please write more about <code>{ $code }</code>.
ask-reopen-solved = <code>{ $code }</code> is closed; what you just wrote has not gone anywhere yet. If it is not solved, press a button and your words go with it. For something else, press Cancel and type /gopy.
option-solved-partly = Only partly solved
option-solved-no = Not solved
field-solved = Solved
reopened-partly = <code>{ $code }</code> is open again; the unit has been asked to see to the rest.
reopened-no = We are sorry that it is not solved. { $moved ->
        [yes] <code>{ $code }</code> has gone one level up, with your words.
       *[no] The unit has been told about <code>{ $code }</code>.
    }

# Stars.
stars-ask = How many stars for the service?
form-word = a word with the stars
ask-word-body = { $stars ->
        [1] 1 star
       *[other] { $stars } stars
    } noted for <code>{ $code }</code>. If you want to add a word, just write it; you may skip this. You can change it for a day.
word-noted = Noted. Thank you for the stars for <code>{ $code }</code>.
stars-early = { $code } has no answer yet, so it is early for stars. You will be asked once it has.
stars-late = The stars for { $code } were given more than a day ago and stay as they are. Thank you.

# Words in a case.
ask-add-body = Please write more. Photos are welcome.
added-words = Your words were added to <code>{ $code }</code>. Thank you.
thanked = 🌷 Thank you, too! Your words were passed on to the unit.
edited-as = Corrected to: { $text }
edited-noted = What you corrected was added to <code>{ $code }</code>. The words before it stay, so that it is clear what was said.
ended-own = <code>{ $code }</code> is closed. Thank you for telling us that it is done. 🌷

form-withdraw = taking it back
ask-withdraw-sure = Take <code>{ $code }</code> back? Your words, photos and contact are erased for good, and the answers too; only the count stays. What has reached an officer's phone cannot be erased from here; the unit is told that you took it back.
option-sure-yes = 🗑 Take it back, erase all
option-sure-no = Keep it
withdrawn = <code>{ $code }</code> was taken back and erased. Whatever comes up, just write here.
withdraw-kept = <code>{ $code }</code> stays as it was.

# /theodoi
track-none = You have not sent anything yet. If there is something to say, just write it here.
track-list =
    What you have sent: { $count }

    { $lines }

    Press a code to see it.
track-line = <code>{ $code }</code> · { $day } · <b>{ $state }</b>: { $text }
track-line-withdrawn = <code>{ $code }</code> · { $day } · <b>{ $state }</b>
track-one =
    <code>{ $code }</code> · <b>{ $state }</b>
    { $kind } · { $unit }
    { $standing }

    { $lines }
track-read-at = 👁 Read by an officer of { $unit } at { $at }.
track-unread = 👁 No officer has opened it yet.
track-due = Will be answered by { $at }.
track-late = The answer is overdue (since { $at }). We apologise.
track-asked = The unit is waiting for your answer to its question; its deadline stands still.
track-away = 🔒 The unit it speaks of does not see it.
track-stars = Your stars: { $stars }.
# No markup here: the lines are cut where they grow too long.
track-said-citizen =
    You, { $at }:
    { $text }
track-said-unit =
    The unit, { $at }:
    { $text }
track-asked-unit =
    The unit asks, { $at }:
    { $text }
button-add-words = ✏️ Write more
button-done = ✅ It is done
button-withdraw = 🗑 Take it back
state-new = received
state-taken = being looked into
state-asked = waiting for your answer
state-answered = answered
state-closed = closed
state-moved = gone one level up
state-verdict-yes = solved
state-verdict-partly = solved in part
state-verdict-no = closed, you said it is not solved
state-withdrawn = withdrawn
code-unreadable = I could not read the code. It has 8 signs, as on your receipt. Type /theodoi to pick it.
code-slip = There is a slip in the code. Please look at your receipt, or type /theodoi to pick it.
case-your-own = You sent { $code } yourself, so it is not opened here. Type /theodoi { $code } to see it and to write more.
case-not-yours = Among what you sent there is no { $code }. Type /theodoi to see what you have sent.

# What the desk hears of it.
told-yes = 🌷 The sender says <code>{ $code }</code> is solved. Thank you, comrade!
told-partly = The sender says <code>{ $code }</code> is solved in part. Please see to the rest.
told-no = The sender says <code>{ $code }</code> is still not solved.{ $moved ->
        [yes] {" "}It has gone one level up.
       *[no] {" "}Please look at it again.
    }
told-why = The sender says why <code>{ $code }</code> is not solved:
told-stars = ⭐ The sender gives <code>{ $code }</code> { $stars ->
        [1] 1 star
       *[other] { $stars } stars
    }.
told-word = ⭐ A word with the { $stars ->
        [1] 1 star
       *[other] { $stars } stars
    } for <code>{ $code }</code>:
told-ended = ✅ The sender says <code>{ $code }</code> is done and has closed it. Nothing more is needed.
told-withdrawn = The sender has taken <code>{ $code }</code> back; its contents were erased. Please delete the messages about it from your phone.
told-thanks = 🌷 The sender thanks you for <code>{ $code }</code>:
told-words = <blockquote>{ $text }</blockquote>

# To an officer, of themselves, never fewer than five.
diary-heard = 🌷 In the last 12 months people have spoken of you at least { $times } times{ $praise ->
        [0] {""}
       *[other] , at least { $praise } times in praise
    }.

# What may be typed as a reply to a message of one's case, or behind its code.
words-withdraw = take it back|withdraw|withdraw it|i take it back
words-end = close it|please close it|no longer needed|not needed any more
words-add = write more|more|add|add more
words-verdict-yes = solved|done|it is done|it is solved|yes
words-verdict-partly = partly|in part|only partly
words-verdict-no = not solved|no|not done|not yet|still not solved
words-stars = star|stars|sao
words-thanks = thank you|thanks|thank you very much|thanks a lot|many thanks|thx|ty|cảm ơn|cám ơn|thank
words-thanks-more = you|so|very|much|a lot|all|for|your|the|help|answer|reply|ok|okay|great|good|sir|madam|officers|police|dear|i|we|am|are|grateful|and|again|quick|it|helping|answering|once more|unit|team|everyone|care|kind|kindly|that|this|really|appreciated|was|is
# "Yes, fine": alone or with such words beside it, it starts nothing anew.
words-yes = ok|okay|k|yes|fine|all right|alright|great|good|very good|perfect|understood|noted|i see|got it|wonderful|nice
words-yes-more = very|well|so|sir|madam|officer|officers|then|oh|dear
