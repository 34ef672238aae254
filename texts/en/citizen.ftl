# What citizens read. They are greeted, thanked, and told in plain words what happens next.

greet-citizen =
    Hello <b>{ $name }</b>!

    This is the mailbox <b>The police listen to the people</b>. Just write here right away; with your name or without is up to you. Everybody gets an answer.

    { $emergency }
    <i>Complaints and denunciations need a signed letter or a visit in person.</i>

ask-suggest-unit = Which police is it about? Type the name of the commune, ward or department, for example <i>Năm Căn</i>. If you do not know, that is fine.
ask-suggest-kind =
    To <b>{ $unit }</b>. What would you like to send?

    <b>Suggestions, reports, praise and word of a crime</b> are taken here.
    <b>Complaints and denunciations</b> are not valid by chat; press to see where to send them.
ask-suggest-body = Please tell us: what, where, when. Photos are welcome, but please no photos of identity papers.
ask-suggest-anonymous = Anonymous or with your name? If anonymous, the unit does not know who wrote, and you still get the answer here.
ask-suggest-contact = Please give your name and phone number, for example <i>Bảy Nhung, 0912 345 678</i>. Only those who answer see it.
ask-add-body = Please write more. Photos are welcome.

option-unit-unknown = I do not know which unit
button-unit-list = 📋 See the list
button-next-page = Page { $page }/{ $pages } ›
option-kind-suggestion = 💬 Suggestion
option-kind-report = 📣 Report
option-kind-praise = 🌷 Praise
option-kind-crime = 🚓 Word of a crime
option-kind-complaint = Complaint
option-kind-denunciation = Denunciation
option-anonymous-yes = 🔒 Anonymous
option-anonymous-no = ✍️ With my name
sender-anonymous = anonymous

formal-ways = Complaints and denunciations need a signed letter: reception room, post, or VNeID → Dịch vụ khác → Kiến nghị, phản ánh về ANTT. Nothing was sent from here.

review-suggest =
    <b>Please look it over</b>
    { $kind } · { $unit }
    <blockquote>{ $body }</blockquote>
    From: { $sender }{ $photos ->
        [0] {""}
        [one] {" "}· { $photos } photo
       *[other] {" "}· { $photos } photos
    }

    <i>By pressing Send you agree that this text is kept so that it can be answered. Who you are is encrypted; if anonymous, the unit does not see it. To drop it: /huy</i>
suggest-sent = Sent. Thank you! Your code: <code>{ $code }</code>. The receipt follows right after this.
receipt =
    ✅ We have your message. Thank you for telling us.

    Code: <code>{ $code }</code>
    Goes to: <b>{ $unit }</b>

    They will answer here within 10 working days. To say more, <b>reply</b> to this message. To see how far it is: /theodoi
receipt-crime =
    Thank you for telling us. The duty officer of <b>{ $unit }</b> has been alerted.

    🚨 If it is <b>happening now</b>, please call <b>113</b>.

    Code: <code>{ $code }</code>. To say more, <b>reply</b> to this message.
    <i>This is not yet a formal report of a crime. For that, please go to the nearest police.</i>
button-track-this = 🔎 See how far it is

step-taken = An officer of <b>{ $unit }</b> has taken your message <code>{ $code }</code> and is looking into it. You will hear the outcome here.
step-closed = <b>{ $unit }</b> says the work on <code>{ $code }</code> is done. Do you find it solved?
verdict-yes = ✅ Solved
verdict-partly = Partly
verdict-no = Not solved
judged-yes = Thank you for telling us. We are glad that <code>{ $code }</code> is solved. 🌷
judged-partly = Thank you for telling us. The unit has been asked to see to the rest of <code>{ $code }</code>. To say more, reply to this message.
judged-no = We are sorry that it is not solved. { $moved ->
        [yes] <code>{ $code }</code> has gone one level up; you will be answered here.
       *[no] The unit has been told about <code>{ $code }</code>. To say more, type /gopy.
    }
notice-answer =
    📩 <b>{ $unit }</b> answers <code>{ $code }</code>:
    <blockquote>{ $text }</blockquote>
    To say more, <b>reply</b> to this message.
added-words = Your words were added to <code>{ $code }</code>. Thank you.

track-none = You have not sent anything yet. If there is something to say, just write it here.
track-list =
    What you have sent: { $count }

    { $lines }

    Press a code to see it.
track-line = <code>{ $code }</code> · { $day } · <b>{ $state }</b>: { $text }
track-one =
    <code>{ $code }</code> · <b>{ $state }</b>
    { $kind } · { $unit }

    { $lines }
# No markup here: the lines are cut where they grow too long.
track-said-citizen =
    You, { $at }:
    { $text }
track-said-unit =
    The unit, { $at }:
    { $text }
button-add-words = ✏️ Write more
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
case-not-yours = Among what you sent there is no { $code }. Type /theodoi to see what you have sent.
case-judged = Your word on { $code } is already noted. Thank you. For something new, please type /gopy.

receipt-praise =
    🌷 Your praise has arrived. Thank you, it makes our day!

    Code: <code>{ $code }</code>
    To: <b>{ $unit }</b>
step-taken-praise = 🌷 <b>{ $unit }</b> has read your praise <code>{ $code }</code>. Thank you.
step-closed-praise = 🌷 <b>{ $unit }</b> thanks you for your praise <code>{ $code }</code>.
suggest-unfinished = There is an opinion you have not finished. Please send or cancel it first, then send the new one.
words-unknown = I don't know|do not know|not sure|unknown
