# Setting up: units, invitations, the command line, the rehearsal, the settings.

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
not-your-unit = Đồng chí chỉ làm được việc này ở đơn vị mình phụ trách và cấp dưới. Mời chọn đơn vị khác.

cli-description = Vì Dân: hộp thư công an lắng nghe ý kiến nhân dân, trên Telegram.
cli-help-run = chạy bot (chưa có BOT_TOKEN thì mở bản diễn tập)
cli-help-rehearse = mở bản diễn tập trên máy này, không cần Telegram
cli-help-key = tạo một khóa mới, cho SECRET_KEY hoặc BACKUP_KEY
cli-help-units-import = nhập đơn vị từ tệp CSV hoặc XLSX
cli-help-invite = tạo lời mời vào một đơn vị
cli-help-digest = viết báo cáo của một đơn vị ra tệp
cli-help-due = xếp lịch gửi những gì đã đến hạn
cli-help-backup = ghi một bản sao lưu đã mã hóa, kể cả khi bot đang chạy
cli-help-restore = khôi phục bản sao lưu vào nơi chưa có cơ sở dữ liệu
cli-help-replay = xử lý lại một tin đã hỏng, theo mã tham chiếu
cli-help-doctor = xem mọi thứ bot dựa vào và cho biết cần làm gì
cli-invited =
    Lời mời, dùng trong { $days } ngày:
    { $link }
    Hoặc người được mời nhắn cho bot: /start { $payload }
cli-no-token-link = (chưa có đường dẫn: cần BOT_TOKEN mới biết tên bot)
cli-imported = Đã nhập: thêm { $added }, sửa { $changed }, giữ nguyên { $same }.
cli-would-import = Chạy thử, chưa nhập gì: sẽ thêm { $added }, sửa { $changed }, giữ nguyên { $same }.
cli-due = Đã xếp lịch gửi: { $digests } báo cáo, { $reminders } lời nhắc, { $deadlines } ý kiến đến hạn, { $units } thay đổi về đơn vị, { $posts } vai trò bắt đầu hoặc kết thúc.
cli-would-be-due = Chạy thử, chưa gửi gì: đến hạn { $digests } báo cáo, { $reminders } lời nhắc, { $deadlines } ý kiến, { $units } thay đổi về đơn vị, { $posts } vai trò bắt đầu hoặc kết thúc.
cli-digest-written = Đã ghi vào { $folder }: { $files }
cli-no-file = Không đọc được { $file } ({ $reason }). Hãy ghi đường dẫn tới tệp CSV hoặc XLSX, ví dụ: python -m bot units import bot/demo/units.csv --dry-run
cli-unit-unknown = Không có đơn vị “{ $typed }”. Hãy dùng mã trong tệp đơn vị; nếu chưa nhập tệp ấy: python -m bot units import TỆP.csv
cli-unit-meant = Không đơn vị nào có mã “{ $typed }”. Có phải là { $units }? Hãy ghi mã: --unit MÃ
cli-bad-instant = Không đọc được thời điểm “{ $typed }”. Gõ như 2026-12-01T07:30+07:00.
cli-backed-up =
    Đã ghi bản sao lưu lúc { $at }: { $file }, { $size } MB, gồm { $rows } dòng và { $files } ảnh.
    Chỉ mở được bằng BACKUP_KEY. Hãy chép sang máy khác; hai khóa thì ghi ra giấy, cất ở nơi khác.
cli-restored =
    Đã khôi phục dữ liệu lúc { $at }: { $rows } dòng và { $files } ảnh. Các bảng đã được nâng lên phiên bản mới nhất.
    Tin gửi cho bot sau lúc ấy không có trong này; thông báo khi ấy còn chờ sẽ được gửi lại.
    Tiếp theo: kiểm tra chắc chắn không còn chương trình nào dùng BOT_TOKEN này, xem bằng “python -m bot doctor”, rồi chạy bot.
cli-restored-unchecked = Chưa đặt SECRET_KEY nên chưa biết khóa có đúng không. Trước khi chạy, hãy ghi khóa đã dùng lúc sao lưu vào .env.
cli-replayed = { $reference } đang chờ xử lý lại: trong một phút nếu bot đang chạy, không thì khi bot chạy lần tới. Người gửi sẽ nhận câu trả lời như thường.
backup-there = Đã có { $file }, tệp ấy được giữ nguyên. Mời đặt tên khác.
backup-no-database = Chưa có cơ sở dữ liệu ở { $database } nên chưa có gì để sao lưu. Mời xem lại DATABASE_URL.
backup-database = Không đọc hay ghi được cơ sở dữ liệu: { $reason }. Chưa thay đổi gì. Mời xem bằng: python -m bot doctor
backup-file = Không đọc hay ghi được tệp: { $reason } { $file }. Không có tệp dở dang nào bị để lại.
backup-under-way = Một lần sao lưu hoặc khôi phục khác đang chạy ở đây. Mời đợi xong rồi thử lại.
backup-other-file = Đây không phải bản sao lưu của Vì Dân, hoặc đã mất phần đầu. Chưa thay đổi gì.
backup-other-key = Bản sao lưu này dùng BACKUP_KEY khác. Hãy ghi khóa của lúc sao lưu vào .env. Chưa thay đổi gì.
backup-damaged = Bản sao lưu này bị hỏng hoặc bị cắt cụt. Chưa thay đổi gì. Mời lấy một bản chép khác, hoặc bản trước đó.
backup-newer = Bản sao lưu này do phiên bản mới hơn của chương trình ghi. Mời nâng cấp chương trình ở máy này trước. Chưa thay đổi gì.
restore-there = Đã có { $there }. Khôi phục không ghi đè gì: mời dời đi trước, cùng những tệp đi kèm.
restore-no-file = Không có tệp { $file }.
restore-other-secret-key = Bản sao lưu này được ghi khi dùng SECRET_KEY khác: với khóa hiện nay sẽ không nhận ra ai trong đó. Chưa thay đổi gì. Hãy ghi khóa cũ vào .env rồi khôi phục lại. Nếu khóa ấy mất hẳn, xem docs/vi/van-hanh.md.
reference-unknown = Không có tin hỏng nào mang mã “{ $typed }”. Có thể tin đã được xử lý lại, hoặc đã quá 30 ngày.

doctor-settings = Cài đặt: đủ những gì bot cần.
doctor-no-token = BOT_TOKEN còn trống: lệnh “run” sẽ mở bản diễn tập chứ không chạy bot.
doctor-no-backup-key = BACKUP_KEY còn trống nên chưa sao lưu được. Tạo bằng: python -m bot key
doctor-closed = Các tài khoản khác trên máy không đọc được khóa và dữ liệu.
doctor-readable = Tài khoản khác trên máy đọc được { $path }. Hãy đóng lại: chmod -R o-rwx { $path }
doctor-disk = Đĩa: còn { $free } GB ở { $folder }.
doctor-disk-low = Đĩa: chỉ còn { $free } GB ở { $folder }. Hãy sớm dọn chỗ.
doctor-disk-full = Đĩa: còn { $free } GB ở { $folder }; sắp không giữ được gì nữa. Hãy dọn chỗ ngay.
doctor-unwritable = Không ghi được vào { $folder } ({ $reason }). Hãy giao thư mục này cho tài khoản chạy bot.
doctor-no-database = Chưa có cơ sở dữ liệu ở { $database }; lần chạy đầu tiên sẽ tạo.
doctor-database = Cơ sở dữ liệu: { $database } nguyên vẹn, { $size } MB.
doctor-database-unreadable = { $database } không phải cơ sở dữ liệu, hoặc tài khoản này không được đọc. Nếu tệp hỏng: dừng bot, dời tệp đi, khôi phục bản sao lưu mới nhất.
doctor-database-damaged = { $database } bị hỏng: { $reason }. Hãy dừng bot, giữ lại tệp, khôi phục bản sao lưu mới nhất.
doctor-database-newer = Các bảng do phiên bản mới hơn của chương trình tạo. Hãy nâng cấp chương trình.
doctor-migrations = Bảng: ở bản mới nhất, { $revision }.
doctor-migrate = Các bảng thuộc phiên bản cũ; lần chạy tới sẽ tự nâng cấp. Nên sao lưu trước.
doctor-key = SECRET_KEY mở được dữ liệu đã mã hóa (đã thử { $tried } dòng).
doctor-keys-mixed = SECRET_KEY chỉ mở được một phần: { $closed } trong { $tried } dòng không mở được. Bot từng chạy với khóa khác một thời gian; nếu biết lúc nào, hãy khôi phục bản sao lưu trước đó.
doctor-no-units = Chưa có đơn vị nào: chưa ai gửi ý kiến tới đâu hay vào đơn vị nào được. Hãy nhập: python -m bot units import TỆP.csv
doctor-nobody-at-the-top = Chưa có ai tiếp nhận ở { $unit }, đơn vị cấp trên cùng, nơi nhận những ý kiến chưa rõ đơn vị. Hãy mời người: python -m bot invite --role duty --unit { $code }
doctor-cases-unheard = Ý kiến đang chờ mà không ai được báo, vì từ đơn vị ấy lên đến cấp trên cùng chưa có người tiếp nhận: { $count }, ở { $units }. Hãy mời người, người ấy sẽ nhận được ngay: python -m bot invite --role duty --unit { $code }
doctor-cases-partial = Ý kiến đang chờ mà không ai được báo, vì mọi người lẽ ra nhận đều ở đơn vị, hoặc chính là người, mà ý kiến nói tới: { $count }. Hãy mời một người thường trực không liên quan, người ấy sẽ nhận được ngay: python -m bot invite --role secretariat --unit { $code }
doctor-desks = Nơi tiếp nhận: { $count } đơn vị; cấp trên cùng có người, { $waiting } ý kiến đang chờ trả lời.
doctor-nothing-late = Không có gì chờ lâu quá mức.
doctor-unhandled = Tin đã nhận mà chưa xử lý: { $count }, cũ nhất lúc { $at }. Bot có đang chạy không? Nếu có, hãy khởi động lại.
doctor-overdue = Thông báo đến hạn mà chưa gửi: { $count }, cũ nhất lúc { $at }. Bot có đang chạy, có tới được Telegram không?
doctor-failed = Tin không xử lý được: { $count }, cũ nhất lúc { $at }: { $references }. Hãy xem nhật ký, rồi: python -m bot replay { $reference }
doctor-given-up = Thông báo đã thôi gửi trong bảy ngày qua: { $count }. Lý do nằm trong nhật ký (notice_failed).
doctor-unreachable = Thông báo trong bảy ngày qua không tới được ai, vì người nhận đã chặn bot hoặc rời đi: { $count }.
doctor-photos-gone = Ảnh bị thiếu ở { $folder }: { $count }. Nếu còn thì nằm trong các bản sao lưu.
doctor-clock = Đồng hồ: { $now }, { $zone } ({ $offset }).
doctor-clock-off = Đồng hồ máy ({ $now }) lệch với Telegram { $seconds } giây. Hãy chỉnh: timedatectl set-ntp true
doctor-clock-behind = Đồng hồ chỉ { $now } nhưng dữ liệu mới nhất ghi lúc { $newest }. Hãy chỉnh đồng hồ: timedatectl set-ntp true
doctor-backup = Bản sao lưu mới nhất ghi ở máy này: { $at }.
doctor-backup-old = Bản sao lưu mới nhất ghi ở máy này đã từ { $at }. Hãy sao lưu: python -m bot backup TỆP
doctor-no-backup = Máy này chưa sao lưu lần nào. Hãy sao lưu: python -m bot backup TỆP
doctor-telegram = Telegram: tới được; bot là @{ $bot }.
doctor-telegram-away = Không tới được Telegram ở { $api } ({ $reason }). Hãy xem mạng, BOT_API_URL, và Telegram ở đây có bị hạn chế không.
doctor-telegram-error = Telegram trả lời: { $reason }. Mời thử lại; nếu vẫn vậy, hãy xem BOT_API_URL.
doctor-webhook-elsewhere = Telegram đang chuyển tin tới { $address }, không phải nơi ghi trong cài đặt. Chạy lại bot sẽ sửa; nếu lại bị đổi thì có chương trình khác dùng token: hãy thu hồi ở @BotFather.
doctor-webhook-unset = Telegram chưa chuyển tin tới WEBHOOK_URL; lần chạy tới bot sẽ báo cho Telegram.
doctor-webhook-trouble = Telegram không chuyển tin được lúc { $at }: { $reason }
doctor-pending = Tin đang chờ ở Telegram: { $count }. Bot có đang chạy không?
doctor-running = Bot đang chạy và sẵn sàng (hỏi ở { $address }).
doctor-not-running = Bot không trả lời ở { $address }: bot không chạy trên máy này, hoặc LISTEN khác.
doctor-not-ready = Bot ở { $address } báo chưa sẵn sàng: { $names }. Vừa khởi động thì có thể chờ đến nửa phút; ngoài ra hãy xem nhật ký.

running-live = Bot @{ $bot } đang chạy. Dừng: Ctrl-C.
start-failed = Chưa chạy được: { $reason }
token-refused = Telegram không nhận BOT_TOKEN này. Lấy lại mã ở @BotFather rồi ghi vào .env.
listen-taken = Bot không mở được { $address }: cổng này đã có chương trình dùng. Có thể chính bot này đang chạy: hỏi bằng python -m bot doctor. Nếu là chương trình khác, hãy sửa LISTEN trong .env.
listen-impossible = Bot không mở được { $address }: { $reason }. LISTEN phải là một địa chỉ của máy này và, nếu không có quyền đặc biệt, cổng từ 1024 trở lên; ví dụ 127.0.0.1:8080. Hãy sửa trong .env.
token-used-elsewhere = Có chương trình khác đang dùng cùng BOT_TOKEN nên Telegram lần lượt từ chối một bên. Hãy tắt chương trình kia; trong lúc đó không mất gì, và bot này vẫn tiếp tục thử.

rehearsal-ready =
    Bản diễn tập đã mở: { $address }
    Dữ liệu ở đây chỉ để thử, không gửi đi đâu. Dừng: Ctrl-C.
    Chạy thật: ghi BOT_TOKEN và SECRET_KEY vào .env, xem README.
rehearsal-refused =
    Đã có cơ sở dữ liệu thật ({ $database }) nên không mở bản diễn tập. Chưa thay đổi gì.
    Để chạy bot thật: ghi BOT_TOKEN vào .env, rồi: python -m bot run
    Để diễn tập bên cạnh mà không động tới dữ liệu ấy, hãy chỉ tới một cơ sở dữ liệu chưa có: DATABASE_URL=data/none.db python -m bot rehearse
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
setting-secret-key-empty = SECRET_KEY còn trống: không có khóa thì không mã hóa được danh tính người dân, nên chưa chạy gì. Nếu đã có dữ liệu, hãy ghi lại đúng khóa đã dùng. Nếu chưa, tạo khóa bằng: python -m bot key, ghi vào .env, và cất một bản ở nơi an toàn.
setting-secret-key-changed = SECRET_KEY không phải khóa đã dùng để mã hóa dữ liệu: sẽ không nhận ra ai. Hãy ghi lại khóa cũ vào .env. Nếu khóa ấy mất hẳn, xem docs/vi/van-hanh.md.
setting-backup-key = BACKUP_KEY phải là 32 byte dạng base64 và khác SECRET_KEY; tạo bằng: python -m bot key
setting-backup-key-empty = BACKUP_KEY còn trống nên không ghi hay mở được bản sao lưu nào. Để khôi phục, hãy ghi vào .env khóa đã dùng khi sao lưu. Để sao lưu lần đầu, tạo khóa bằng: python -m bot key, ghi vào .env, và cất một bản ở nơi an toàn.
setting-keys-equal = SECRET_KEY và BACKUP_KEY đang là cùng một khóa: ai mở được bản sao lưu sẽ đọc được người dân là ai. Hãy giữ nguyên SECRET_KEY và tạo khóa khác cho BACKUP_KEY: python -m bot key
setting-admin-ids = ADMIN_IDS phải là các số Telegram cách nhau bằng dấu phẩy, ví dụ 123456,789012.
setting-webhook-url = WEBHOOK_URL phải là địa chỉ https công khai của bot, ví dụ https://vidan.example.vn; để trống thì bot tự hỏi Telegram.
setting-webhook-secret = WEBHOOK_SECRET phải gồm 16 đến 256 chữ cái không dấu, chữ số, _ hoặc -, và phải có khi đặt WEBHOOK_URL. Tạo bằng: openssl rand -hex 32
setting-listen = LISTEN phải là địa chỉ:cổng, ví dụ 127.0.0.1:8080.
setting-metrics-token = METRICS_TOKEN phải gồm 16 đến 256 chữ cái không dấu, chữ số hoặc . _ ~ + / -; để trống thì chỉ máy này xem được số liệu.
setting-timezone = TIMEZONE phải là tên múi giờ, ví dụ Asia/Ho_Chi_Minh.
setting-language = LANGUAGE phải là vi hoặc en.
setting-reminder-time = REMINDER_TIME phải là giờ:phút, ví dụ 17:00, muộn nhất 22:00.
setting-digest-time = DIGEST_TIME phải là giờ:phút, ví dụ 07:30.
setting-digest-day = DIGEST_DAY phải là ngày trong tháng, từ 1 đến 28.
setting-messages-per-second = MESSAGES_PER_SECOND phải là số lớn hơn 0, nhiều nhất 1000, ví dụ 30.
setting-log-format = LOG_FORMAT phải là console hoặc json.

units-bad-line = Dòng { $line } viết chưa đúng (thiếu hoặc dư dấu ngoặc kép). Chưa nhập đơn vị nào.
