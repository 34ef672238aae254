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
    }{ $away }

    <i>By pressing Send you agree that this text is kept so that it can be answered. Who you are is encrypted; if anonymous, the unit does not see it. To drop it: /huy</i>
opinions-enough = You have sent { $most } opinions today. These words are kept: from { $day } on press Send again. In an emergency call 113, fire 114, ambulance 115, disasters 112.
suggest-sent = Sent. Thank you! Your code: <code>{ $code }</code>. The receipt follows right after this.
notice-answer =
    📩 <b>{ $unit }</b> answers <code>{ $code }</code>:
    <blockquote>{ $text }</blockquote>
    To say more, <b>reply</b> to this message.
suggest-unfinished = There is an opinion you have not finished. Please send or cancel it first, then send the new one.
words-unknown = I don't know|do not know|not sure|unknown
