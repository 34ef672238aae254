# Deadlines: the desk is reminded, those above hear of what is late, citizens are told honestly.

due-case =
    { $head }

    <code>{ $code }</code> · { $kind } · { $unit } · received { $at }
    <blockquote>{ $text }</blockquote>
    <i>{ $acts ->
        [yes] Reply to this message to answer the citizen.
       *[no] Its answer is waiting to be agreed to.
    }</i>
due-half = ⏳ Half of the time for <code>{ $code }</code> is gone. It is to be answered by <b>{ $at }</b>. You read this because it lies with you.
due-eve = ⏰ The time for <code>{ $code }</code> is nearly over: <b>{ $at }</b>. { $later ->
        [yes] Please answer; where that cannot be, press Ask for more time and say why.
       *[no] Please answer the citizen in time.
    }
due-late = 🔴 <code>{ $code }</code> was to be answered by <b>{ $at }</b>. { $above ->
        [none] The citizen was told.
        [own] Your commander and the citizen were told.
       *[up] Those above you ({ $to }) and the citizen were told.
    } Please answer soon.
due-unread = 🚨 Nobody of your unit has read the word of a crime <code>{ $code }</code> yet. Time is up at <b>{ $at }</b>. Please look at once.
due-waiting = { $late ->
        [yes] 🔴 The time for <code>{ $code }</code> is over (<b>{ $at }</b>) while its answer waits for a second pair of eyes.
       *[no] ⏳ The answer to <code>{ $code }</code> still waits for a second pair of eyes. Time is up at <b>{ $at }</b>.
    } Who may agree was reminded, too; you need not write anything more.
due-approve = { $late ->
        [yes] 🔴 The time for <code>{ $code }</code> is over (<b>{ $at }</b>): its answer is written and waits only for you to read it.
       *[no] ⏳ The answer to <code>{ $code }</code> waits for you to read it before it is sent. Time is up at <b>{ $at }</b>.
    } Please look, the citizen is waiting.
due-close = <code>{ $code }</code> was answered more than a week ago and the citizen has said nothing; today they are asked once more. If it is done, please press Close; else it is closed next week by itself.
due-unheard = Your question about <code>{ $code }</code> was not answered, though it was asked twice. The clock goes on{ $due ->
        [yes] : <b>{ $at }</b>
       *[no] {""}
    }. Please answer by what you know, then close it.
overdue = 🔺 <code>{ $code }</code> at <b>{ $unit }</b> was to be answered by <b>{ $at }</b>. Held by: { $name }. { $own ->
        [yes] You read this because you lead the unit.
       *[no] You read this because you lead the level above.
    }
overdue-unread = 🚨 At <b>{ $at }</b> nobody at <b>{ $unit }</b> had read the word of a crime <code>{ $code }</code>. { $own ->
        [yes] You read this because you lead the unit; please have it looked at now.
       *[no] You read this because you lead the level above; please have it looked at now.
    }
overdue-nobody = nobody yet

late =
    We are sorry: <b>{ $unit }</b> has not answered your opinion <code>{ $code }</code> in time (by { $was }).{ $above ->
        [none] {""}
        [own] {" "}Its commander was told.
       *[up] {" "}Those above were told: <b>{ $to }</b>.
    }

    You will be answered by <b>{ $day }</b> at the latest.{ $reason }
late-long =
    We are sorry: { $was } is long past, and <b>{ $unit }</b> still has not answered your opinion <code>{ $code }</code>. We name no further day that might be missed again.{ $reason }

    { $above ->
        [none] Your opinion is still open; nobody has closed it.
        [own] The unit's commander was told; your opinion is still open, nobody has closed it.
       *[up] Those above, <b>{ $to }</b>, were told and may answer instead; your opinion is still open, nobody has closed it.
    } To ask in person, please go to the nearest reception room and read out this code.
late-reason = {" "}The unit says: <blockquote>{ $text }</blockquote>
late-put-off =
    <b>{ $unit }</b> needs more time for your opinion <code>{ $code }</code> and will answer by <b>{ $day }</b> at the latest. The reason:
    <blockquote>{ $text }</blockquote>
    Thank you for your patience. To say more, <b>reply</b> to this message.
late-crime = We are sorry: an officer of <b>{ $unit }</b> has read your report <code>{ $code }</code> but has not answered you yet.{ $above ->
        [none] {""}
        [own] {" "}The unit's commander was told.
       *[up] {" "}Those above were told: <b>{ $to }</b>.
    } If it is <b>happening now</b>, please call <b>113</b>.
late-crime-unread = We are sorry: <b>no officer</b> of <b>{ $unit }</b> <b>has read</b> your report <code>{ $code }</code> yet.{ $above ->
        [none] {""}
        [own] {" "}We have told its commander at once.
       *[up] {" "}We have told those above at once: <b>{ $to }</b>.
    } If it is urgent, please call <b>113</b> or go to the nearest police.
again =
    Some days ago <b>{ $unit }</b> { $of ->
        [answered] answered your opinion <code>{ $code }</code>
       *[closed] said that your opinion <code>{ $code }</code> is dealt with
    }. Is it solved? If you have nothing to add, just pass over this message.
again-asked =
    Some days ago <b>{ $unit }</b> asked you about your opinion <code>{ $code }</code>:
    <blockquote>{ $text }</blockquote>
    Whatever you know helps: <b>reply</b> to this message, or press the button. If you do not, they go on next week with what they know.

form-late = a new date
ask-late-days = How many more working days does <code>{ $code }</code> need? Press or type a number.
ask-late-reason = Why is more time needed? <b>The citizen will read these very words</b>; please be clear and kind.
days-more = { $days } { $days ->
        [one] day
       *[other] days
    }
put-off = <code>{ $code }</code> has a new date: <b>{ $day }</b> at the latest. The citizen is told at once, with your reason.
later-days-odd = It can be put off by 1 to { $most } working days. Please type the number again.
later-not-crime = Word of a crime ({ $code }) cannot be put off. Please look and answer now.
later-not-needed = { $code } does not wait for an answer, so it needs no new date.
later-once = { $code } was put off once already. Please answer the citizen, or tell your commander.
