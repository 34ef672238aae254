# What duty officers and commanders read: cards of cases, what became of them, reports asked for.

greet-staff =
    Chào đồng chí <b>{ $name }</b>!

    Việc cần đồng chí sẽ tới ngay ở đây. Xem làm được gì: /trogiup

    { $emergency }

# The kind brings its own sign.
card =
    <b>{ $kind }</b> · <code>{ $code }</code>
    { $unit } · { $at }
    <blockquote>{ $text }</blockquote>
    Người gửi { $alias } ({ $contact }){ $photos ->
        [0] {""}
       *[other] {" "}· { $photos } ảnh
    }
    <b>{ $lies }</b>
    <i>Chọn Trả lời ngay tin này để hồi âm bà con.</i>
card-moved = <b>Bà con báo chưa xong, nay chuyển lên đồng chí</b>
card-citizen = Bà con:
card-unit = Đơn vị:
card-passed = <b>{ $unit } chuyển tới, chờ đồng chí tiếp nhận</b>
notice-added =
    💬 Người gửi { $alias } viết thêm vào <code>{ $code }</code> ({ $unit }):
    <blockquote>{ $text }</blockquote>
    <i>Chọn Trả lời ngay tin này để hồi âm bà con.</i>
button-take = ✋ Nhận xử lý
button-answer = ✍️ Trả lời
button-close = ✅ Kết thúc

ask-answer-body = Trả lời ý kiến <code>{ $code }</code>. Mời đồng chí viết trả lời: đã làm gì, cấp nào làm, nếu chưa được thì vì sao. Gửi ảnh cũng được.
case-taken-by-you = Đồng chí đã nhận ý kiến { $code }.
case-taken = Ý kiến { $code } đã có đồng chí { $name } nhận. Cần góp thêm, mời chọn Trả lời ngay tin đó.
case-answered = Đã gửi trả lời ý kiến <code>{ $code }</code> tới bà con. Cảm ơn đồng chí.
case-closed-by-you = Đã kết thúc <code>{ $code }</code>. Bà con được báo ngay.
case-closed-with = Đã gửi lời này tới bà con và kết thúc <code>{ $code }</code>. Cảm ơn đồng chí.
case-unanswered = Ý kiến { $code } chưa có trả lời. Mời đồng chí trả lời trước rồi hãy kết thúc.
case-closed = Ý kiến { $code } đã kết thúc nên không viết thêm được. Chuyện mới xin gửi ý kiến mới: /gopy
case-withdrawn = Ý kiến { $code } đã được người gửi rút lại nên không viết thêm được. Chuyện mới thì gõ /gopy.
desk-case-closed = Ý kiến { $code } đã kết thúc nên không gửi thêm cho bà con được. Bà con báo chưa xong thì ý kiến mở lại. Cần ghi lại cho đơn vị, mời gõ ghi chú: và lời của đồng chí.
desk-case-withdrawn = Bà con đã rút lại ý kiến { $code }, nội dung đã xóa. Đồng chí không cần làm gì thêm.
case-unknown = Không còn thấy ý kiến này. Gõ /theodoi để xem các ý kiến đã gửi.
case-gone = Ý kiến của tin này không còn nữa. Muốn nói điều mới, mời nhắn riêng, không chọn Trả lời.
not-your-case = Ý kiến này do đơn vị khác trả lời. Cần trao đổi, xin đồng chí báo chỉ huy.
no-post-now = Đồng chí nay không còn giữ nhiệm vụ ở đơn vị nào trong hệ thống, nên ý kiến này do người khác xem tiếp. Cảm ơn đồng chí đã phục vụ bà con. Nếu có nhầm, xin báo chỉ huy.

report-coming = Báo cáo { $period } của <b>{ $unit }</b> đang làm, vài giây nữa sẽ tới đồng chí.

notice-photos = 📷 Ảnh của <code>{ $code }</code>
notice-photos-lost = Ảnh của <code>{ $code }</code> không đọc được.

help-desk = Ý kiến của bà con tự tới đây. Chọn <b>Trả lời</b> ngay tin đó là đáp được bà con.
