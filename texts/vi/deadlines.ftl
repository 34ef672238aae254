# Deadlines: the desk is reminded, those above hear of what is late, citizens are told honestly.

due-case =
    { $head }

    <code>{ $code }</code> · { $kind } · { $unit } · nhận { $at }
    <blockquote>{ $text }</blockquote>
    <i>{ $acts ->
        [yes] Chọn Trả lời ngay tin này để hồi âm bà con.
       *[no] Ý kiến đang chờ người đọc duyệt câu trả lời.
    }</i>
due-half = ⏳ Ý kiến <code>{ $code }</code> đã qua nửa thời hạn. Hạn trả lời: <b>{ $at }</b>. Nhắc đồng chí vì ý kiến đang ở chỗ đồng chí.
due-eve = ⏰ Ý kiến <code>{ $code }</code> sắp hết hạn: <b>{ $at }</b>. { $later ->
        [yes] Đồng chí trả lời giúp bà con; chưa kịp thì bấm Xin thêm thời gian và nói rõ vì sao.
       *[no] Mong đồng chí trả lời bà con đúng hẹn.
    }
due-late = 🔴 Ý kiến <code>{ $code }</code> đã quá hạn trả lời (<b>{ $at }</b>). { $above ->
        [none] Bà con đã được báo.
        [own] Chỉ huy đơn vị và bà con đã được báo.
       *[up] Cấp trên ({ $to }) và bà con đã được báo.
    } Mong đồng chí trả lời sớm.
due-unread = 🚨 Tin báo về tội phạm <code>{ $code }</code> ở đơn vị chưa có ai đọc. Hạn: <b>{ $at }</b>. Mời đồng chí xem ngay.
due-waiting = { $late ->
        [yes] 🔴 Ý kiến <code>{ $code }</code> đã quá hạn (<b>{ $at }</b>) trong lúc câu trả lời chờ người thứ hai đọc.
       *[no] ⏳ Câu trả lời cho ý kiến <code>{ $code }</code> còn chờ người thứ hai đọc. Hạn: <b>{ $at }</b>.
    } Người duyệt cũng vừa được nhắc; đồng chí chưa phải viết gì thêm.
due-approve = { $late ->
        [yes] 🔴 Ý kiến <code>{ $code }</code> đã quá hạn (<b>{ $at }</b>): câu trả lời đã viết xong, chỉ còn chờ đồng chí đọc.
       *[no] ⏳ Câu trả lời cho ý kiến <code>{ $code }</code> chờ đồng chí đọc trước khi gửi. Hạn: <b>{ $at }</b>.
    } Mời đồng chí xem giúp, bà con đang đợi.
due-close = Ý kiến <code>{ $code }</code> đã trả lời hơn một tuần, bà con chưa nói gì; hôm nay bot hỏi lại một lần. Việc xong rồi thì mời đồng chí bấm Kết thúc; để vậy thì tuần sau bot tự kết thúc.
due-unheard = Bà con chưa trả lời câu hỏi của đồng chí về ý kiến <code>{ $code }</code>, dù đã được hỏi lại. Thời hạn chạy tiếp{ $due ->
        [yes] : <b>{ $at }</b>
       *[no] {""}
    }. Mời đồng chí trả lời theo những gì đã biết, rồi kết thúc.
overdue = 🔺 Ý kiến <code>{ $code }</code> ở <b>{ $unit }</b> quá hạn trả lời từ <b>{ $at }</b>. Đang giữ: { $name }. { $own ->
        [yes] Báo đồng chí vì đồng chí chỉ huy đơn vị.
       *[no] Báo đồng chí vì đồng chí phụ trách cấp trên.
    }
overdue-unread = 🚨 Tin báo về tội phạm <code>{ $code }</code> ở <b>{ $unit }</b> đến <b>{ $at }</b> vẫn chưa có ai đọc. { $own ->
        [yes] Báo đồng chí vì đồng chí chỉ huy đơn vị; mong đồng chí cho xem ngay.
       *[no] Báo đồng chí vì đồng chí phụ trách cấp trên; mong đồng chí cho xem ngay.
    }
overdue-nobody = chưa có ai nhận

late =
    Xin lỗi anh/chị: <b>{ $unit }</b> chưa trả lời kịp ý kiến <code>{ $code }</code> (hẹn ngày { $was }).{ $above ->
        [none] {""}
        [own] {" "}Việc này đã được báo cho chỉ huy đơn vị.
       *[up] {" "}Việc này đã được báo lên cấp trên: <b>{ $to }</b>.
    }

    Anh/chị sẽ được trả lời chậm nhất ngày <b>{ $day }</b>.{ $reason }
late-long =
    Xin lỗi anh/chị: đã lâu quá ngày hẹn { $was } mà <b>{ $unit }</b> vẫn chưa trả lời ý kiến <code>{ $code }</code>. Chúng tôi không hẹn thêm một ngày mà có thể lại lỡ.{ $reason }

    { $above ->
        [none] Ý kiến vẫn còn đó, chưa ai khép lại.
        [own] Chỉ huy đơn vị đã được báo; ý kiến vẫn còn đó, chưa ai khép lại.
       *[up] Cấp trên là <b>{ $to }</b> đã được báo và trả lời được thay; ý kiến vẫn còn đó, chưa ai khép lại.
    } Muốn hỏi trực tiếp, anh/chị đến nơi tiếp dân gần nhất và đọc mã này.
late-reason = {" "}Đơn vị cho biết: <blockquote>{ $text }</blockquote>
late-put-off =
    <b>{ $unit }</b> cần thêm thời gian cho ý kiến <code>{ $code }</code>, xin hẹn trả lời anh/chị chậm nhất ngày <b>{ $day }</b>. Lý do:
    <blockquote>{ $text }</blockquote>
    Mong anh/chị thông cảm. Muốn nói thêm, chọn <b>Trả lời</b> ngay tin này.
late-crime = Xin lỗi anh/chị: tin báo <code>{ $code }</code> đã có cán bộ của <b>{ $unit }</b> đọc nhưng chưa trả lời anh/chị.{ $above ->
        [none] {""}
        [own] {" "}Việc này đã được báo cho chỉ huy đơn vị.
       *[up] {" "}Việc này đã được báo lên cấp trên: <b>{ $to }</b>.
    } Việc <b>đang xảy ra</b>, xin gọi ngay <b>113</b>.
late-crime-unread = Xin lỗi anh/chị: tin báo <code>{ $code }</code> đến giờ <b>{ $unit }</b> vẫn <b>chưa có cán bộ nào đọc</b>.{ $above ->
        [none] {""}
        [own] {" "}Chúng tôi đã báo ngay cho chỉ huy đơn vị.
       *[up] {" "}Chúng tôi đã báo ngay lên cấp trên: <b>{ $to }</b>.
    } Việc gấp, xin anh/chị gọi <b>113</b> hoặc đến cơ quan công an gần nhất.
again =
    Hôm trước <b>{ $unit }</b> { $of ->
        [answered] đã trả lời
       *[closed] báo đã xử lý
    } ý kiến <code>{ $code }</code>. Anh/chị thấy việc đã xong chưa? Không cần nói gì thêm thì anh/chị cứ bỏ qua tin này.
again-asked =
    Hôm trước <b>{ $unit }</b> có hỏi thêm về ý kiến <code>{ $code }</code>:
    <blockquote>{ $text }</blockquote>
    Anh/chị biết tới đâu, xin <b>Trả lời</b> ngay tin này tới đó, hoặc bấm nút bên dưới. Anh/chị không nói gì thêm thì tuần sau đơn vị làm tiếp theo những gì đã biết.

form-late = hẹn ngày trả lời mới
ask-late-days = Ý kiến <code>{ $code }</code> cần thêm mấy ngày làm việc? Bấm hoặc gõ số.
ask-late-reason = Vì sao cần thêm thời gian? <b>Bà con sẽ đọc đúng những lời này</b>, mời đồng chí viết rõ và tử tế.
days-more = { $days } ngày
put-off = Đã hẹn lại ý kiến <code>{ $code }</code>: chậm nhất ngày <b>{ $day }</b>. Bà con được báo ngay, kèm lý do của đồng chí.
later-days-odd = Chỉ hẹn thêm được từ 1 đến { $most } ngày làm việc. Mời gõ lại số ngày.
later-not-crime = Tin báo về tội phạm { $code } không hẹn lại được. Mời đồng chí xem và trả lời ngay.
later-not-needed = Ý kiến { $code } không còn chờ trả lời nên không cần hẹn lại.
later-once = Ý kiến { $code } đã hẹn lại một lần rồi. Mời đồng chí trả lời bà con, hoặc báo chỉ huy.
