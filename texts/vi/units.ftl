# Units: the tree, a unit's card, what becomes of units and from which day.

units-list =
    <b>{ $count } đơn vị</b> · trang { $page }/{ $pages }
    { $lines }

    Bấm một đơn vị, hoặc gõ tên sau lệnh: <code>/donvi tân lộc</code>. Tên cũ cũng tìm được.{ $may ->
        [yes] {" "}Đổi tên, chuyển, sáp nhập, tách: gõ thêm sau tên, như <code>/donvi tân lộc đổi tên</code>. Thêm nhiều đơn vị: gửi tệp CSV hoặc XLSX có các cột code, name, kind, parent, note, aliases; ghi “thử” cùng tệp để chỉ xem trước.
       *[other] {""}
    }
units-line = { $indent }• { $name }: { $officers } cán bộ
units-line-cases = { $indent }• { $name }: { $officers } cán bộ, { $cases } ý kiến chưa xong
units-found = Có mấy đơn vị ứng với “{ $typed }”. Đồng chí chọn một:
units-none = Không thấy đơn vị nào ứng với “{ $typed }” trong phạm vi của đồng chí. Mời gõ tên khác, hoặc gõ /donvi để xem danh sách.
units-formerly = { $former }, nay là { $name }
units-planned =
    { $day }: { $kind ->
        [rename] đổi tên
        [move] chuyển cấp trên
        [merge] sáp nhập
       *[split] tách
    }
units-today = Hôm nay, { $day }
units-merged = Dòng { $line }: mã { $code } đã sáp nhập vào { $unit }. Chưa nhập gì. Mời bỏ dòng ấy hoặc thay mã rồi gửi lại.
units-would-import = Xem trước, chưa nhập gì: sẽ thêm { $added }, sửa { $changed }, giữ nguyên { $same }. Muốn nhập thật, mời gửi lại tệp không kèm chữ nào.
units-would-rename = Đổi tên: { $before } → { $after }
units-would-move = Chuyển: { $unit } → { $parent }
button-units-back = ◀️ Trang { $page }/{ $pages }
button-units-find = 🔎 Tìm theo tên
button-units-all = 🏢 Danh sách đơn vị
words-page = trang|trang số
words-try = thử|xem trước|chạy thử
words-today = hôm nay|nay|bữa nay
words-tomorrow = ngày mai|mai
words-command-donvi = đơn vị|danh sách đơn vị
words-change-rename = đổi tên|sửa tên
words-change-move = chuyển|chuyển cấp trên|đổi cấp trên
words-change-merge = sáp nhập|sát nhập|nhập vào|gộp
words-change-split = tách|chia tách|tách đơn vị
words-change-giveup = hủy dự kiến|bỏ dự kiến

unit-card =
    <b>{ $name }</b> · <code>{ $code }</code>
    { $kind ->
        [province] Công an tỉnh
        [department] Phòng
        [ward] Phường
       *[commune] Xã
    }{ $top ->
        [yes] {""}
       *[no] {" "}· thuộc { $parent }
    }
    Đơn vị bên dưới: { $children }
    Trong danh sách: { $officers } cán bộ, chiến sĩ · { $duty } cán bộ tiếp nhận · { $commanders } chỉ huy
unit-card-cases = Ý kiến chưa xong: { $cases } (kể cả bên dưới: { $all })
unit-card-former = Tên cũ, mã cũ: { $names }
unit-card-waiting =

    <b>Sắp tới</b>
unit-card-history =

    <b>Đã qua</b>
unit-event =
    • { $day }: { $kind ->
        [rename] đổi tên, “{ $before }” thành “{ $after }”
        [move] từ { $before } chuyển về { $after }
        [merge] sáp nhập vào { $after }
        [taken] { $before } sáp nhập vào đây
        [split] tách ra { $after }
       *[begun] tách từ { $before }
    }

form-findunit = tìm đơn vị
ask-findunit-unit = Tìm đơn vị nào? Gõ tên hoặc mã, tên cũ cũng được, không cần dấu.
form-reshape = đổi tên, chuyển, sáp nhập hoặc tách đơn vị
ask-reshape-unit = Đơn vị nào? Bấm hoặc gõ tên.
ask-reshape-change = <b>{ $unit }</b>: đồng chí muốn làm gì?
ask-reshape-planned = <b>{ $unit }</b>: hủy dự kiến nào?
ask-reshape-name =
    { $change ->
        [split] Đơn vị mới tách ra từ <b>{ $unit }</b> tên gì? Gõ tên đầy đủ, ví dụ: Công an xã Tân Lộc Đông.
       *[rename] <b>{ $unit }</b> đổi thành tên gì? Gõ tên đầy đủ. Tên cũ vẫn tìm được.
    }
ask-reshape-code = Mã của <b>{ $name }</b>? Chỉ chữ cái không dấu và chữ số, đúng như mã Nhà nước cấp.
ask-reshape-unitkind = <b>{ $name }</b> là đơn vị loại gì?
ask-reshape-parent = <b>{ $unit }</b> chuyển về dưới đơn vị nào? Bấm hoặc gõ tên.
ask-reshape-into = <b>{ $unit }</b> sáp nhập vào đơn vị nào? Bấm hoặc gõ tên.
ask-reshape-day = Có hiệu lực từ ngày nào? Bấm, hoặc gõ ngày/tháng/năm, ví dụ 01/01/2027.
ask-reshape-agreed =
    { $change ->
        [rename] Từ { $day }, <b>{ $unit }</b> mang tên <b>{ $name }</b>. Tên cũ vẫn tìm được.
        [move] Từ { $day }, <b>{ $unit }</b> và mọi đơn vị bên dưới thuộc <b>{ $parent }</b>. Chỉ huy cấp trên mới sẽ phụ trách từ ngày ấy.
        [merge] Từ { $day }, <b>{ $unit }</b> sáp nhập vào <b>{ $into }</b>. Tính đến lúc này, đi theo có:
            • { $cases } ý kiến chưa xong, nơi tiếp nhận mới nhận thẻ
            • { $people } người, giữ nguyên vai trò
            • { $units } đơn vị ngay bên dưới
            • { $invitations } lời mời còn dùng được
            Tên cũ, mã cũ và mã QR cũ dẫn tới { $into }. Số liệu đã có được giữ và tính vào { $into }. Việc này không làm ngược lại được.
        [split] Từ { $day }, tách từ <b>{ $unit }</b> ra đơn vị mới <b>{ $name }</b>, mã { $code }. Người và ý kiến vẫn ở { $unit }, sau đó chuyển từng người, từng ý kiến.
       *[giveup] <b>{ $unit }</b>: hủy dự kiến “{ $planned }”.
    }

    Đồng chí đồng ý chứ?
option-change-rename = Đổi tên
option-change-move = Chuyển cấp trên
option-change-merge = Sáp nhập
option-change-split = Tách đơn vị
option-change-giveup = Hủy dự kiến
option-unitkind-commune = Xã
option-unitkind-ward = Phường
option-unitkind-department = Phòng
option-agreed-yes = Đồng ý
option-agreed-no = Thôi, giữ nguyên
reshape-done =
    { $change ->
        [rename] Đã đổi tên: { $unit } nay là <b>{ $name }</b>.
        [move] Đã chuyển <b>{ $unit }</b> về dưới { $parent }.
        [merge] <b>{ $unit }</b> đã sáp nhập vào <b>{ $into }</b>.
       *[split] Đã tách <b>{ $name }</b> từ { $unit }. Mời người vào đơn vị mới bằng /moi.
    }
reshape-planned-for =
    Đã ghi: từ { $day }, { $change ->
        [rename] <b>{ $unit }</b> mang tên { $name }.
        [move] <b>{ $unit }</b> thuộc { $parent }.
        [merge] <b>{ $unit }</b> sáp nhập vào { $into }.
       *[split] tách <b>{ $name }</b> từ { $unit }.
    } Đến ngày ấy tự thực hiện. Muốn hủy: mở đơn vị ấy bằng /donvi.
reshape-given-up = Đã hủy dự kiến ngày { $day } của <b>{ $unit }</b>.
reshape-unfinished = Còn thiếu vài câu. Gõ /donvi để làm lại.
reshape-code-odd = Mã chỉ gồm chữ cái không dấu và chữ số, dài nhất { $most } ký tự. Mời gõ lại.
reshape-code-taken = Mã { $code } là của { $unit }, kể cả mã cũ cũng không dùng lại. Mời gõ mã khác.
reshape-name-odd = Tên phải có chữ và dài nhất { $most } ký tự. Mời gõ lại.
reshape-name-taken = Đã có đơn vị tên “{ $name }” (mã { $code }). Mời gõ tên khác.
reshape-kind-odd = Đơn vị tách ra là xã, phường hoặc phòng. Mời chọn lại.
reshape-province = Đơn vị cấp trên cùng không chuyển hay sáp nhập được. Đổi tên thì được.
reshape-there-already = { $unit } đã thuộc { $parent } rồi. Mời chọn đơn vị khác.
reshape-below-itself = { $parent } là chính { $unit } hoặc nằm bên dưới, nên không được. Mời chọn đơn vị khác.
reshape-merged = { $unit } đã sáp nhập vào { $successor }. Mời mở { $successor } bằng /donvi.
reshape-past = Ngày ấy đã qua. Mời gõ từ { $day } trở đi.
reshape-too-far = Xa quá. Mời gõ một ngày không sau { $day }.
reshape-day-odd = Chưa đọc được ngày. Mời gõ ngày/tháng/năm, ví dụ 01/01/2027.
reshape-planned = Vướng một dự kiến đã định: { $unit }, ngày { $day }. Mời hủy dự kiến ấy trước, hoặc gõ “quay lại” để chọn khác.
reshape-not-planned = Dự kiến này đã được thực hiện hoặc đã hủy rồi.
reshape-nothing-planned = Đơn vị này không có dự kiến nào đang chờ.
