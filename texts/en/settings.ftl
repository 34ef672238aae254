# /caidat: what a unit settles for itself, and the province's own days.

command-caidat = set deadlines and working days
form-settings = a unit's settings
ask-settings-unit = Which unit's settings? Press, or type its name.
ask-settings-rule =
    ⚙️ <b>{ $unit }</b>
    { $lines }

    The law gives 10 working days. What a unit settles holds for those below it that settled nothing. What is to be changed? For another unit, type its name.
ask-settings-value =
    <b>{ $unit }</b>{ $lower ->
        [yes] {" "}and those below it that settled nothing
       *[no] {""}
    }
    <b>{ $what }</b>: from { $least } to { $most }. Please type a number.
ask-settings-eyes =
    <b>{ $unit }</b>{ $lower ->
        [yes] {" "}and those below it that settled nothing
       *[no] {""}
    }
    Must somebody else read an answer before it is sent?
ask-settings-day = Which day? Type it like 11/02/2027.
ask-settings-works = Is it a day off in the whole province, or a working day?
ask-settings-why = Why? For example: <i>storm</i>, <i>made up for</i>.
rule-days_suggestion = Time to answer a suggestion
rule-days_report = Time to answer a report
rule-days_praise = Time to answer praise
rule-hours_crime = Time to answer word of a crime
rule-second_eyes = Second pair of eyes
rule-day = Days off, days worked
rule-days = { $days } working { $days ->
        [one] day
       *[other] days
    }
rule-hours = { $hours } { $hours ->
        [one] hour
       *[other] hours
    }, nights too
rule-none = no deadline
rule-line = • { $what }: <b>{ $value }</b> <i>({ $by })</i>
rule-own = the unit's own
rule-by = from { $unit }
rule-by-all = the default
rule-set = ✅ <b>{ $unit }</b>: { $what } is <b>{ $value }</b> now. It holds from now on; deadlines already set stay.
rule-value-odd = It must be from { $least } to { $most }. Please type it again.
option-eyes-1 = Yes
option-eyes-0 = No
option-eyes-above = As the unit above
option-works-no = Day off
option-works-yes = Working day
option-works-drop = Forget this day
button-rules = ⚙️ The settings again
own-day-line = • { $day }: <b>{ $works }</b> <i>({ $name })</i>
own-day-set = ✅ Kept, for the whole province: <b>{ $day }</b>. Deadlines already given that count this day move with it (but for word of crimes), and so do new ones.
own-day-dropped = ✅ <b>{ $day }</b> is again as the State's calendar has it; deadlines already given move with it.
own-day-far = That day is too far off. Please check the year and type it again, like 11/02/2027.
own-day-unknown = Nothing was kept of { $day }, so there is nothing to forget.
own-day-why = Please say why, in { $most } letters at most.
