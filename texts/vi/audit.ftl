# The audit (/kiemtra), and a sender's name: asked for, agreed to, opened.

command-kiemtra = xem ai đã làm gì, lúc nào
words-command-kiemtra = kiểm tra|nhật ký kiểm tra|kiểm tra nhật ký
words-file = tệp|xuất|xuất tệp|file|excel|xlsx

audit-head =
    <b>Nhật ký kiểm tra</b>
    { $what } · { $period }
audit-everything = tất cả trong phạm vi của đồng chí
audit-ever = mọi thời gian
audit-line =
    <b>#{ $number }</b> { $at } · { $name }
    { $what }
audit-nothing = Trong phạm vi của đồng chí không có dòng nào như vậy.
audit-program = Chương trình, dòng lệnh
audit-admin = Quản trị theo cài đặt ({ $sign })
audit-which = Đồng chí muốn xem nhật ký của ai, nơi nào?
audit-not-found = Không thấy “{ $typed }”. Mời gõ mã ý kiến, tên đơn vị, tên cán bộ, hoặc kỳ như 10/2026.
audit-file-coming = Tệp nhật ký đang làm, lát nữa sẽ tới đồng chí. Việc xuất tệp cũng được ghi vào nhật ký.
audit-file-name = nhat-ky-kiem-tra
audit-file-title = Nhật ký kiểm tra: { $what }, { $period }
audit-file-whole = Đủ { $count } dòng, lấy lúc { $at }. Cột Dấu nối mỗi dòng với mọi dòng trước nó: cùng một việc mà dấu khác lần xuất trước là nhật ký đã bị sửa.
audit-file-cut = Chỉ { $count } dòng mới nhất, lấy lúc { $at }; muốn xem dòng cũ hơn, hãy chọn kỳ ngắn hơn. Cột Dấu nối mỗi dòng với mọi dòng trước nó: cùng một việc mà dấu khác lần xuất trước là nhật ký đã bị sửa.
audit-column-number = Số
audit-column-at = Lúc
audit-column-actor = Người làm
audit-column-action = Việc
audit-column-subject = Đối tượng
audit-column-unit = Đơn vị
audit-column-details = Chi tiết
audit-column-mark = Dấu
button-audit-newest = « Mới nhất
button-audit-older = Cũ hơn »
button-audit-file = ⬇ Xuất tệp Excel

audit-action-added = người gửi viết thêm
audit-action-answer = trả lời
audit-action-ask = hỏi lại người gửi
audit-action-assign = giao cho cán bộ
audit-action-backed-up = sao lưu dữ liệu
audit-action-close = kết thúc ý kiến
audit-action-closed = tự kết thúc vì không còn hồi âm
audit-action-ended = người gửi kết thúc ý kiến
audit-action-escalate = chuyển lên cấp trên
audit-action-exported-audit = xuất nhật ký kiểm tra
audit-action-exported-digest = xuất báo cáo ra tệp
audit-action-give-back = chuyển trả
audit-action-judged = người gửi cho biết đã xong chưa
audit-action-link-destroyed = hủy chỗ nối ý kiến với người gửi
audit-action-name-agreed = đồng ý mở danh tính người gửi
audit-action-name-asked = xin mở danh tính người gửi
audit-action-name-denied = không đồng ý mở danh tính người gửi
audit-action-name-officer = ghi cán bộ được nói tới
audit-action-name-opened = xem danh tính người gửi
audit-action-note = ghi chú nội bộ
audit-action-overdue = báo quá hạn lên trên
audit-action-own-day = đặt ngày nghỉ, ngày làm bù
audit-action-pass = chuyển đơn vị khác
audit-action-postponed = gia hạn
audit-action-propose = trình trả lời để duyệt
audit-action-rated = người gửi chấm sao
audit-action-ready-add = thêm câu trả lời mẫu
audit-action-ready-change = sửa câu trả lời mẫu
audit-action-ready-drop = bỏ câu trả lời mẫu
audit-action-received = nhận ý kiến mới
audit-action-refused = thử làm việc không được phép
audit-action-replayed = cho xử lý lại một tin hỏng
audit-action-reported = lấy báo cáo
audit-action-restored = khôi phục dữ liệu từ bản sao lưu
audit-action-rule = đổi quy định của đơn vị
audit-action-same = đánh dấu trùng ý kiến khác
audit-action-saw = mở xem ý kiến
audit-action-send-back = trả lại câu trả lời để sửa
audit-action-take = nhận xử lý
audit-action-topic = đặt chủ đề
audit-action-unheard = câu hỏi không được trả lời, thời hạn chạy tiếp
audit-action-unit-added = thêm đơn vị
audit-action-unit-changed = sửa đơn vị
audit-action-unit-dropped = hủy việc đổi đơn vị đã hẹn
audit-action-unit-given-up = bỏ việc đổi đơn vị đã hẹn vì không còn làm được
audit-action-unit-merge = nhập đơn vị
audit-action-unit-move = chuyển đơn vị trong cây
audit-action-unit-planned = hẹn ngày đổi đơn vị
audit-action-unit-rename = đổi tên đơn vị
audit-action-unit-split = tách đơn vị
audit-action-withdrawn = người gửi rút ý kiến

form-askname = xin mở danh tính người gửi
form-agree = quyết định việc mở danh tính
field-decision = Quyết định
field-untold = Lý do chưa báo
option-decision-agree = Đồng ý, báo người gửi
option-decision-quiet = Đồng ý, chưa báo người gửi
option-decision-deny = Không đồng ý

ask-askname-body =
    Đồng chí xin mở danh tính người gửi ý kiến <code>{ $code }</code>. Vì sao cần, và dùng vào việc gì?

    Phải có một người khác có thẩm quyền đồng ý. Mọi lần xem đều được ghi lại. <b>Người gửi sẽ đọc được lý do này</b>, trừ khi người đồng ý ghi rõ vì sao chưa báo.
ask-agree-decision = Mở danh tính người gửi ý kiến <code>{ $code }</code>?
ask-agree-untold = Vì sao chưa báo cho người gửi? Lý do được giữ lại để kiểm tra.
review-agree =
    <b>Mở danh tính người gửi</b> <code>{ $code }</code> ({ $unit })
    Người xin: { $name }
    <blockquote>{ $reason }</blockquote>
    Quyết định: <b>{ $decision }</b>{ $why ->
        [yes] . Lý do chưa báo: { $untold }
       *[no] {""}
    }

    Bấm Gửi là có hiệu lực ngay. Đồng ý thì người xin được xem trong 24 giờ.
reason-too-short = Lý do còn ngắn quá. Xin ghi ít nhất { $least } chữ để người khác xét được.
name-asked = Đã gửi đề nghị mở danh tính người gửi <code>{ $code }</code> tới những người có thẩm quyền. Có trả lời, đồng chí được báo ngay.
name-asking =
    🔐 Đồng chí <b>{ $name }</b> ({ $unit }) xin mở danh tính người gửi ý kiến <code>{ $code }</code>:
    <blockquote>{ $reason }</blockquote>
    Chỉ nên đồng ý khi không còn cách nào khác: có thể hỏi lại người gửi qua bot mà không cần biết họ là ai. Hết hạn lúc { $until }.
name-agreed =
    🔓 Đồng chí <b>{ $name }</b> đồng ý cho mở danh tính người gửi <code>{ $code }</code>. Xem được đến { $until }. { $told ->
        [yes] Khi đồng chí xem, người gửi sẽ được báo.
       *[no] Người gửi chưa được báo.
    }
name-denied = Đồng chí <b>{ $name }</b> không đồng ý mở danh tính người gửi <code>{ $code }</code>. Vẫn hỏi lại người gửi qua bot được.
name-ended = Người gửi đã rút ý kiến <code>{ $code }</code>, nên đề nghị mở danh tính của đồng chí hết hiệu lực: không ai mở được nữa.
name-reason-erased = (đã xóa cùng ý kiến)
name-agreed-by-you = Đã đồng ý mở danh tính người gửi <code>{ $code }</code> cho đồng chí { $name }, trong 24 giờ.
name-denied-by-you = Đã trả lời đồng chí { $name }: không mở danh tính người gửi <code>{ $code }</code>.
button-name-look = 🔐 Xem danh tính
button-name-open = Tôi hiểu, cho xem
name-look =
    Đồng chí sắp xem danh tính người gửi <code>{ $code }</code>. Lần xem này được ghi lại, kể cả giờ. { $told ->
        [yes] Người gửi sẽ được báo.
       *[no] Người gửi chưa được báo.
    }
name-shown =
    <b>Người gửi ý kiến</b> <code>{ $code }</code>
    Tài khoản Telegram số <code>{ $chat }</code>: <a href="tg://user?id={ $chat }">mở trò chuyện</a> (có khi Telegram không cho mở)
    Liên lạc người gửi để lại: { $contact }

    Ở đây chỉ giữ có vậy, không giữ họ tên. Tài khoản không chứng minh được ai cầm máy. Lần xem này đã được ghi lại; xem lại được đến { $until }. Xin đừng chuyển tiếp, xem xong hãy xóa tin này.
name-no-contact = không có
name-opened =
    🔓 Xin báo để anh/chị rõ: danh tính của anh/chị ở ý kiến <code>{ $code }</code> đã được mở cho một cán bộ của <b>{ $unit }</b>. Người có thẩm quyền của <b>{ $higher }</b> đã đồng ý. Lý do:
    <blockquote>{ $reason }</blockquote>
    Cán bộ ấy xem được số tài khoản Telegram của anh/chị và liên lạc đã để lại, nếu có. Mọi lần xem đều được ghi lại. Muốn hỏi thêm, xin trả lời ngay tin này.
link-kept = Sau { $months } tháng kể từ khi kết thúc, mối liên hệ giữa ý kiến này và anh/chị bị xóa hẳn: không còn ai biết ai đã gửi.

name-asked-before = Đồng chí { $name } đã xin mở danh tính người gửi { $code } và đang chờ trả lời.
name-destroyed = Ý kiến { $code } đã quá thời hạn lưu: mối liên hệ với người gửi đã bị xóa, không ai mở được nữa.
name-nobody-agrees = Chưa có người thứ hai đủ thẩm quyền để xét (ai mới nhận nhiệm vụ chưa đủ { $days } ngày, hay do chính đồng chí mời vào, thì chưa xét được). Xin đồng chí báo cấp trên.
name-too-near = Đồng chí và người xin có người này mời người kia vào (hoặc cấp máy mới, giao làm thay), nên việc này chờ người khác xét.
name-post-new = Đồng chí mới nhận nhiệm vụ, sau { $days } ngày mới xét được việc mở danh tính. Việc này chờ người khác xét.
name-own-asking = Người xin thì không tự đồng ý được, dù giữ mấy vai trò. Việc này chờ người khác xét.
name-decided-before = Đồng chí { $name } đã trả lời đề nghị này rồi.
name-asking-void = Đề nghị này đã quá { $days } ngày nên hết hiệu lực. Nếu còn cần, người xin gửi lại.
name-not-asked = Chỉ người đã xin mới xem được.
name-not-agreed = Đề nghị này chưa được đồng ý, hoặc đã hết hiệu lực.
name-closed = Đã quá { $hours } giờ nên không xem được nữa. Nếu còn cần, xin gửi đề nghị mới.

doctor-audit = Nhật ký kiểm tra: { $count } dòng nối nhau nguyên vẹn, dấu của dòng cuối { $mark }.
doctor-audit-broken = Nhật ký kiểm tra bị sửa, bị xóa hoặc bị chèn từ dòng { $number }. Hãy dừng bot, giữ nguyên tệp, so với các bản sao lưu, và báo người chịu trách nhiệm.
