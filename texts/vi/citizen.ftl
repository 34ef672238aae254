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
    }{ $away }

    <i>Bấm Gửi là anh/chị đồng ý cho lưu nội dung này để trả lời. Tên tuổi được giữ kín bằng mã hóa; nếu ẩn danh, đơn vị không thấy anh/chị là ai. Không gửi nữa: /huy</i>
opinions-enough = Hôm nay anh/chị đã gửi { $most } ý kiến. Lời này còn giữ đây: từ ngày { $day } mời bấm Gửi lần nữa. Khẩn cấp gọi 113, cháy 114, cấp cứu 115, thiên tai 112.
suggest-sent = Dạ, đã gửi. Cảm ơn anh/chị! Mã ý kiến: <code>{ $code }</code>. Giấy nhận sẽ tới ngay sau tin này.
notice-answer =
    📩 <b>{ $unit }</b> trả lời ý kiến <code>{ $code }</code>:
    <blockquote>{ $text }</blockquote>
    Muốn nói thêm, anh/chị chọn <b>Trả lời</b> ngay tin này.
suggest-unfinished = Anh/chị còn một ý kiến viết dở. Mời gửi hoặc hủy ý kiến này trước, rồi gửi ý kiến mới.
words-unknown = không biết|hổng biết|hông biết|chưa rõ|không rõ|không nhớ
