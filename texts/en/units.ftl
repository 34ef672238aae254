# Units: the tree, a unit's card, what becomes of units and from which day.

units-list =
    <b>{ $count } units</b> · page { $page }/{ $pages }
    { $lines }

    Tap a unit, or type its name behind the command: <code>/units tan loc</code>. Former names are found too.{ $may ->
        [yes] {" "}To rename, move, merge or split, add that word: <code>/units tan loc rename</code>. For many units send a CSV or XLSX file with the columns code, name, kind, parent, note, aliases; with the word “try” above it, it only shows what it would do.
       *[other] {""}
    }
units-line = { $indent }• { $name }: officers { $officers }
units-line-cases = { $indent }• { $name }: officers { $officers }, open cases { $cases }
units-found = Several units answer to “{ $typed }”. Choose one:
units-none = No unit within your reach answers to “{ $typed }”. Type another name, or /units for the list.
units-formerly = { $former }, now { $name }
units-planned =
    { $day }: { $kind ->
        [rename] rename
        [move] move
        [merge] merge
       *[split] split
    }
units-today = Today, { $day }
units-merged = Line { $line }: the code { $code } was merged into { $unit }. Nothing was imported. Take that line out or change the code, then send it again.
units-would-import = A trial, nothing was imported: { $added } to add, { $changed } to change, { $same } the same. To import, send the file again without a word.
units-would-rename = Rename: { $before } → { $after }
units-would-move = Move: { $unit } → { $parent }
button-units-back = ◀️ Page { $page }/{ $pages }
button-units-find = 🔎 Find by name
button-units-all = 🏢 All units
words-page = page
words-try = try|trial|dry run
words-today = today|now
words-tomorrow = tomorrow
words-command-donvi = units|unit
words-change-rename = rename|new name
words-change-move = move|move below
words-change-merge = merge|merge into
words-change-split = split|split off
words-change-giveup = drop plan|give up

unit-card =
    <b>{ $name }</b> · <code>{ $code }</code>
    { $kind ->
        [province] Province
        [department] Department
        [ward] Ward
       *[commune] Commune
    }{ $top ->
        [yes] {""}
       *[no] {" "}· below { $parent }
    }
    Units below: { $children }
    On the roll: officers { $officers } · duty officers { $duty } · commanders { $commanders }
unit-card-cases = Open cases: { $cases } (with those below: { $all })
unit-card-former = Former names and codes: { $names }
unit-card-waiting =

    <b>To come</b>
unit-card-history =

    <b>History</b>
unit-event =
    • { $day }: { $kind ->
        [rename] renamed, “{ $before }” to “{ $after }”
        [move] moved from { $before } to { $after }
        [merge] merged into { $after }
        [taken] took in { $before }
        [split] { $after } split off
       *[begun] split from { $before }
    }

form-findunit = finding a unit
ask-findunit-unit = Which unit? Type its name or code; a former name will do, and no diacritics are needed.
form-reshape = renaming, moving, merging or splitting a unit
ask-reshape-unit = Which unit? Tap or type its name.
ask-reshape-change = <b>{ $unit }</b>: what is to be done?
ask-reshape-planned = <b>{ $unit }</b>: which plan is to be dropped?
ask-reshape-name =
    { $change ->
        [split] What is the new unit called that is split from <b>{ $unit }</b>? Type the whole name, for example: Công an xã Tân Lộc Đông.
       *[rename] What is <b>{ $unit }</b> called from then on? Type the whole name. The former one is still found.
    }
ask-reshape-code = The code of <b>{ $name }</b>? Letters without diacritics and digits, just as the State gave it.
ask-reshape-unitkind = What is <b>{ $name }</b>?
ask-reshape-parent = Below which unit does <b>{ $unit }</b> go? Tap or type its name.
ask-reshape-into = Into which unit is <b>{ $unit }</b> merged? Tap or type its name.
ask-reshape-day = From which day does it hold? Tap, or type day/month/year, for example 01/01/2027.
ask-reshape-agreed =
    { $change ->
        [rename] From { $day }, <b>{ $unit }</b> is called <b>{ $name }</b>. The former name is still found.
        [move] From { $day }, <b>{ $unit }</b> and all units below it lie below <b>{ $parent }</b>. The commanders there are in charge from that day.
        [merge] From { $day }, <b>{ $unit }</b> is part of <b>{ $into }</b>. As of now there go along:
            • open cases: { $cases }, with a card to the new desk
            • people: { $people }, in their roles
            • units right below: { $units }
            • invitations that can be used: { $invitations }
            The former name, code and QR code lead to { $into }. Figures are kept and count for { $into }. This cannot be undone.
        [split] From { $day }, the new unit <b>{ $name }</b>, code { $code }, is split from <b>{ $unit }</b>. People and cases stay with { $unit } and are moved one by one.
       *[giveup] <b>{ $unit }</b>: drop the plan “{ $planned }”.
    }

    Do you agree?
option-change-rename = Rename
option-change-move = Move
option-change-merge = Merge
option-change-split = Split
option-change-giveup = Drop a plan
option-unitkind-commune = Commune
option-unitkind-ward = Ward
option-unitkind-department = Department
option-agreed-yes = Yes
option-agreed-no = No, leave it
reshape-done =
    { $change ->
        [rename] Renamed: { $unit } is now <b>{ $name }</b>.
        [move] <b>{ $unit }</b> now lies below { $parent }.
        [merge] <b>{ $unit }</b> is now part of <b>{ $into }</b>.
       *[split] <b>{ $name }</b> was split from { $unit }. Invite people to it with /invite.
    }
reshape-planned-for =
    Noted: from { $day }, { $change ->
        [rename] <b>{ $unit }</b> is called { $name }.
        [move] <b>{ $unit }</b> lies below { $parent }.
        [merge] <b>{ $unit }</b> is part of { $into }.
       *[split] <b>{ $name }</b> is split from { $unit }.
    } It is done by itself on that day. To drop it, open the unit with /units.
reshape-given-up = The plan for { $day } about <b>{ $unit }</b> is dropped.
reshape-unfinished = A few answers are missing. Type /units to begin again.
reshape-code-odd = A code has letters without diacritics and digits, { $most } at most. Please type it again.
reshape-code-taken = The code { $code } belongs to { $unit }; former codes are not used again either. Please type another.
reshape-name-odd = A name needs letters, and { $most } characters at most. Please type it again.
reshape-name-taken = There is a unit called “{ $name }” (code { $code }). Please type another name.
reshape-kind-odd = What is split off is a commune, a ward or a department. Please choose again.
reshape-province = The unit at the top cannot be moved or merged. It can be renamed.
reshape-there-already = { $unit } lies below { $parent } already. Please choose another unit.
reshape-below-itself = { $parent } is { $unit } itself or lies below it, so that cannot be. Please choose another unit.
reshape-merged = { $unit } was merged into { $successor }. Open { $successor } with /units.
reshape-past = That day is over. Type { $day } or a later one.
reshape-too-far = That is too far away. Type a day not after { $day }.
reshape-day-odd = That day cannot be read. Type day/month/year, for example 01/01/2027.
reshape-planned = It stands in the way of a plan: { $unit }, { $day }. Drop that plan first, or type “back” to choose something else.
reshape-not-planned = That plan was carried out or dropped already.
reshape-nothing-planned = Nothing is planned for this unit.
