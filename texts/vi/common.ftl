# What everybody meets: language, menu, help, commands, typed words, and why something was not possible.

language-name = Tiếng Việt
ask-language = Mời chọn ngôn ngữ. Please choose a language.
language-set = Dạ, từ giờ mình nói chuyện bằng tiếng Việt.
language-unknown = Chỉ có tiếng Việt và tiếng Anh. Gõ /ngonngu rồi bấm một nút.

menu-description =
    Dạ, chào bà con! Đây là hộp thư “Công an lắng nghe ý kiến nhân dân”.
    Góp ý, phản ánh, khen: cứ nhắn vào đây, để tên hay ẩn danh tùy bà con. Ai gửi cũng được trả lời.
    Khẩn cấp gọi 113 công an, 114 chữa cháy, 115 cấp cứu, 112 thiên tai.
    Khiếu nại, tố cáo cần đơn ký tên hoặc đến trực tiếp.
menu-about = Hộp thư “Công an lắng nghe ý kiến nhân dân”. Nhắn vào là có trả lời. Khẩn cấp gọi 113.

emergency = 🚨 Khẩn cấp gọi: <b>113</b> công an · <b>114</b> chữa cháy, cứu nạn · <b>115</b> cấp cứu · <b>112</b> thiên tai
help =
    <b>Ở đây làm được những việc này</b>
    { $lines }

    Không nhớ lệnh cũng không sao: cứ nhắn điều muốn nói.

    { $emergency }
help-line = /{ $command } – { $what }

command-gopy = gửi góp ý, phản ánh
command-khen = gửi lời khen
command-theodoi = xem ý kiến đã gửi tới đâu
command-ngonngu = đổi ngôn ngữ (language)
command-huy = bỏ việc đang làm dở
command-trogiup = xem làm được gì ở đây
command-viectot = ghi một việc tốt
command-nhatky = xem nhật ký việc tốt
command-nhacnho = đặt giờ nhắc
command-baocao = xem báo cáo tháng
command-donvi = xem và nhập danh sách đơn vị
command-moi = mời người vào một đơn vị

role-officer = Cán bộ, chiến sĩ
role-duty = Cán bộ tiếp nhận
role-commander = Chỉ huy
role-secretariat = Cơ quan thường trực
role-admin = Quản trị kỹ thuật

button-suggest = 💬 Góp ý
button-praise = 🌷 Khen
button-track = 🔎 Theo dõi
button-language = 🌐 Tiếng Việt / English
button-deed = ✍️ Ghi việc tốt
button-diary = 📒 Nhật ký
button-report = 📊 Báo cáo tháng
button-units = 🏢 Đơn vị
button-invite = ➕ Mời người

# What a person may type in place of pressing. Case and diacritics do not matter.
words-this-language = tiếng việt|việt|việt nam|vietnamese|vi|vn
words-cancel = hủy|hủy bỏ|thôi|bỏ|dừng lại|không gửi nữa
words-back = quay lại|trở lại|lùi lại|lui lại|câu trước
words-send = gửi|gửi đi|gởi|gởi đi|đồng ý|đồng ý gửi
words-edit = sửa|sửa lại|chỉnh|chỉnh lại
words-suggest = góp ý|gửi góp ý|ý kiến|phản ánh|kiến nghị
words-praise = khen|gửi lời khen|khen ngợi|cảm ơn
words-deed = việc tốt|ghi việc tốt|ghi|ghi lại
words-attach = thêm ảnh|thêm hình|kèm ảnh|kèm hình|thêm vào việc vừa ghi
words-drop = bỏ|bỏ tin này|thôi|hủy|không gửi nữa
words-command-gopy = góp ý|gởi góp ý|gửi góp ý|phản ánh|kiến nghị|ý kiến
words-command-khen = khen|khen ngợi|lời khen|gửi lời khen|gởi lời khen
words-command-theodoi = theo dõi|xem ý kiến|tra cứu|tới đâu rồi|đến đâu rồi
words-command-viectot = việc tốt|ghi việc tốt|ghi|ghi việc
words-command-nhatky = nhật ký|sổ việc tốt|xem nhật ký
words-command-nhacnho = nhắc nhở|nhắc|giờ nhắc|nhắc việc
words-command-baocao = báo cáo|báo cáo tháng|xem báo cáo
words-command-trogiup = trợ giúp|giúp|giúp đỡ|hướng dẫn|giúp tôi|giúp tui

weekdays = T2|T3|T4|T5|T6|T7|CN
period-month = tháng { $number }/{ $year }
period-quarter =
    quý { $number ->
        [1] I
        [2] II
        [3] III
       *[other] IV
    }/{ $year }
period-half =
    6 tháng { $number ->
        [1] đầu
       *[other] cuối
    } năm { $year }
period-year = năm { $year }

photo-only = (chỉ có hình)
edited = Tin đã gửi được giữ nguyên như lúc đầu. Muốn sửa lời, mời nhắn thêm một tin mới.
group-hello = Dạ, chào bà con! Chuyện của mình, mình nói riêng cho kín: mời nhắn cho @{ $bot } (https://t.me/{ $bot }). Khẩn cấp gọi 113.
we-failed = Xin lỗi, máy của chúng tôi trục trặc nên việc vừa rồi chưa xong. Mời thử lại sau ít phút. Nếu vẫn vậy, xin báo giùm cán bộ mã <code>{ $reference }</code>.

button-stale = Nút này đã cũ, chưa có gì thay đổi. Mời dùng tin mới nhất, hoặc gõ /trogiup.
question-past = Câu ấy đã qua, chưa có gì thay đổi. Mời trả lời câu đang hỏi.
command-unknown = Chưa hiểu lệnh “{ $typed }”. Gõ /trogiup để xem các lệnh, hoặc cứ nhắn điều muốn nói.
not-for-you = Phần này dành cho người được giao nhiệm vụ. Gõ /trogiup để xem phần dùng được.
cannot-read = Xin lỗi, ở đây mới đọc được chữ và hình. Mời viết vài dòng, hoặc nhờ người nhà viết giùm.
forwarded = Tin chuyển tiếp có thể là lời riêng của người khác nên không nhận. Mời kể lại bằng lời của mình.
words-only = Ở đây chưa giữ được phim, tiếng nói: chỉ phần chữ được nhận. Cần cho xem thì mời gửi hình chụp.
photos-only = Ở đây chưa nhận tệp, chỉ nhận chữ và hình. Mời gửi lại thành hình.
unit-unknown = Không tìm thấy đơn vị “{ $typed }”. Mời kiểm tra lại, hoặc gõ /gopy rồi chọn đơn vị.
period-unknown = Chưa đọc được kỳ “{ $typed }”. Mời gõ như: 10/2026, 2026-Q3, 2026-H1 hoặc 2026.
