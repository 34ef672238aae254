# What citizens read. They are greeted, thanked, and told in plain words what happens next.

greet-citizen =
    Dạ, chào anh/chị <b>{ $name }</b>!

    Đây là hộp thư <b>Công an lắng nghe ý kiến nhân dân</b>. Anh/chị cứ nhắn ngay vào đây, để tên hay ẩn danh là tùy anh/chị. Ai gửi cũng được trả lời.

    { $emergency }
    <i>Khiếu nại, tố cáo cần đơn ký tên hoặc đến trực tiếp.</i>

ask-suggest-unit = Ý kiến của anh/chị về công an nơi nào? Gõ tên xã, phường hoặc phòng, ví dụ: <i>Năm Căn</i>. Không rõ cũng không sao.
ask-suggest-kind =
    Gửi tới <b>{ $unit }</b>. Anh/chị muốn gửi gì?

    Ở đây nhận <b>góp ý, phản ánh, lời khen, tin báo về tội phạm</b>.
    <b>Khiếu nại, tố cáo</b> gửi qua đây không có giá trị; bấm vào để xem gửi ở đâu.
ask-suggest-body = Mời anh/chị kể: chuyện gì, ở đâu, lúc nào. Gửi kèm hình cũng được, nhưng xin đừng gửi hình giấy tờ tùy thân.
ask-suggest-anonymous = Anh/chị muốn ẩn danh hay nêu tên? Ẩn danh thì đơn vị không biết ai gửi, mà anh/chị vẫn nhận được trả lời ở đây.
ask-suggest-contact = Xin anh/chị cho biết tên và số điện thoại, ví dụ: <i>Bảy Nhung, 0912 345 678</i>. Chỉ nơi trả lời mới thấy.
ask-add-body = Mời anh/chị viết thêm. Gửi hình cũng được.

option-unit-unknown = Chưa rõ đơn vị nào
button-unit-list = 📋 Xem danh sách
button-next-page = Trang { $page }/{ $pages } ›
option-kind-suggestion = 💬 Góp ý, kiến nghị
option-kind-report = 📣 Phản ánh sự việc
option-kind-praise = 🌷 Khen
option-kind-crime = 🚓 Tin báo về tội phạm
option-kind-complaint = Khiếu nại
option-kind-denunciation = Tố cáo
option-anonymous-yes = 🔒 Ẩn danh
option-anonymous-no = ✍️ Nêu tên
sender-anonymous = ẩn danh

formal-ways = Khiếu nại, tố cáo phải có đơn ký tên: nộp tại phòng tiếp công dân, qua bưu điện, hoặc VNeID → Dịch vụ khác → Kiến nghị, phản ánh về ANTT. Ở đây chưa gửi gì đi.

review-suggest =
    <b>Anh/chị xem lại giùm</b>
    { $kind } · { $unit }
    <blockquote>{ $body }</blockquote>
    Người gửi: { $sender }{ $photos ->
        [0] {""}
       *[other] {" "}· { $photos } hình
    }

    <i>Bấm Gửi là anh/chị đồng ý cho lưu nội dung này để trả lời. Tên tuổi được giữ kín bằng mã hóa; nếu ẩn danh, đơn vị không thấy anh/chị là ai. Không gửi nữa: /huy</i>
suggest-sent = Dạ, đã gửi. Cảm ơn anh/chị! Mã ý kiến: <code>{ $code }</code>. Giấy nhận sẽ tới ngay sau tin này.
receipt =
    ✅ Đã nhận ý kiến của anh/chị. Cảm ơn anh/chị đã nói cho chúng tôi biết.

    Mã: <code>{ $code }</code>
    Nơi nhận: <b>{ $unit }</b>

    Đơn vị sẽ trả lời ở đây trong 10 ngày làm việc. Muốn nói thêm, anh/chị chọn <b>Trả lời</b> ngay tin này. Xem tới đâu rồi: /theodoi
receipt-crime =
    Cảm ơn anh/chị đã báo tin. Cán bộ trực của <b>{ $unit }</b> đã được báo.

    🚨 Việc <b>đang xảy ra</b>, xin gọi ngay <b>113</b>.

    Mã: <code>{ $code }</code>. Muốn nói thêm, anh/chị chọn <b>Trả lời</b> ngay tin này.
    <i>Tin này chưa phải là tố giác chính thức. Muốn tố giác, anh/chị đến cơ quan công an gần nhất.</i>
button-track-this = 🔎 Xem tới đâu rồi

step-taken = Cán bộ của <b>{ $unit }</b> đã nhận ý kiến <code>{ $code }</code> và đang xem. Có kết quả sẽ báo anh/chị ngay ở đây.
step-closed = <b>{ $unit }</b> báo đã xử lý ý kiến <code>{ $code }</code>. Anh/chị thấy việc đã xong chưa?
verdict-yes = ✅ Xong rồi
verdict-partly = Một phần
verdict-no = Chưa xong
judged-yes = Cảm ơn anh/chị đã cho biết. Việc <code>{ $code }</code> xong rồi, chúng tôi mừng lắm. 🌷
judged-partly = Cảm ơn anh/chị đã cho biết. Phần chưa xong của <code>{ $code }</code> đã báo lại cán bộ làm tiếp. Muốn nói thêm, chọn Trả lời tin này.
judged-no = Xin lỗi anh/chị vì việc chưa xong. { $moved ->
        [yes] Ý kiến <code>{ $code }</code> đã được chuyển lên cấp trên xem tiếp, anh/chị sẽ được trả lời ở đây.
       *[no] Lời anh/chị về <code>{ $code }</code> đã được báo cho đơn vị. Muốn nói thêm, mời gõ /gopy.
    }
notice-answer =
    📩 <b>{ $unit }</b> trả lời ý kiến <code>{ $code }</code>:
    <blockquote>{ $text }</blockquote>
    Muốn nói thêm, anh/chị chọn <b>Trả lời</b> ngay tin này.
added-words = Dạ, đã chuyển lời anh/chị vào ý kiến <code>{ $code }</code>. Cảm ơn anh/chị.

track-none = Anh/chị chưa gửi ý kiến nào. Có điều gì muốn nói, cứ nhắn vào đây.
track-list =
    Ý kiến anh/chị đã gửi: { $count }

    { $lines }

    Bấm vào mã để xem.
track-line = <code>{ $code }</code> · { $day } · <b>{ $state }</b>: { $text }
track-one =
    <code>{ $code }</code> · <b>{ $state }</b>
    { $kind } · { $unit }

    { $lines }
# No markup here: the lines are cut where they grow too long.
track-said-citizen =
    Anh/chị, { $at }:
    { $text }
track-said-unit =
    Đơn vị trả lời, { $at }:
    { $text }
button-add-words = ✏️ Viết thêm
state-new = đã nhận
state-taken = đang xem
state-asked = chờ anh/chị trả lời
state-answered = đã trả lời
state-closed = đã kết thúc
state-moved = đã chuyển lên cấp trên
state-verdict-yes = đã xong
state-verdict-partly = xong một phần
state-verdict-no = đã kết thúc, anh/chị báo chưa xong
state-withdrawn = đã rút lại

code-unreadable = Chưa đọc được mã. Mã có 8 chữ và số, như trong giấy nhận. Gõ /theodoi để chọn mã.
code-slip = Mã có chữ gõ nhầm. Mời xem lại giấy nhận, hoặc gõ /theodoi để chọn mã.
case-not-yours = Trong các ý kiến đã gửi từ máy này không có mã { $code }. Gõ /theodoi để xem các ý kiến đã gửi.
case-judged = Ý kiến { $code } đã ghi lời anh/chị rồi. Cảm ơn anh/chị. Có chuyện mới, mời gõ /gopy.

receipt-praise =
    🌷 Đã nhận lời khen của anh/chị. Cảm ơn anh/chị, anh em vui lắm!

    Mã: <code>{ $code }</code>
    Nơi nhận: <b>{ $unit }</b>
step-taken-praise = 🌷 <b>{ $unit }</b> đã đọc lời khen <code>{ $code }</code> của anh/chị. Cảm ơn anh/chị.
step-closed-praise = 🌷 <b>{ $unit }</b> cảm ơn anh/chị về lời khen <code>{ $code }</code>.
suggest-unfinished = Anh/chị còn một ý kiến viết dở. Mời gửi hoặc hủy ý kiến này trước, rồi gửi ý kiến mới.
words-unknown = không biết|hổng biết|hông biết|chưa rõ|không rõ|không nhớ
