# What officers read: a comrade's tone, short after a long shift, never a reproach.

greet-officer =
    Hello comrade <b>{ $name }</b>!

    If you helped anyone today, one sentence here and it is logged. Thank you for the people's sake.

    { $emergency }

invited = Hello comrade! You are invited to <b>{ $unit }</b>. Role: <b>{ $role }</b>.
ask-join-name = Please tell us your full name, as on the unit's roll.
joined-officer =
    Welcome, comrade <b>{ $name }</b> – { $role }, { $unit }.

    One good deed a day: one sentence and it is logged. If none is, a gentle reminder comes late in the day; change its time: /nhacnho
joined-staff =
    Welcome, comrade <b>{ $name }</b> – { $role }, { $unit }.

    What needs you will come here. What you can do: /trogiup
invitation-unknown = This invitation is not right. Please open the link again, or ask your commander for a new one.
invitation-used = This invitation was used already. Please ask your commander for a new one.
invitation-expired = This invitation has expired. Please ask your commander for a new one.

ask-deed-body = Whom did you help today, and how? One sentence is enough.
ask-place-place = Where was it done?
ask-helped-helped = How many people were helped? Press or type a number.
ask-photo-photos = Please send the photos. Please show no faces or papers of those helped unless they agreed.

option-deedkind-papers = Papers, ID card, VNeID
option-deedkind-care = Care for the elderly, lonely
option-deedkind-returned = Lost things returned
option-deedkind-rescue = Rescue, help on the road
option-deedkind-welfare = Houses, gifts, bridges
option-deedkind-children = Children, schools
option-deedkind-health = Blood donation, health
option-deedkind-advice = Mediation, advice
option-deedkind-storm = Environment, disasters
option-deedkind-other = Other

deed-recorded =
    ✅ Logged. Thank you, comrade!

    <b>{ $day }</b> · { $kind }{ $helped ->
        [0] {""}
       *[other] {" "}· { $helped } helped
    }{ $photos ->
        [0] {""}
        [one] {" "}· { $photos } photo
       *[other] {" "}· { $photos } photos
    }{ $late ->
        [yes] {" "}· entered later
       *[no] {""}
    }
    <blockquote>{ $text }</blockquote>{ $placed ->
        [yes] 📍 { $place }
       *[no] {""}
    }
deed-changed =
    ✅ Changed.

    <b>{ $day }</b> · { $kind }{ $helped ->
        [0] {""}
       *[other] {" "}· { $helped } helped
    }{ $photos ->
        [0] {""}
        [one] {" "}· { $photos } photo
       *[other] {" "}· { $photos } photos
    }{ $late ->
        [yes] {" "}· entered later
       *[no] {""}
    }
    <blockquote>{ $text }</blockquote>{ $placed ->
        [yes] 📍 { $place }
       *[no] {""}
    }
button-deed-kind = Kind
button-deed-helped = People helped
button-deed-place = Place
button-deed-photo = Add photos
button-deed-day = Other day
button-undo = 🗑 Delete this deed
deed-which-kind =
    Which kind of deed is it?
    <blockquote>{ $text }</blockquote>
deed-which-day =
    On which day was it done?
    <blockquote>{ $text }</blockquote>
deed-undone = Deleted. To log it again, just write one sentence.

deed-too-short = Please write a few words more: whom you helped, and how.
deed-too-long = This is rather long. Please keep it within { $most } characters.
deed-in-future = That day is still to come. Please choose today or a day just past.
deed-too-old = A deed can be logged within { $hours } hours. Please log one of today.
deed-same = This deed is logged today already, no need to do it twice. Thank you, comrade!
deed-settled = This deed is in the books and cannot be changed any more. Please log a new one today.
deed-unknown = This deed is not here any more, perhaps it was deleted. Type /nhatky to see your diary.
deed-none-today = Nothing is logged today to add photos to. Please press the good deed button first.
deed-photos-enough = A deed holds at most { $most } photos. Those sent before are kept.
deed-helped-odd = The number may be 0 to { $most }. Please type it again.
deed-place-odd = Please name the place within { $most } characters.

diary =
    <b>Diary { $month }</b>
    { $grid }
    Days with a good deed: { $days }. Deeds: { $deeds }.

    { $count ->
        [0] If there is one today, one sentence is enough.
       *[other]
            Today:
            { $today }
    }
diary-deed = { $text }

reminder =
    Hello comrade <b>{ $name }</b>, thank you for the day's work.

    If you helped anyone today, however small, one sentence and it is logged. Busy or on leave? Press a button.
reminder-thanks = 🌷 Today's good deed is logged. Thank you, comrade!
button-record-now = ✍️ Log it now
button-in-an-hour = ⏰ In an hour
button-on-leave = 🏖 On leave today
reminder-setting = The reminder comes at <b>{ $at }</b>, only on days when nothing is logged yet.
reminder-set = The reminder now comes at <b>{ $at }</b>.
reminder-paused = No reminders until the end of <b>{ $until }</b>.
reminder-snoozed = All right, again at <b>{ $at }</b>.
reminder-leave = No more reminders today. Rest well, comrade.
button-reminder-time = ⏰ Change the time
button-reminder-pause =
    { $days ->
        [1] No reminder today
       *[other] Pause for { $days } days
    }
button-reminder-resume = ▶ Remind me again
ask-reminder-at = At what time shall we remind you? For example <i>17:30</i>
time-unreadable = I could not read the time. Please type it like 17:30 or 17h30.
reminder-too-late = That is too late: reminders come until { $latest }, so that you can rest. Please choose an earlier time.
reminder-pause-odd = A pause may last 1 to { $most } days. Please choose again.

photo-wanted = Please send a photo, or type cancel.
