# Setting up: units, invitations, the command line, the rehearsal, the settings.

units-now =
    <b>{ $count } đơn vị</b>: { $departments } phòng, { $wards } phường, { $communes } xã.

    Thêm hay sửa: gửi vào đây tệp CSV hoặc XLSX có các cột code, name, kind, parent, note.
units-imported = Đã nhập: thêm { $added }, sửa { $changed }, giữ nguyên { $same }.
file-not-units = Ở đây chỉ nhận tệp đơn vị dạng CSV hoặc XLSX. Mời gửi lại đúng loại.
file-too-large = Tệp lớn quá. Mời gửi tệp nhỏ hơn { $most } MB.
file-unreadable = Không mở được tệp này. Mời lưu lại thành CSV (UTF-8) hoặc XLSX rồi gửi lại.
units-no-column = Tệp thiếu cột { $column }. Chưa nhập gì. Mời thêm cột rồi gửi lại.
units-bad-cell = Dòng { $line }, cột { $column } chưa đúng: “{ $value }”. Chưa nhập gì. Mời sửa rồi gửi lại.
units-empty = Tệp không có đơn vị nào. Mời xem lại rồi gửi lại.
units-not-utf8 = Dòng { $line }: tệp CSV không phải UTF-8. Mời lưu lại dạng CSV UTF-8 rồi gửi lại.
units-one-root = Phải có đúng một đơn vị cấp trên cùng (cột parent để trống), tệp này có { $count }. Chưa nhập gì.

ask-invite-role = Mời người vào vai trò nào?
ask-invite-unit = Ở đơn vị nào? Bấm hoặc gõ tên.
invitation =
    Lời mời: <b>{ $role }</b>, { $unit }.
    { $link }

    Dùng được một lần, trong { $days } ngày. Đồng chí gửi riêng cho đúng người; đường dẫn này không hiện lại.
invite-uses = Một lời mời dùng được từ 1 đến { $most } lần. Mời nhập lại số lần.
not-your-unit = Đồng chí chỉ mời được vào đơn vị mình phụ trách và cấp dưới. Mời chọn đơn vị khác.

cli-description = Vì Dân: hộp thư công an lắng nghe ý kiến nhân dân, trên Telegram.
cli-help-run = chạy bot (chưa có BOT_TOKEN thì mở bản diễn tập)
cli-help-rehearse = mở bản diễn tập trên máy này, không cần Telegram
cli-help-key = tạo một SECRET_KEY mới
cli-help-units-import = nhập đơn vị từ tệp CSV hoặc XLSX
cli-help-invite = tạo lời mời vào một đơn vị
cli-help-digest = viết báo cáo của một đơn vị ra tệp
cli-help-due = xếp lịch gửi những gì đã đến hạn
cli-invited =
    Lời mời, dùng trong { $days } ngày:
    { $link }
    Hoặc người được mời nhắn cho bot: /start { $payload }
cli-no-token-link = (chưa có đường dẫn: cần BOT_TOKEN mới biết tên bot)
cli-imported = Đã nhập: thêm { $added }, sửa { $changed }, giữ nguyên { $same }.
cli-would-import = Chạy thử, chưa nhập gì: sẽ thêm { $added }, sửa { $changed }, giữ nguyên { $same }.
cli-due = Đã xếp lịch gửi: { $digests } báo cáo, { $reminders } lời nhắc.
cli-would-be-due = Chạy thử, chưa gửi gì: đến hạn { $digests } báo cáo, { $reminders } lời nhắc.
cli-digest-written = Đã ghi vào { $folder }: { $files }
cli-bad-instant = Không đọc được thời điểm “{ $typed }”. Gõ như 2026-12-01T07:30+07:00.
running-live = Bot @{ $bot } đang chạy. Dừng: Ctrl-C.
start-failed = Chưa chạy được: { $reason }
token-refused = Telegram không nhận BOT_TOKEN này. Lấy lại mã ở @BotFather rồi ghi vào .env.

rehearsal-ready =
    Bản diễn tập đã mở: { $address }
    Dữ liệu ở đây chỉ để thử, không gửi đi đâu. Dừng: Ctrl-C.
    Chạy thật: ghi BOT_TOKEN và SECRET_KEY vào .env, xem README.
rehearsal-refused = Đã có cơ sở dữ liệu thật ({ $database }) nên không mở bản diễn tập. Hãy đặt BOT_TOKEN để chạy thật, hoặc chỉ DATABASE_URL tới một tệp chưa có.
rehearsal-port-busy = Cổng { $port } đang có chương trình khác dùng. Thử: python -m bot rehearse --port 8099
rehearsal-title = Vì Dân – diễn tập
rehearsal-label-citizen = Người dân
rehearsal-label-officer = Cán bộ, chiến sĩ
rehearsal-label-duty = Cán bộ tiếp nhận
rehearsal-label-commander = Chỉ huy
rehearsal-label-admin = Quản trị
rehearsal-hint-citizen = Gõ /start, rồi nhắn một câu góp ý như bà con ngoài chợ.
rehearsal-hint-officer = Nhắn một việc tốt vừa làm, một câu là đủ.
rehearsal-hint-duty = Đợi ý kiến tới, rồi chọn Trả lời ngay tin đó.
rehearsal-hint-commander = Gõ /baocao để xem báo cáo tháng trước.
rehearsal-hint-admin = Gõ /moi để mời một cán bộ, rồi chép đường dẫn dán vào ô của Lan.

setting-unknown = Không có cài đặt tên { $name }. Xem lại chính tả, hoặc xóa dòng đó khỏi .env.
setting-bot-token = BOT_TOKEN phải là mã do @BotFather cấp, dạng 123456:ABC…; để trống thì mở bản diễn tập.
setting-bot-api-url = BOT_API_URL phải bắt đầu bằng https:// hoặc http://, ví dụ https://api.telegram.org.
setting-database-url = DATABASE_URL phải là đường dẫn tệp hoặc sqlite+aiosqlite:///…
setting-data-dir = DATA_DIR phải là một thư mục, ví dụ data.
setting-secret-key = SECRET_KEY phải là 32 byte dạng base64; tạo bằng: python -m bot key
setting-admin-ids = ADMIN_IDS phải là các số Telegram cách nhau bằng dấu phẩy, ví dụ 123456,789012.
setting-listen = LISTEN phải là địa chỉ:cổng, ví dụ 127.0.0.1:8080.
setting-timezone = TIMEZONE phải là tên múi giờ, ví dụ Asia/Ho_Chi_Minh.
setting-language = LANGUAGE phải là vi hoặc en.
setting-reminder-time = REMINDER_TIME phải là giờ:phút, ví dụ 17:00, muộn nhất 22:00.
setting-digest-time = DIGEST_TIME phải là giờ:phút, ví dụ 07:30.
setting-digest-day = DIGEST_DAY phải là ngày trong tháng, từ 1 đến 28.
setting-messages-per-second = MESSAGES_PER_SECOND phải là số lớn hơn 0, nhiều nhất 1000, ví dụ 30.
setting-log-format = LOG_FORMAT phải là console hoặc json.

units-bad-line = Dòng { $line } viết chưa đúng (thiếu hoặc dư dấu ngoặc kép). Chưa nhập đơn vị nào.
