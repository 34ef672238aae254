# What the sender of an opinion reads after it was sent: receipt, how far it is, solved or not, taken back.

# Not for the unit it speaks of.
ask-suggest-away = Ý kiến này có nói về chỉ huy của <b>{ $unit }</b> không? Nếu có, xin gửi thẳng lên cấp trên; đơn vị không thấy.
option-away-yes = Có, gửi lên cấp trên
option-away-no = Không, gửi cho đơn vị
button-away-yes = 🔒 Không gửi cho đơn vị này
button-away-no = Gửi cho đơn vị
field-away = Đơn vị có thấy không
review-away = 🔒 Gửi lên <b>{ $above }</b>. { $unit } không thấy ý kiến này.
receipt-away = 🔒 Ý kiến đi lên cấp trên một bậc. Đơn vị được nói tới không thấy và cũng không được đếm.
words-leaders = chỉ huy|trưởng công an|phó trưởng công an|trưởng phòng|phó phòng|phó trưởng phòng|đội trưởng|đội phó|giám đốc|phó giám đốc|thủ trưởng|lãnh đạo|sếp

receipt =
    ✅ Đã nhận ý kiến của anh/chị. Cảm ơn anh/chị đã nói cho chúng tôi biết.

    Mã: <code>{ $code }</code>
    Nơi nhận: <b>{ $unit }</b>

    Đơn vị sẽ trả lời ở đây{ $due ->
        [yes] , chậm nhất ngày <b>{ $day }</b>
       *[no] {""}
    }. Muốn nói thêm, anh/chị chọn <b>Trả lời</b> ngay tin này. Xem tới đâu rồi, hay muốn rút lại: /theodoi
receipt-crime =
    Cảm ơn anh/chị đã báo tin. Cán bộ trực của <b>{ $unit }</b> đã được báo, nhưng lúc này <b>chưa có cán bộ nào đọc</b>. Có người đọc, anh/chị được báo ngay ở đây.

    🚨 Việc <b>đang xảy ra</b>, xin gọi ngay <b>113</b>.

    Mã: <code>{ $code }</code>. Muốn nói thêm, anh/chị chọn <b>Trả lời</b> ngay tin này.
    <i>Tin này chưa phải là tố giác chính thức. Muốn tố giác, anh/chị đến cơ quan công an gần nhất.</i>
receipt-praise =
    🌷 Đã nhận lời khen của anh/chị. Cảm ơn anh/chị, anh em vui lắm!

    Mã: <code>{ $code }</code>
    Nơi nhận: <b>{ $unit }</b>
button-track-this = 🔎 Xem tới đâu rồi

step-taken = Cán bộ của <b>{ $unit }</b> đã nhận ý kiến <code>{ $code }</code> và đang xem. Có kết quả sẽ báo anh/chị ngay ở đây.
step-closed = <b>{ $unit }</b> báo đã xử lý ý kiến <code>{ $code }</code>.
step-ended = Ý kiến <code>{ $code }</code> đã có trả lời của <b>{ $unit }</b>; hai tuần nay chưa nghe anh/chị nói gì thêm nên xin khép lại. Việc chưa xong, anh/chị cứ bấm bên dưới.
solved-ask = Anh/chị thấy việc đã xong chưa?
step-taken-praise = 🌷 <b>{ $unit }</b> đã đọc lời khen <code>{ $code }</code> của anh/chị. Cảm ơn anh/chị.
step-closed-praise = 🌷 <b>{ $unit }</b> cảm ơn anh/chị về lời khen <code>{ $code }</code>.

# Solved?
verdict-yes = ✅ Xong rồi
verdict-partly = Một phần
verdict-no = Chưa xong
judged-yes = Cảm ơn anh/chị đã cho biết. Việc <code>{ $code }</code> xong rồi, chúng tôi mừng lắm. 🌷
judged-partly = Cảm ơn anh/chị đã cho biết. Phần chưa xong của <code>{ $code }</code> đã báo lại cán bộ làm tiếp. Muốn nói thêm, chọn Trả lời tin này.
case-judged = Ý kiến { $code } đã ghi lời anh/chị rồi. Cảm ơn anh/chị. Có chuyện mới, mời gõ /gopy.
judged-early = Ý kiến { $code } đang được xem tiếp. Có trả lời mới, chúng tôi sẽ hỏi lại anh/chị.
form-why = nói vì sao chưa xong
ask-why-body = Xin lỗi anh/chị vì việc chưa xong. { $moved ->
        [yes] Ý kiến <code>{ $code }</code> đã được chuyển lên cấp trên xem tiếp, anh/chị sẽ được trả lời ở đây.
       *[no] Lời anh/chị về <code>{ $code }</code> đã được báo cho đơn vị.
    } Còn thiếu điều gì, xin anh/chị viết vài lời; bỏ qua cũng được.
option-body-skip = Bỏ qua
why-noted = Dạ, đã ghi. Cảm ơn anh/chị đã nói rõ về <code>{ $code }</code>.
form-reopen = mở lại ý kiến
ask-reopen-body = Mời anh/chị viết thêm về <code>{ $code }</code>.
ask-reopen-solved = Ý kiến <code>{ $code }</code> đã kết thúc; lời anh/chị vừa viết chưa gửi đi đâu. Việc chưa xong thì bấm một nút, lời này sẽ được gửi kèm. Chuyện khác, mời bấm Hủy rồi gõ /gopy.
option-solved-partly = Mới xong một phần
option-solved-no = Chưa xong
field-solved = Xong chưa
reopened-partly = Dạ, đã mở lại <code>{ $code }</code> và báo cán bộ làm tiếp phần còn lại.
reopened-no = Xin lỗi anh/chị vì việc chưa xong. { $moved ->
        [yes] Ý kiến <code>{ $code }</code> đã được chuyển lên cấp trên, kèm lời anh/chị.
       *[no] Lời anh/chị về <code>{ $code }</code> đã được báo cho đơn vị.
    }

# Stars.
stars-ask = Anh/chị chấm mấy sao cho cách phục vụ?
form-word = thêm lời cho số sao
ask-word-body = Đã ghi { $stars } sao cho <code>{ $code }</code>. Muốn thêm một lời thì anh/chị viết luôn; bỏ qua cũng được. Trong một ngày còn đổi được.
word-noted = Dạ, đã ghi. Cảm ơn anh/chị đã chấm sao cho <code>{ $code }</code>.
stars-early = Ý kiến { $code } chưa có trả lời, chấm sao lúc này còn sớm. Có trả lời sẽ hỏi anh/chị.
stars-late = Sao của { $code } đã ghi quá một ngày nên không đổi nữa. Cảm ơn anh/chị.

# Words in a case.
ask-add-body = Mời anh/chị viết thêm. Gửi hình cũng được.
added-words = Dạ, đã chuyển lời anh/chị vào ý kiến <code>{ $code }</code>. Cảm ơn anh/chị.
thanked = 🌷 Dạ, cảm ơn anh/chị! Lời này đã được chuyển tới đơn vị.
edited-as = Đã sửa thành: { $text }
edited-noted = Dạ, lời vừa sửa đã được ghi thêm vào ý kiến <code>{ $code }</code>. Lời cũ vẫn còn để biết đã nói gì.
ended-own = Dạ, đã khép ý kiến <code>{ $code }</code>. Cảm ơn anh/chị đã báo việc xong rồi. 🌷

form-withdraw = rút lại ý kiến
ask-withdraw-sure = Rút lại ý kiến <code>{ $code }</code>? Lời, hình và liên lạc anh/chị để lại sẽ bị xóa hẳn, câu trả lời cũng vậy; chỉ còn con số đếm. Tin đã tới máy cán bộ thì không xóa từ đây được; đơn vị sẽ được báo là anh/chị đã rút lại.
option-sure-yes = 🗑 Rút lại và xóa hết
option-sure-no = Giữ lại
withdrawn = Dạ, ý kiến <code>{ $code }</code> đã rút lại và xóa. Có chuyện gì, anh/chị cứ nhắn vào đây.
withdraw-kept = Dạ, ý kiến <code>{ $code }</code> vẫn giữ như cũ.

# /theodoi
track-none = Anh/chị chưa gửi ý kiến nào. Có điều gì muốn nói, cứ nhắn vào đây.
track-list =
    Ý kiến anh/chị đã gửi: { $count }

    { $lines }

    Bấm vào mã để xem.
track-line = <code>{ $code }</code> · { $day } · <b>{ $state }</b>: { $text }
track-line-withdrawn = <code>{ $code }</code> · { $day } · <b>{ $state }</b>
track-one =
    <code>{ $code }</code> · <b>{ $state }</b>
    { $kind } · { $unit }
    { $standing }

    { $lines }
track-read-at = 👁 Cán bộ của { $unit } đã đọc lúc { $at }.
track-unread = 👁 Chưa có cán bộ nào mở ra đọc.
track-due = Trả lời chậm nhất: { $at }.
track-late = Đã quá hẹn trả lời ({ $at }). Chúng tôi xin lỗi anh/chị.
track-asked = Đơn vị đang chờ anh/chị trả lời câu hỏi; hạn trả lời tạm dừng.
track-away = 🔒 Đơn vị được nói tới không thấy ý kiến này.
track-stars = Anh/chị đã chấm { $stars } sao.
# No markup here: the lines are cut where they grow too long.
track-said-citizen =
    Anh/chị, { $at }:
    { $text }
track-said-unit =
    Đơn vị trả lời, { $at }:
    { $text }
track-asked-unit =
    Đơn vị hỏi, { $at }:
    { $text }
button-add-words = ✏️ Viết thêm
button-done = ✅ Đã xong
button-withdraw = 🗑 Rút lại
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
case-your-own = Ý kiến { $code } do chính anh/chị gửi, nên không mở ở đây. Gõ /theodoi { $code } để xem và nhắn thêm.
case-not-yours = Trong các ý kiến đã gửi từ máy này không có mã { $code }. Gõ /theodoi để xem các ý kiến đã gửi.

# What the desk hears of it.
told-yes = 🌷 Bà con báo việc <code>{ $code }</code> đã xong. Cảm ơn đồng chí!
told-partly = Bà con báo việc <code>{ $code }</code> mới xong một phần. Mong đồng chí xem nốt phần còn lại.
told-no = Bà con báo việc <code>{ $code }</code> vẫn chưa xong.{ $moved ->
        [yes] {" "}Ý kiến đã chuyển lên cấp trên.
       *[no] {" "}Mong đồng chí xem lại cho bà con.
    }
told-why = Bà con nói rõ vì sao <code>{ $code }</code> chưa xong:
told-stars = ⭐ Bà con chấm { $stars } sao cho <code>{ $code }</code>.
told-word = ⭐ Bà con thêm lời cho { $stars } sao của <code>{ $code }</code>:
told-ended = ✅ Bà con báo việc <code>{ $code }</code> đã xong nên tự khép lại. Không cần làm gì thêm.
told-withdrawn = Bà con đã rút lại ý kiến <code>{ $code }</code>; nội dung đã xóa. Mong đồng chí xóa các tin về ý kiến này trên máy mình.
told-thanks = 🌷 Bà con cảm ơn về <code>{ $code }</code>:
told-words = <blockquote>{ $text }</blockquote>

# To an officer, of themselves, never fewer than five.
diary-heard = 🌷 Trong 12 tháng qua bà con nhắc tới đồng chí từ { $times } lần trở lên{ $praise ->
        [0] {""}
       *[other] , khen từ { $praise } lần
    }.

# What may be typed as a reply to a message of one's case, or behind its code.
words-withdraw = rút lại|rút ý kiến|rút lại ý kiến|xin rút lại|thu hồi
words-end = khép lại|đóng lại|kết thúc giùm|không cần nữa|hổng cần nữa|khỏi cần nữa
words-add = viết thêm|nói thêm|thêm|bổ sung|viết thêm nữa
words-verdict-yes = xong rồi|đã xong|xong|dạ xong rồi|rồi
words-verdict-partly = một phần|xong một phần|mới một phần|mới xong một phần
words-verdict-no = chưa xong|chưa|chưa xong nữa|vẫn chưa xong|chưa đâu
words-stars = sao|ngôi sao
words-thanks = cảm ơn|cám ơn|cảm ơn nhiều|cám ơn nhiều|xin cảm ơn|xin cám ơn|đội ơn|mang ơn|biết ơn|thank you|thanks|cảm tạ|đa tạ|tks|thank|c.ơn|camon
words-thanks-more = dạ|vâng|ạ|nha|nhé|nghen|nghe|nhiều|rất nhiều|lắm|quá|các|anh|chị|chú|cô|bác|em|mấy|đồng chí|cán bộ|công an|xã|phường|bà con|tôi|tui|con|cháu|mình|gia đình|và|rất|xin|ok|oke|tốt|hay|vui|quá trời|you|so|much|very|bot|đã trả lời|đã giúp|giúp đỡ|trả lời|ơn|hết lòng|chân thành|lần nữa|thêm lần nữa|một lần nữa|đã|sớm|nhanh|kịp thời|tận tình|nhiệt tình|chu đáo|phản hồi|quan tâm|đơn vị|vì|về|sự|luôn|đó|đây|anh em|mấy anh|mấy chú|hồi âm|xử lý|giải quyết
# "Yes, fine": alone or with such words beside it, it starts nothing anew.
words-yes = dạ|vâng|ok|oke|okie|okê|ừ|uh|ừm|dạ vâng|được|được rồi|dạ được|vậy được rồi|tốt|tốt quá|tốt lắm|hay quá|tuyệt|tuyệt vời|hiểu rồi|biết rồi|rõ rồi|nghe rồi|đã nhận|nhận được rồi|mừng quá|vui quá|vậy là tốt|quá tốt
words-yes-more = ạ|nha|nhé|nghen|nghe|hen|nhen|lắm|quá|rồi|anh|chị|chú|cô|bác|cậu|em|con|cháu|các|mấy|anh em|đồng chí|cán bộ|công an|tôi|tui
