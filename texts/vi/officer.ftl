# What officers read: a comrade's tone, short after a long shift, never a reproach.

greet-officer =
    Chào đồng chí <b>{ $name }</b>!

    Hôm nay đồng chí giúp được ai việc gì, cứ nhắn một câu là ghi xong. Cảm ơn đồng chí vì bà con.

    { $emergency }

invited = Chào đồng chí! Đồng chí được mời vào <b>{ $unit }</b>. Vai trò: <b>{ $role }</b>.
ask-join-name = Xin đồng chí cho biết họ và tên đầy đủ, như trong danh sách đơn vị.
joined-officer =
    Chào mừng đồng chí <b>{ $name }</b> – { $role }, { $unit }.

    Mỗi ngày một việc tốt: nhắn một câu là ghi xong. Cuối ngày chưa ghi sẽ có lời nhắc nhẹ; đổi giờ: /nhacnho
joined-staff =
    Chào mừng đồng chí <b>{ $name }</b> – { $role }, { $unit }.

    Việc cần đồng chí sẽ tới ngay ở đây. Xem làm được gì: /trogiup
invitation-unknown = Lời mời này không đúng. Xin mở lại đường dẫn, hoặc xin chỉ huy gửi lời mời mới.
invitation-used = Lời mời này đã có người dùng. Xin chỉ huy gửi lời mời mới.
invitation-expired = Lời mời này đã hết hạn. Xin chỉ huy gửi lời mời mới.

ask-deed-body = Hôm nay đồng chí giúp ai, việc gì? Một câu là đủ.
ask-place-place = Việc làm ở đâu?
ask-helped-helped = Giúp được bao nhiêu người? Bấm hoặc gõ số.
ask-photo-photos = Mời đồng chí gửi ảnh. Xin đừng để lộ mặt hay giấy tờ của bà con khi chưa được đồng ý.

option-deedkind-papers = Giấy tờ, căn cước, VNeID
option-deedkind-care = Chăm lo người già, neo đơn
option-deedkind-returned = Trả lại của rơi
option-deedkind-rescue = Cứu giúp, hỗ trợ trên đường
option-deedkind-welfare = Nhà, quà, cầu đường
option-deedkind-children = Trẻ em, trường học
option-deedkind-health = Hiến máu, sức khỏe
option-deedkind-advice = Hòa giải, tuyên truyền
option-deedkind-storm = Môi trường, thiên tai
option-deedkind-other = Việc khác

deed-recorded =
    ✅ Đã ghi. Cảm ơn đồng chí!

    <b>{ $day }</b> · { $kind }{ $helped ->
        [0] {""}
       *[other] {" "}· { $helped } người được giúp
    }{ $photos ->
        [0] {""}
       *[other] {" "}· { $photos } ảnh
    }{ $late ->
        [yes] {" "}· ghi bù
       *[no] {""}
    }
    <blockquote>{ $text }</blockquote>{ $placed ->
        [yes] 📍 { $place }
       *[no] {""}
    }
deed-changed =
    ✅ Đã sửa.

    <b>{ $day }</b> · { $kind }{ $helped ->
        [0] {""}
       *[other] {" "}· { $helped } người được giúp
    }{ $photos ->
        [0] {""}
       *[other] {" "}· { $photos } ảnh
    }{ $late ->
        [yes] {" "}· ghi bù
       *[no] {""}
    }
    <blockquote>{ $text }</blockquote>{ $placed ->
        [yes] 📍 { $place }
       *[no] {""}
    }
button-deed-kind = Loại việc
button-deed-helped = Số người
button-deed-place = Nơi làm
button-deed-photo = Thêm ảnh
button-deed-day = Đổi ngày
button-undo = 🗑 Xóa việc này
deed-which-kind =
    Việc này thuộc loại nào?
    <blockquote>{ $text }</blockquote>
deed-which-day =
    Việc này làm ngày nào?
    <blockquote>{ $text }</blockquote>
deed-undone = Đã xóa việc vừa ghi. Muốn ghi lại, đồng chí cứ nhắn một câu.

deed-too-short = Xin đồng chí viết thêm vài chữ: giúp ai, việc gì.
deed-too-long = Hơi dài. Xin đồng chí rút gọn trong { $most } ký tự.
deed-in-future = Ngày này chưa tới. Mời đồng chí chọn hôm nay hoặc ngày vừa qua.
deed-too-old = Việc tốt ghi được trong { $hours } giờ. Mời đồng chí ghi việc của hôm nay.
deed-same = Việc này hôm nay đã ghi rồi, không cần ghi lại. Cảm ơn đồng chí!
deed-settled = Việc này đã vào sổ nên không sửa được nữa. Đồng chí cứ ghi việc mới hôm nay.
deed-unknown = Không còn thấy việc này, có thể đã xóa. Gõ /nhatky để xem sổ.
deed-none-today = Hôm nay chưa ghi việc nào để thêm ảnh. Mời đồng chí bấm Ghi việc tốt trước.
deed-photos-enough = Mỗi việc có nhiều nhất { $most } ảnh. Các ảnh trước vẫn còn.
deed-helped-odd = Số người từ 0 đến { $most }. Mời đồng chí gõ lại.
deed-place-odd = Xin ghi nơi làm trong { $most } ký tự.

diary =
    <b>Nhật ký tháng { $month }</b>
    { $grid }
    { $days } ngày có việc tốt, { $deeds } việc.

    { $count ->
        [0] Hôm nay có việc gì, đồng chí cứ nhắn một câu.
       *[other]
            Hôm nay:
            { $today }
    }
diary-deed = { $text }

reminder =
    Chào đồng chí <b>{ $name }</b>, cảm ơn đồng chí vì một ngày làm việc.

    Hôm nay có giúp ai việc gì, dù nhỏ, đồng chí nhắn một câu là ghi xong. Bận hay nghỉ thì bấm nút.
reminder-thanks = 🌷 Việc tốt hôm nay đã ghi. Cảm ơn đồng chí!
button-record-now = ✍️ Ghi ngay
button-in-an-hour = ⏰ Một giờ nữa
button-on-leave = 🏖 Hôm nay nghỉ
reminder-setting = Lời nhắc tới lúc <b>{ $at }</b>, chỉ khi hôm đó đồng chí chưa ghi việc nào.
reminder-set = Đã đặt giờ nhắc: <b>{ $at }</b>.
reminder-paused = Tạm không nhắc đồng chí đến hết ngày <b>{ $until }</b>.
reminder-snoozed = Dạ, <b>{ $at }</b> sẽ nhắc lại.
reminder-leave = Hôm nay sẽ không nhắc nữa. Chúc đồng chí nghỉ khỏe.
button-reminder-time = ⏰ Đổi giờ nhắc
button-reminder-pause =
    { $days ->
        [1] Nghỉ nhắc hôm nay
       *[other] Nghỉ nhắc { $days } ngày
    }
button-reminder-resume = ▶ Nhắc trở lại
ask-reminder-at = Nhắc đồng chí lúc mấy giờ? Ví dụ: <i>17:30</i>
time-unreadable = Chưa đọc được giờ. Mời gõ như 17:30 hoặc 17h30.
reminder-too-late = Giờ này muộn quá, chỉ nhắc đến { $latest } để đồng chí còn nghỉ. Mời chọn giờ sớm hơn.
reminder-pause-odd = Nghỉ nhắc được từ 1 đến { $most } ngày. Mời chọn lại.

photo-wanted = Mời đồng chí gửi một ảnh, hoặc gõ hủy.
