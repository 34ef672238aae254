# The desk's inbox: piles, lists, a case opened, several at once. Read by duty officers, commanders, secretariat.

inbox =
    <b>Hộp thư của đồng chí</b>
    { $open ->
        [0] Không còn việc nào chờ. Cảm ơn đồng chí!
       *[other] Còn { $open } việc chưa xong.
    }{ $overdue ->
        [0] {""}
       *[other] {" "}Quá hạn: <b>{ $overdue }</b>.
    }
button-first-case = ▶ Việc cần làm trước
button-next-case = ▶ Việc tiếp theo
button-inbox = ‹ Hộp thư
button-desk = 📥 Hộp thư
button-pile-open = Tất cả chưa xong ({ $count })
button-pile-new = Mới ({ $count })
button-pile-mine = Của tôi ({ $count })
button-pile-asked = Chờ bà con ({ $count })
button-pile-soon = Sắp đến hạn ({ $count })
button-pile-overdue = Quá hạn ({ $count })
button-pile-passed = Mới chuyển tới ({ $count })
button-pile-proposed = Chờ duyệt ({ $count })
pile-open = Chưa xong
pile-new = Mới
pile-mine = Của tôi
pile-asked = Chờ bà con
pile-soon = Sắp đến hạn
pile-overdue = Quá hạn
pile-passed = Mới chuyển tới
pile-proposed = Chờ duyệt
pile-all = Tất cả

# What may be typed behind /hopthu.
words-command-hopthu = hộp thư|hòm thư|xem hộp thư
words-pile-open = chưa xong|đang làm|tất cả chưa xong
words-pile-new = mới|việc mới|chưa ai nhận
words-pile-mine = của tôi|của tui|việc của tôi
words-pile-asked = chờ bà con|chờ dân|chờ trả lời
words-pile-soon = sắp đến hạn|sắp tới hạn|sắp hạn|gần hạn
words-pile-overdue = quá hạn|trễ hạn|trễ
words-pile-passed = mới chuyển tới|mới chuyển đến|chuyển đến|chuyển tới
words-pile-proposed = chờ duyệt|cần duyệt|trả lời chờ duyệt|duyệt
words-pile-all = tất cả|hết|toàn bộ
words-inbox-first = việc cần làm trước|làm trước|việc tiếp theo|tiếp theo|gấp nhất
words-inbox-find = tìm|kiếm|tra
words-inbox-several = chọn nhiều|chọn nhiều việc
command-hopthu = xem và xử lý ý kiến của bà con

inbox-list =
    <b>{ $title }</b> ({ $count })

    { $lines }

    Bấm số để mở.
inbox-empty =
    <b>{ $title }</b>
    Không có việc nào ở đây.
inbox-line =
    <b>{ $number }. { $alias }</b> · { $kind }
    { $unit } · <code>{ $code }</code>
    “{ $text }”
    ⏳ { $lies }
button-page-before = ‹ Trang trước
button-filter = Lọc
button-several = ☑ Chọn nhiều
inbox-filters = Trong { $count } việc này, đồng chí muốn xem loại nào? Đơn vị không có ở đây thì gõ: /hopthu rồi tên xã, phường.
button-no-filter = Bỏ lọc

inbox-nothing-waits = Không còn việc nào chờ đồng chí. Gõ /hopthu để xem lại.
inbox-no-such-code = Trong phần việc của đồng chí không có mã { $code }. Mời xem lại mã, hoặc gõ /hopthu.
inbox-no-words = Chưa rõ cần tìm gì. Mời gõ như: /hopthu tìm đèn đường

option-topic-security = An ninh trật tự
option-topic-traffic = Giao thông
option-topic-residence = Cư trú, căn cước
option-topic-fire = Phòng cháy
option-topic-drugs = Ma túy
option-topic-cyber = Lừa đảo trên mạng
option-topic-other = Việc khác
option-topic-procedures = Thủ tục hành chính
option-topic-attitude = Thái độ phục vụ
option-topic-manner = Lễ tiết, tác phong

# How a case lies, one after another in a line.
held-by = { $name } đang giữ
held-by-nobody = chưa ai nhận
left-days =
    { $days ->
        [0] hôm nay là hạn chót
       *[other] còn { $days } ngày làm việc
    }
left-days-late =
    { $days ->
        [0] quá hạn từ hôm nay
       *[other] quá hạn { $days } ngày
    }
left-hours =
    { $hours ->
        [0] còn chưa đầy một giờ
       *[other] còn { $hours } giờ
    }
left-hours-late =
    { $hours ->
        [0] vừa quá hạn
       *[other] quá hạn { $hours } giờ
    }
lies-new = không đặt hạn
lies-taken = không đặt hạn
lies-asked = đang chờ bà con trả lời
lies-answered = đã trả lời, chưa kết thúc
lies-closed = đã kết thúc
lies-withdrawn = bà con đã rút lại

sight-head =
    <b>{ $kind }</b> · <code>{ $code }</code>
    { $unit } · { $at }
    Người gửi { $alias } ({ $contact })
    <b>{ $lies }</b>
sight-unit = Nơi bà con chọn: { $unit }
sight-passed = { $unit } chuyển tới, chưa ai tiếp nhận.
sight-about = Được giữ kín với { $unit }.
sight-officer = Nói về cán bộ { $name }: cán bộ này không được thấy.
sight-same = Trùng với <code>{ $code }</code>.
sight-earlier = … và { $count } tin trước đó
sight-citizen = <b>Bà con</b>, { $at }:
sight-desk = <b>{ $name }</b> trả lời, { $at }:
sight-words = <blockquote>{ $text }</blockquote>
sight-notes = 🗒 <b>Ghi chú nội bộ</b> (bà con không thấy)
sight-note-note = { $name }, { $at }: { $text }
sight-note-draft = { $name }, { $at }, trả lời chờ duyệt: { $text }
sight-note-pass = { $name }, { $at }, chuyển tới { $unit }: { $text }
sight-note-back = { $name }, { $at }, trả lại { $unit }: { $text }
sight-note-up = { $name }, { $at }, đưa lên { $unit }: { $text }
sight-note-late = { $name }, { $at }, xin thêm thời gian: { $text }
sight-history = <b>Đã qua</b>
sight-step = { $at } · { $name }: { $what }
sight-program = Hệ thống
sight-foot = <i>Chọn Trả lời ngay tin này để hồi âm bà con.</i>

button-more = Việc khác…
button-less = ‹ Thu gọn
button-photos = 📷 Xem { $photos } ảnh
photos-coming = Ảnh đang tới đồng chí.
photos-none = Ý kiến này không có ảnh.
button-do-accept = ✋ Tiếp nhận
button-do-back = ↩ Trả lại nơi chuyển
button-do-ask = Hỏi lại bà con
button-do-ready = Câu trả lời mẫu
button-do-note = Ghi chú nội bộ
button-do-assign = Giao đồng đội
button-do-pass = Chuyển đơn vị khác
button-do-up = Đưa lên cấp trên
button-do-same = Trùng ý kiến khác
button-do-topic = Chủ đề
button-do-officer = Nói về cán bộ nào
button-do-late = Xin thêm thời gian
button-do-name = Xin mở tên

step-read = Cán bộ của <b>{ $unit }</b> đã đọc tin báo <code>{ $code }</code> của anh/chị. Việc đang xảy ra, xin gọi ngay 113.

form-bulk = làm nhiều việc một lúc
ask-bulk-cases =
    Đồng chí chọn những việc nào? Đã chọn: <b>{ $count }</b>

    { $lines }
bulk-line = <b>{ $number }. { $alias }</b> · { $lies } · “{ $text }”
bulk-ticked = ☑ { $number }. { $alias } · { $text }
bulk-unticked = ☐ { $number }. { $alias } · { $text }
button-ticked-all = Xong, đã chọn { $count } việc
ask-bulk-task = Làm gì với <b>{ $count }</b> việc này?
option-task-assign = Giao cho một đồng đội
option-task-topic = Xếp vào một chủ đề
ask-bulk-person = Giao <b>{ $count }</b> việc cho đồng chí nào?
ask-bulk-topic = Xếp <b>{ $count }</b> việc vào chủ đề nào?
bulk-done = Đã ghi xong cho <b>{ $count }</b> việc: { $codes }
bulk-refused = Chưa làm được <code>{ $code }</code>: { $why }
bulk-why-not-your-case = không thuộc quyền của đồng chí
bulk-why-no-post-now = không thuộc quyền của đồng chí
bulk-why-desk-case-closed = đã kết thúc
bulk-why-desk-case-withdrawn = bà con đã rút lại
bulk-why-case-withdrawn = bà con đã rút lại
bulk-why-case-unknown = không còn thấy nữa
bulk-why-colleague-unknown = đồng đội ấy ở đơn vị khác
bulk-why-changed = vừa có thay đổi, mời mở ra xem
