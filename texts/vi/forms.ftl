# Forms: the buttons beneath every question, what was typed and did not fit, and plain words offered.

button-back = ‹ Quay lại
button-cancel = ✖ Hủy
button-send = ✅ Gửi
button-edit = ✏️ Sửa
button-resume = ▶ Làm tiếp

form-cancelled = Dạ, đã hủy việc đang làm dở. Những gì đã gửi, đã ghi trước đó vẫn còn.
nothing-to-cancel = Không có việc gì đang làm dở. Cần gì, mời gõ /trogiup.
form-aside = Còn việc <b>{ $form }</b> đang làm dở. Làm tiếp hay hủy?
form-edit-which = Sửa chỗ nào?

form-suggest = gửi ý kiến
form-add = viết thêm vào ý kiến
form-join = nhận lời mời
form-deed = ghi việc tốt
form-place = ghi nơi làm
form-helped = ghi số người được giúp
form-photo = thêm ảnh
form-reminder = đặt giờ nhắc
form-answer = trả lời người dân
form-invite = mời người

field-unit = Đơn vị
field-kind = Loại ý kiến
field-body = Nội dung
field-anonymous = Ẩn danh hay nêu tên
field-contact = Tên, liên lạc

choose-one = Chưa hiểu câu trả lời này. Mời bấm một nút bên dưới, hoặc làm theo câu hỏi ở trên.
choose-found = Với “{ $typed }”, mời bấm một trong các nút này, hoặc gõ rõ hơn.
choose-none = Không tìm thấy “{ $typed }”. Mời gõ lại ngắn hơn, chỉ tên xã, phường cũng được.
photo-added = Đã nhận hình.
photo-not-here = Câu này chưa cần hình. Mời trả lời bằng chữ hoặc bấm nút.

offer-to-citizen =
    Dạ, đã đọc tin của anh/chị{ $photos ->
        [0] {""}
       *[other] {" "}và { $photos } hình
    }:
    <blockquote>{ $text }</blockquote>
    Anh/chị muốn gửi thành gì? Còn muốn nói thêm thì cứ nhắn tiếp.
offer-to-officer =
    Đã đọc tin của đồng chí{ $photos ->
        [0] {""}
       *[other] {" "}và { $photos } hình
    }:
    <blockquote>{ $text }</blockquote>
    Ghi thành gì? Còn thêm thì đồng chí cứ nhắn tiếp.
offer-suggest = 💬 Gửi góp ý
offer-praise = 🌷 Gửi lời khen
offer-deed = ✍️ Ghi việc tốt hôm nay
offer-attach = 📎 Thêm ảnh vào việc vừa ghi
offer-drop = ✖ Bỏ tin này

words-too-few = Xin viết thêm chút nữa cho rõ, ít nhất { $least } chữ.
words-too-many = Tin hơi dài. Xin rút gọn còn { $most } ký tự, phần còn lại gửi thêm sau.
message-empty = Tin chưa có chữ hay hình nào. Mời viết vài lời rồi gửi lại.
photos-enough = Mỗi lần gửi được nhiều nhất { $most } hình. Hình đã gửi trước vẫn còn, mời làm tiếp.
number-unreadable = Chưa đọc được số. Mời gõ bằng chữ số, ví dụ 3.
name-empty = Xin ghi họ và tên bằng chữ.
name-too-long = Tên dài quá. Xin ghi gọn trong { $most } ký tự.
contact-odd = Xin ghi tên hoặc số điện thoại, từ 2 đến { $most } ký tự.
form-unfinished = Còn thiếu vài câu nên chưa gửi được. Gõ /gopy để làm tiếp.

form-given-back =
    Không ghi được nữa, nhưng lời đã viết vẫn còn đây để chép lại:
    <blockquote>{ $text }</blockquote>
form-left =
    Lời viết dở lần trước còn đây, để chép lại khi cần:
    <blockquote>{ $text }</blockquote>
review-photo = Sẽ thêm { $photos } ảnh. Gửi tiếp hoặc bấm Gửi.
field-photos = Ảnh

offer-to-staff =
    Đã đọc tin của đồng chí{ $photos ->
        [0] {""}
       *[other] {" "}và { $photos } hình
    }:
    <blockquote>{ $text }</blockquote>
    Muốn đáp bà con, đồng chí chọn <b>Trả lời</b> ngay tin của ý kiến. Hay đồng chí muốn gửi tin này thành góp ý?
