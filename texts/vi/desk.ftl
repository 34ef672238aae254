# What the desk does with a case: the answer, questions, notes, passing on, colleagues, ready answers.

# The answer.
ask-answer-level =
    Bà con sẽ đọc:
    <blockquote>{ $text }</blockquote>
    Việc này do cấp nào giải quyết? Bấm nút, hoặc gõ tên nơi khác.
ask-answer-photos =
    { $line }
    Có ảnh việc đã làm thì gửi vào đây, bà con thấy là tin ngay. Không có thì bấm gửi luôn.
ask-answer-done =
    Câu mẫu, chạm để chép:
    <code>{ $text }</code>
    Mời đồng chí gõ việc đã làm cho ý kiến này, sẽ ghi tiếp bên dưới. Muốn sửa cả câu thì chép, sửa rồi gửi lại đây.
option-done-none = Câu mẫu là đủ
field-done = Việc đã làm
review-answer =
    Bà con sẽ đọc:
    <blockquote>{ $text }</blockquote>
    { $line }
    { $photos ->
        [0] Chưa có ảnh.
       *[other] Kèm { $photos } ảnh.
    } Gửi thêm ảnh, viết thêm, hoặc bấm Gửi.
answer-ready-alone = Câu mẫu này đơn vị đã gửi cho ý kiến khác. Xin gõ thêm đã làm gì cho chính ý kiến này.
option-level-own = Đơn vị mình
option-level-higher = Cấp trên trực tiếp
option-photos-none = 📩 Gửi luôn, không ảnh
field-level = Cấp giải quyết
answer-level = Nơi giải quyết: { $unit }
button-ready-list = 📋 Câu trả lời mẫu
answer-pictures = Đã gửi hình ý kiến <code>{ $code }</code> tới bà con. Hình chưa phải là câu trả lời: mời đồng chí viết thêm đã làm gì.
answer-proposed = Đã trình trả lời ý kiến <code>{ $code }</code>. Có người duyệt xong là bà con nhận được, đồng chí sẽ được báo.
answer-too-long = Một tin dài nhất { $most } ký tự, câu này dư { $over }. Lời đã viết vẫn còn, mời đồng chí bớt lại hoặc gửi làm hai lần.
answer-unfilled = Trong câu còn chỗ trống chưa điền (___ hoặc ngoặc nhọn). Mời điền cho đủ rồi gửi.
answer-recycled = Câu này giống { $share }% câu đã gửi cho { $code }: “{ $text }”. Xin viết rõ đã làm gì cho chính ý kiến này.
desk-corrected = Đã gửi lời sửa tới người gửi <code>{ $code }</code>. Thời hạn và trạng thái giữ nguyên.
question-replied = Bà con đã trả lời câu hỏi này của { $code }, nên câu hỏi giữ nguyên như đã gửi. Cần hỏi thêm, mời gõ hỏi: và câu hỏi mới.
answer-overtaken = Bà con đã viết thêm vào { $code } sau câu trả lời này. Mời đồng chí viết câu trả lời mới cho cả lời ấy.
level-odd = Ở đây chỉ ghi tên nơi giải quyết, gọn trong { $most } ký tự. Muốn viết thêm vào câu trả lời, mời bấm Quay lại.
button-answer-repeats = Gửi cùng lời cho { $count } ý kiến trùng
repeats-answered = Đã gửi cùng lời tới người gửi { $codes }. Cảm ơn đồng chí.
repeats-none = Không còn ý kiến nào trùng với { $code } đang chờ trả lời.

# The second pair of eyes.
notice-approve =
    👀 Đồng chí { $name } ({ $unit }) trình trả lời ý kiến <code>{ $code }</code>{ $photos ->
        [0] {""}
       *[other] {" "}kèm { $photos } ảnh
    }. Bà con hỏi:
    <blockquote>{ $opinion }</blockquote>
    Trả lời chờ duyệt:
    <blockquote>{ $text }</blockquote>
button-approve = ✅ Đồng ý gửi
button-send-back = ↩ Trả lại để sửa
button-read-draft = 👀 Xem trả lời chờ duyệt
draft-none = Ý kiến này không có câu trả lời nào đang chờ đồng chí duyệt.
draft-doubtful = Lời này chưa gửi cho ai. Câu trả lời đang chờ đồng chí duyệt: mời bấm nút, hoặc viết vài lời cho người soạn biết cần sửa gì.
review-sendback =
    Trả lại câu trả lời <code>{ $code }</code> để sửa, kèm lời này cho người soạn? Bà con không thấy.
    <blockquote>{ $text }</blockquote>
draft-coming = Đang gửi câu trả lời chờ duyệt.
ask-sendback-body = Câu trả lời <code>{ $code }</code> cần sửa gì? Mời đồng chí viết vài lời cho người soạn.
answer-approved = Đã gửi trả lời ý kiến <code>{ $code }</code> tới bà con.
desk-sent-back = Đã trả lại câu trả lời ý kiến <code>{ $code }</code> để sửa, kèm lời của đồng chí.
draft-decided = Câu trả lời { $code } đã được đồng chí { $name } xem và quyết định trước rồi.
answer-waits-by = Đồng chí { $name } đã soạn trả lời { $code } và đang chờ duyệt. Mời trao đổi với nhau để bà con nhận một lời.

# Ask, note, pass, mark.
ask-question-body = Cần hỏi người gửi ý kiến <code>{ $code }</code> điều gì? Trong lúc chờ bà con trả lời, thời hạn dừng lại.
ask-note-body = Ghi chú nội bộ cho <code>{ $code }</code>. Chỉ đơn vị đọc được, bà con không bao giờ thấy.
ask-pass-unit = Chuyển ý kiến <code>{ $code }</code> tới đơn vị nào? Bấm nút hoặc gõ tên.
ask-pass-reason = Chuyển tới <b>{ $unit }</b>. Vì sao nơi ấy giải quyết thì đúng hơn? Xin viết một câu, đơn vị nhận sẽ đọc.
ask-giveback-reason = Vì sao trả lại ý kiến <code>{ $code }</code>? Xin viết một câu cho nơi đã chuyển.
ask-raise-reason = Vì sao cần cấp trên xem ý kiến <code>{ $code }</code>? Xin viết một câu.
ask-same-same = Ý kiến <code>{ $code }</code> trùng với ý kiến nào? Mời gõ mã, ví dụ <code>4KAD-7XMP</code>.
ask-topic-topic = Ý kiến <code>{ $code }</code> nói về chủ đề gì?
ask-assign-person = Giao ý kiến <code>{ $code }</code> cho ai?
ask-officer-officer = Ý kiến <code>{ $code }</code> nói về cán bộ nào? Người được nói tới sẽ không thấy và không xử lý ý kiến này.
option-officer-nobody = Không nói về riêng ai
desk-asked = Đã hỏi người gửi <code>{ $code }</code>. { $stops ->
        [yes] Thời hạn dừng tới khi bà con trả lời, nhiều nhất hai tuần.
       *[no] Lần trước bà con không trả lời, nên lần này thời hạn vẫn chạy.
    }
desk-noted = Đã ghi chú vào <code>{ $code }</code>, chỉ đơn vị thấy.
desk-passed = Đã chuyển <code>{ $code }</code> tới <b>{ $unit }</b>. Nơi nhận bấm tiếp nhận hoặc trả lại kèm lý do.
desk-given-back = Đã trả <code>{ $code }</code> về <b>{ $unit }</b> kèm lý do.
desk-raised = Đã đưa <code>{ $code }</code> lên <b>{ $unit }</b>.
desk-same = Đã ghi <code>{ $code }</code> trùng với <code>{ $other }</code>. Hai người gửi vẫn được trả lời riêng.
desk-topic = Chủ đề của <code>{ $code }</code>: { $topic }.
desk-assigned = Đã giao <code>{ $code }</code> cho đồng chí { $name }.
desk-officer = Đã ghi: <code>{ $code }</code> nói về { $name }.

form-question = hỏi lại bà con
form-note = ghi chú nội bộ
form-pass = chuyển đơn vị khác
form-giveback = trả lại nơi chuyển
form-raise = đưa lên cấp trên
form-same = đánh dấu trùng
form-topic = đặt chủ đề
form-assign = giao đồng đội
form-officer = ghi cán bộ được nói tới
form-sendback = trả lại câu trả lời
form-ready = thêm câu trả lời mẫu
form-readychange = sửa câu trả lời mẫu

# Why not.
pass-merged = { $unit } đã nhập vào đơn vị khác, không nhận được nữa. Mời chọn đơn vị hiện nay.
pass-here = Ý kiến đang ở chính { $unit }. Mời chọn đơn vị khác.
pass-about = Ý kiến không chuyển tới { $unit } được, vì có nói về nơi ấy hoặc cấp trên của nơi ấy.
pass-circle = { $unit } đã giữ ý kiến này rồi, chuyển lại là đi vòng. Mời trả lại kèm lý do, hoặc đưa lên cấp trên.
pass-which = Chưa rõ “{ $typed }” là đơn vị nào. Mời gõ: chuyển: tên đơn vị vì lý do.
escalate-top = Ý kiến { $code } đang ở cấp cao nhất, không còn cấp trên để đưa lên.
escalate-once = Ý kiến { $code } đã được đưa lên { $unit } một lần rồi. Mời đồng chí giải quyết theo ý kiến cấp trên.
case-accepted = Ý kiến { $code } đã được tiếp nhận nên không trả lại được nữa. Cần thì mời chuyển, kèm lý do.
answer-recycled-before = Câu này giống { $share }% một câu trả lời trước đây. Xin viết rõ đã làm gì cho chính ý kiến này.
pass-unheard = { $unit } chưa có ai được xem ý kiến này, nên chưa chuyển. Mời chọn đơn vị khác, hoặc nhờ quản trị thêm người ở trên.
same-unknown = Không có ý kiến nào mang mã { $code }. Mời xem lại mã trên thẻ.
same-itself = Ý kiến { $code } đã là ý kiến ấy rồi, không tự trùng với mình được.
colleague-unknown = Người này hiện không ở đơn vị đang giữ ý kiến. Mời chọn trong danh sách.
bulk-too-many = Mỗi lần chọn được nhiều nhất { $most } ý kiến. Mời làm từng đợt.

# What changed meanwhile, and by whom.
case-closed-by = Ý kiến { $code } đã được đồng chí { $name } kết thúc, không viết thêm được. Bà con báo chưa xong thì ý kiến mở lại.
case-answered-by = Đồng chí { $name } vừa trả lời { $code } trong lúc này. Muốn gửi thêm, mời chọn Trả lời ngay tin của ý kiến.
case-passed-by = Ý kiến { $code } đã được đồng chí { $name } chuyển tới { $unit }, nay nơi ấy giải quyết.
case-given-by = Ý kiến { $code } nay do đồng chí { $name } giữ. Cần trao đổi, mời nói với đồng chí ấy.

# Above the card of a case that was passed on.
card-passed-why = Đồng chí { $name } viết: <i>{ $text }</i>

# To the sender.
notice-asked =
    ❓ <b>{ $unit }</b> đang xem ý kiến <code>{ $code }</code> và xin hỏi thêm anh/chị:
    <blockquote>{ $text }</blockquote>
    Anh/chị chọn <b>Trả lời</b> ngay tin này, hoặc bấm nút bên dưới. Nhận được lời anh/chị là đơn vị làm tiếp.
button-reply-question = ✍️ Trả lời câu hỏi

# To colleagues.
heard-given = Ý kiến <code>{ $code }</code> đồng chí đang giữ nay được đồng chí { $name } giao cho đồng chí { $to }. Cảm ơn đồng chí đã xem.
heard-moved = Ý kiến <code>{ $code }</code> đồng chí đang giữ đã được đồng chí { $name } chuyển tới <b>{ $unit }</b>.
heard-given-back =
    ↩ Ý kiến <code>{ $code }</code> được trả lại. Đồng chí { $name } viết:
    <blockquote>{ $text }</blockquote>
heard-left = Đồng chí đang giữ ý kiến <code>{ $code }</code> không còn ở <b>{ $unit }</b>. Ý kiến chờ người khác nhận.
heard-approved = ✅ Đồng chí { $name } đã duyệt, trả lời ý kiến <code>{ $code }</code> đã gửi tới bà con.
heard-lapsed = Câu trả lời đồng chí trình cho ý kiến <code>{ $code }</code> không gửi nữa, vì ý kiến đã kết thúc hoặc đã sang nơi khác. Lời đã soạn vẫn còn trong ghi chú của đơn vị.
heard-sent-back =
    ↩ Câu trả lời ý kiến <code>{ $code }</code> cần sửa. Đồng chí { $name } viết:
    <blockquote>{ $text }</blockquote>
    Lời đồng chí đã soạn:
    <blockquote>{ $draft }</blockquote>

# Ready answers.
ready-for-case = Chọn một câu mẫu. Chỗ có ngoặc nhọn được điền sẵn; đồng chí xem lại, thêm việc đã làm rồi hãy gửi.
ready-none = Đơn vị chưa có câu trả lời mẫu nào.
ready-kept =
    Câu trả lời mẫu của đơn vị: { $count }
    Bấm vào một câu để xem, sửa hoặc bỏ.
ready-one =
    <b>{ $title }</b>
    <blockquote>{ $text }</blockquote>
button-ready-keep = ⚙ Thêm, sửa câu mẫu
button-ready-add = ➕ Thêm câu mẫu
button-ready-drop = ✖ Bỏ câu này
ready-saved = Đã lưu câu mẫu <b>{ $title }</b>.
ready-dropped = Đã bỏ câu mẫu <b>{ $title }</b>.
ask-ready-unit = Câu mẫu của đơn vị nào?
ask-ready-title = Đặt tên ngắn cho câu mẫu, ví dụ: <i>Hẹn đi kiểm tra</i>.
ask-ready-body = Mời viết câu mẫu. Những chỗ này tự điền: { $names }. Chỗ phải điền tay, để ba gạch dưới: ___
ask-readychange-body = Mời viết lại câu mẫu <b>{ $title }</b>. Những chỗ này tự điền: { $names }. Chỗ phải điền tay: ___
ready-placeholder = Không có chỗ tự điền nào tên “{ $typed }”. Chỗ phải điền tay thì để ba gạch dưới: ___
ready-title = Tên câu mẫu phải có chữ và gọn trong { $most } ký tự.
ready-enough = Mỗi đơn vị giữ nhiều nhất { $most } câu mẫu. Mời bỏ bớt câu không dùng.
ready-same-title = Đã có câu mẫu tên “{ $title }”. Mời đặt tên khác.
ready-unknown = Không thấy câu mẫu này ở đơn vị đang giữ ý kiến.
ready-gone = Câu mẫu này đã có người bỏ rồi.

# What may be typed in a reply to a case's message, with a colon and more words where there are any.
words-verb-take = nhận|nhận xử lý|nhận việc|tiếp nhận
words-verb-close = đóng|kết thúc|đóng ý kiến|xong
words-verb-ask = hỏi|hỏi lại|hỏi bà con|hỏi thêm
words-verb-note = ghi chú|note nội bộ|ghi chú nội bộ|nội bộ|lưu ý nội bộ
words-verb-pass = chuyển|chuyển tới|chuyển đơn vị|chuyển đến
words-verb-back = trả lại|trả về|trả lại nơi chuyển
words-verb-up = đưa lên|chuyển lên|đưa lên cấp trên|chuyển cấp trên
words-verb-same = trùng|trùng với|giống
words-verb-topic = chủ đề|xếp chủ đề
words-verb-assign = giao|giao cho|giao việc
words-verb-officer = cán bộ|nói về cán bộ
words-verb-ready = mẫu|câu mẫu|câu trả lời mẫu
words-verb-late = gia hạn|xin thêm thời gian|thêm thời gian|xin gia hạn|hẹn lại|lùi hạn|dời hạn
words-verb-name = xin mở tên|mở tên|xin mở danh tính|mở danh tính|xin biết người gửi
words-verb-approve = duyệt|đồng ý gửi|đồng ý cho gửi|đồng ý duyệt|duyệt gửi|cho gửi
words-verb-sendback = trả lại để sửa|trả lại sửa|trả để sửa
words-verb-echo = gửi cùng lời|gửi cùng một lời
words-days = ngày làm việc|ngày nữa|ngày|bữa
words-because = vì|bởi vì|lý do
# How honest answers begin, though their first word is a verb too.
words-no-verb = giao thông|giao lộ|giao tiếp|cán bộ xã|cán bộ phường|cán bộ đã|cán bộ sẽ|cán bộ đang|cán bộ của|cán bộ chiến sĩ|cán bộ công an|cán bộ trực|cán bộ tiếp|giống như|gia hạn tạm trú|gia hạn thường trú|gia hạn giấy|gia hạn thẻ|hẹn lại bà con|hẹn lại anh|hẹn lại chị|hẹn lại cô|hẹn lại chú|hẹn lại bác
words-remark = lưu ý|chú ý|nhắc|nhắc nhở|lưu ý riêng|nói riêng|trao đổi
verb-doubtful =
    <b>Chưa gửi gì cho bà con cả.</b> Lời này mở đầu như việc nội bộ nên chưa rõ đồng chí muốn nhắn ai.
    Việc của đơn vị: mời gõ <code>{ $verb }:</code> có dấu hai chấm, rồi tới lời của đồng chí.
    Gửi bà con: mời bấm nút bên dưới rồi gửi lại lời này, bà con sẽ nhận đúng như đã viết.
verb-wordless =
    <b>Chưa làm gì và chưa gửi gì cả</b>, để lời của đồng chí không bị mất: <code>{ $verb }</code> chỉ gõ một mình, không kèm lời.
    Việc của đơn vị: mời gõ <code>{ $verb }</code> thôi.
    Gửi bà con: mời bấm nút bên dưới rồi gửi lại lời này.
verb-with-photo =
    <b>Chưa gửi gì và chưa ghi gì cả</b>, vì lời kèm ảnh mở đầu như việc nội bộ (<code>{ $verb }</code>), mà việc ấy chỉ nhận chữ.
    Việc của đơn vị: mời gửi lại lời này, không kèm ảnh.
    Gửi bà con: mời bấm nút bên dưới rồi gửi lại cả lời và ảnh.
