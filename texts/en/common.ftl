# What everybody meets: language, menu, help, commands, typed words, and why something was not possible.

language-name = English
ask-language = Mời chọn ngôn ngữ. Please choose a language.
language-set = Thank you. We speak English from now on.
language-unknown = There are Vietnamese and English. Type /ngonngu and press a button.

menu-description =
    Hello! This is the mailbox “The police listen to the people”.
    Suggest, report, praise: just write here, with your name or without. Everybody gets an answer.
    Emergency: 113 police, 114 fire, 115 ambulance, 112 disasters.
    Complaints and denunciations need a signed letter or a visit in person.
menu-about = The mailbox “The police listen to the people”. Write and you get an answer. Emergency: 113.

emergency = 🚨 Emergency: <b>113</b> police · <b>114</b> fire and rescue · <b>115</b> ambulance · <b>112</b> disasters
help =
    <b>What you can do here</b>
    { $lines }

    No need to remember commands: just write what you want to say.

    { $emergency }
help-line = /{ $command } – { $what }

command-gopy = send a suggestion or a report
command-khen = send praise
command-theodoi = see what became of your message
command-ngonngu = change language (ngôn ngữ)
command-huy = drop what is half done
command-trogiup = see what you can do here
command-viectot = log a good deed
command-nhatky = see your diary of good deeds
command-nhacnho = set the reminder's time
command-baocao = see the monthly report
command-donvi = see and import the units
command-moi = invite someone into a unit

role-officer = Officer
role-duty = Duty officer
role-commander = Commander
role-secretariat = Secretariat
role-admin = Technical admin

button-suggest = 💬 Suggest
button-praise = 🌷 Praise
button-track = 🔎 Track
button-language = 🌐 English / Tiếng Việt
button-deed = ✍️ Log a good deed
button-diary = 📒 Diary
button-report = 📊 Monthly report
button-units = 🏢 Units
button-invite = ➕ Invite

# What a person may type in place of pressing. Case and diacritics do not matter.
words-this-language = english|tiếng anh|anh|en
words-cancel = cancel|stop|drop it|never mind|forget it
words-back = back|go back|previous
words-send = send|send it|yes send|agree
words-edit = edit|change|correct
words-suggest = suggest|suggestion|opinion|report|idea
words-praise = praise|thank|thanks|thank you
words-deed = deed|good deed|log|log it
words-attach = add photo|add photos|attach|attach photo
words-drop = drop|drop this|cancel|never mind
words-command-gopy = suggest|suggestion|opinion|report something
words-command-khen = praise|send praise
words-command-theodoi = track|follow|status|where is it
words-command-viectot = deed|good deed|log a deed|log
words-command-nhatky = diary|my diary|journal
words-command-nhacnho = reminder|remind|reminders
words-command-baocao = report|monthly report|figures
words-command-trogiup = help|help me|guide

weekdays = Mo|Tu|We|Th|Fr|Sa|Su
period-month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[other] December
    } { $year }
period-quarter = quarter { $number } of { $year }
period-half =
    { $number ->
        [1] first
       *[other] second
    } half of { $year }
period-year = the year { $year }

photo-only = (a photo only)
edited = What was sent stays as it was. To correct it, please send one more message.
group-hello = Hello everyone! What is yours stays private: please write to @{ $bot } (https://t.me/{ $bot }). Emergency: call 113.
we-failed = Sorry, something broke on our side and this was not done. Please try again in a few minutes. If it happens again, tell an officer this code: <code>{ $reference }</code>.

button-stale = This button is old and nothing was changed. Please use the newest message, or type /trogiup.
question-past = That question is past; nothing changed. Please answer the present one.
command-unknown = I do not know “{ $typed }”. Type /trogiup for the commands, or just write what you want to say.
not-for-you = This is for those who were given the task. Type /trogiup to see what you can use.
cannot-read = Sorry, only words and photos can be read here. Please write a few lines, or ask someone to help you.
forwarded = Forwarded messages may be someone else's private words, so they are not taken. Please tell it in your own words.
words-only = Videos and voice cannot be kept here: only the words were taken. To show something, please send a photo.
photos-only = Files cannot be taken here, only words and photos. Please send it again as a photo.
unit-unknown = No unit “{ $typed }” was found. Please check it, or type /gopy and choose a unit.
period-unknown = I could not read the period “{ $typed }”. Please type one like 10/2026, 2026-Q3, 2026-H1 or 2026.
