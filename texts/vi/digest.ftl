# The digest: its words (read in a minute), picture, table, and the paper of Decree 30/2020/NĐ-CP.
# Each digest-* is one line: the paper takes the same lines as its paragraphs.

digest-head = <b>{ $unit } · { $period }</b>
digest-deeds = 📒 Việc tốt: <b>{ $count }</b> ({ $change }), giúp { $helped } lượt người
digest-part = 👮 Tham gia: <b>{ $taking }</b>/{ $officers } cán bộ, chiến sĩ ({ $share }%)
digest-opinions = 💬 Góp ý, phản ánh: <b>{ $count }</b> ({ $change })
digest-praise = 🌷 Lời khen: <b>{ $count }</b> ({ $change })
digest-answers = 📩 Đã trả lời: <b>{ $answered }</b>; bà con cho biết xong { $solved }, một phần { $partly }, chưa xong { $unsolved }
digest-nothing-waits = ✅ Không có ý kiến nào còn chờ trả lời
digest-waits =
    ⏳ Đang chờ trả lời (tính đến { $at }): <b>{ $count }</b>, { $days ->
        [0] đều mới tới hôm nay
       *[other] lâu nhất { $days } ngày
    }: { $units }
digest-praised = 🏅 Được khen nhiều: { $units }
change-none = kỳ trước không có
change-same = bằng kỳ trước
change-up = tăng { $by }%, kỳ trước { $before }
change-down = giảm { $by }%, kỳ trước { $before }

chart-subtitle = Việc tốt và ý kiến nhân dân, { $period }
chart-deeds = Việc tốt
chart-opinions = Ý kiến nhân dân
chart-kinds = Loại việc, { $period }
chart-months = Các tháng gần đây
chart-empty = Chưa có việc tốt hay ý kiến nào trong thời gian này.

workbook-title = Việc tốt và ý kiến nhân dân, { $period }
sheet-units = Theo đơn vị
sheet-kinds = Việc tốt theo loại
total = Tổng cộng
column-unit = Đơn vị
column-officers = Cán bộ, chiến sĩ
column-taking-part = Có việc tốt
column-share = Tỷ lệ tham gia
column-deeds = Việc tốt
column-helped = Lượt người được giúp
column-opinions = Góp ý, phản ánh
column-praise = Lời khen
column-answered = Đã trả lời
column-waiting = Còn chờ
column-kind = Loại việc

paper-ministry = Bộ Công an
paper-number = Số:      /BC-…
paper-date = Cà Mau, ngày { $day } tháng { $month } năm { $year }
paper-nation = Cộng hòa xã hội chủ nghĩa Việt Nam
paper-motto = Độc lập - Tự do - Hạnh phúc
paper-title = Báo cáo
paper-subject = Kết quả “Mỗi ngày làm một việc tốt vì dân” và lắng nghe ý kiến Nhân dân { $period }
paper-recipients = Nơi nhận:
paper-recipient-list = Cấp trên trực tiếp (để báo cáo)|Cơ quan thường trực cuộc vận động|Lưu: VT
paper-signer = Thủ trưởng đơn vị

period-in-future = Kỳ này chưa tới. Mời đồng chí chọn tháng này hoặc kỳ đã qua.

digest-more = và { $count } nơi khác
