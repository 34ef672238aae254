# The digest: its words (read in a minute), picture, table, and the paper of Decree 30/2020/NĐ-CP.
# Each digest-* is one line: the paper takes the same lines as its paragraphs.

digest-head = <b>{ $unit } · { $period }</b>
digest-deeds = 📒 Good deeds: <b>{ $count }</b> ({ $change }), people helped { $helped }
digest-part = 👮 Taking part: <b>{ $taking }</b> of { $officers } officers ({ $share }%)
digest-opinions = 💬 Suggestions, reports: <b>{ $count }</b> ({ $change })
digest-praise = 🌷 Praise: <b>{ $count }</b> ({ $change })
digest-answers = 📩 Answered: <b>{ $answered }</b>; citizens say solved { $solved }, partly { $partly }, not solved { $unsolved }
digest-nothing-waits = ✅ Nobody waits for an answer
digest-waits =
    ⏳ Waiting for an answer (on { $at }): <b>{ $count }</b>, { $days ->
        [0] all since today
        [one] the longest for { $days } day
       *[other] the longest for { $days } days
    }: { $units }
digest-praised = 🏅 Most praised: { $units }
change-none = none the period before
change-same = as the period before
change-up = up { $by }% from { $before }
change-down = down { $by }% from { $before }

chart-subtitle = Good deeds and the people's opinions, { $period }
chart-deeds = Good deeds
chart-opinions = Opinions
chart-kinds = Kinds, { $period }
chart-months = The last months
chart-empty = No good deeds and no opinions in this time yet.

workbook-title = Good deeds and the people's opinions, { $period }
sheet-units = By unit
sheet-kinds = Good deeds by kind
total = Total
column-unit = Unit
column-officers = Officers
column-taking-part = Taking part
column-share = Share taking part
column-deeds = Good deeds
column-helped = People helped
column-opinions = Suggestions, reports
column-praise = Praise
column-answered = Answered
column-waiting = Waiting
column-kind = Kind

paper-ministry = Ministry of Public Security
paper-number = No.:      /BC-…
paper-date = Cà Mau, { $day }/{ $month }/{ $year }
paper-nation = Socialist Republic of Viet Nam
paper-motto = Independence - Freedom - Happiness
paper-title = Report
paper-subject = Results of “Every day one good deed for the people” and of listening to the People, { $period }
paper-recipients = Recipients:
paper-recipient-list = The unit above (to report)|The campaign's standing office|Kept: clerical office
paper-signer = Head of the unit

period-in-future = That period has not begun. Please choose this month or an earlier period.

digest-more = and { $count } more
