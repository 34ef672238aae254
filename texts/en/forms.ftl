# Forms: the buttons beneath every question, what was typed and did not fit, and plain words offered.

button-back = ‹ Back
button-cancel = ✖ Cancel
button-send = ✅ Send
button-edit = ✏️ Edit
button-resume = ▶ Go on

form-cancelled = Cancelled. What was sent or recorded before stays.
nothing-to-cancel = Nothing is half done. For help type /trogiup.
form-aside = You were about to <b>{ $form }</b>. Go on or cancel?
form-edit-which = What would you like to change?

form-suggest = send a message
form-add = write more
form-join = accept an invitation
form-deed = log a good deed
form-place = say where it was done
form-helped = say how many were helped
form-photo = add photos
form-reminder = set the reminder's time
form-answer = answer a citizen
form-invite = invite someone

field-unit = Unit
field-kind = Kind
field-body = Text
field-anonymous = Anonymous or named
field-contact = Name and phone

choose-one = I did not understand this answer. Please press a button below, or do as the question above says.
choose-found = For “{ $typed }”, please press one of these buttons, or type more of it.
choose-none = Nothing found for “{ $typed }”. Please type less, the name of the commune or ward is enough.
photo-added = Photo received.
photo-not-here = No photo is needed here. Please answer in words or press a button.

offer-to-citizen =
    Thank you, I have read this{ $photos ->
        [0] {""}
       *[other] {" "}and { $photos } photos
    }:
    <blockquote>{ $text }</blockquote>
    What shall it be? If there is more to say, just go on writing.
offer-to-officer =
    I have read this, comrade{ $photos ->
        [0] {""}
       *[other] {" "}and { $photos } photos
    }:
    <blockquote>{ $text }</blockquote>
    What shall it be? If there is more, just go on writing.
offer-suggest = 💬 A suggestion
offer-praise = 🌷 Praise
offer-deed = ✍️ Today's good deed
offer-attach = 📎 Photos for the last deed
offer-drop = ✖ Drop it

words-too-few = Please write a little more so that it is clear, at least { $least } words.
words-too-many = This is rather long. Please shorten it to { $most } characters and send the rest afterwards.
message-empty = There are no words and no photo yet. Please write a few words and send again.
photos-enough = At most { $most } photos at a time. Those sent before are kept; please go on.
number-unreadable = I could not read a number. Please type it in figures, for example 3.
name-empty = Please write your name in letters.
name-too-long = The name is too long. Please keep it within { $most } characters.
contact-odd = Please write a name or a phone number, 2 to { $most } characters.
form-unfinished = Some answers are missing, so nothing was sent. Type /gopy to go on.

form-given-back =
    It could not be recorded any more, but here is what was written, to copy:
    <blockquote>{ $text }</blockquote>
form-left =
    What was being written before is here, to copy if need be:
    <blockquote>{ $text }</blockquote>
review-photo = { $photos } photos will be added. Send more, or press Send.
field-photos = Photos

offer-to-staff =
    I have read this{ $photos ->
        [0] {""}
       *[other] {" "}and { $photos } photos
    }:
    <blockquote>{ $text }</blockquote>
    To answer a citizen, reply to the message of the case. Or shall this be sent as an opinion?
