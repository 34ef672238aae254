# People: a unit's roll, posts, invitations, a lost phone.

command-canbo = danh sách cán bộ, chuyển đơn vị, cho thay, đổi máy
words-command-canbo = cán bộ|danh sách cán bộ|xem cán bộ
words-command-moi = mời|mời cán bộ|lời mời
form-people = xem danh sách cán bộ
form-phone = đổi máy

ask-people-unit = Đồng chí xem cán bộ của đơn vị nào? Bấm, hoặc gõ tên đơn vị.
ask-people-person =
    <b>{ $unit }</b>
    { $lines }

    Đồng chí chọn người nào? Bấm, hoặc gõ tên. Xem đơn vị khác: gõ tên đơn vị.
ask-people-act =
    <b>{ $name }</b>
    { $lines }

    Đồng chí muốn làm gì?
ask-people-post = { $name }: nhiệm vụ nào?
ask-people-to = { $name } chuyển đến đơn vị nào? Bấm, hoặc gõ tên đơn vị.
ask-people-standin = Ai làm thay { $name } ({ $post })? Bấm, hoặc gõ tên.
ask-people-since = Làm thay từ ngày nào? Bấm, hoặc gõ ngày, ví dụ 25/10.
ask-people-until = Đến hết ngày nào? Bấm, hoặc gõ ngày, ví dụ 31/10.
ask-people-sure = { $what }
people-line = • { $name }: { $roles }
people-post = • { $role }, { $unit }
people-more = … và { $count } người nữa. Gõ tên để tìm.
people-none = Chưa có ai trong danh sách.
people-nobody = Không thấy đơn vị hay cán bộ nào tên “{ $typed }” trong phạm vi đồng chí phụ trách. Mời gõ cách khác.
people-no-person = Không thấy cán bộ nào tên “{ $typed }” trong phạm vi đồng chí phụ trách. Mời gõ tên khác, hoặc gõ tên đơn vị để xem đơn vị ấy.
post-in = { $role }, { $unit }
for-a-period = { $role } (làm thay { $since }–{ $until })
option-people-move = Chuyển đơn vị
option-people-deputise = Cho thay, ủy quyền
option-people-end = Thôi một nhiệm vụ
option-people-leave = Thôi công tác
option-people-phone = Đổi máy
option-people-sure = Đồng ý
day-today = Hôm nay
day-tomorrow = Ngày mai
day-typed = { $day }
days-until = { $days } ngày, đến hết { $day }
people-sure-move =
    Chuyển <b>{ $name }</b> đến <b>{ $unit }</b>, ngay bây giờ?

    Việc tốt đã ghi vẫn thuộc đơn vị cũ. Nhiệm vụ khác ở đơn vị cũ thôi theo; ý kiến đang xử lý trở lại bàn tiếp nhận.
people-sure-deputise = Để <b>{ $other }</b> làm thay <b>{ $name }</b> ({ $post }) từ { $since } đến hết { $until }?
people-sure-end =
    <b>{ $name }</b> thôi nhiệm vụ <b>{ $post }</b>, ngay bây giờ?

    Ý kiến đồng chí ấy đang xử lý ở đó trở lại bàn tiếp nhận.
people-sure-leave =
    <b>{ $name }</b> thôi công tác: <b>mọi nhiệm vụ</b> hết ngay bây giờ?

    Câu trả lời viết dở bị xóa, ý kiến đang xử lý trở lại bàn tiếp nhận. Muốn làm lại phải mời lại.
people-sure-phone =
    Cấp đường dẫn để <b>{ $name }</b> chuyển sang máy (tài khoản Telegram) mới?

    Ai mở đường dẫn sẽ là đồng chí ấy, tài khoản cũ mất hết quyền. Đồng chí chỉ gửi khi đã gặp hoặc nghe đúng người.
people-done-move = Đã chuyển { $name } đến { $unit }.
people-done-deputise = { $name } làm thay ({ $post }) từ { $since } đến hết { $until }.
people-done-end = { $name } đã thôi nhiệm vụ { $post }.
people-done-leave = { $name } đã thôi công tác. Mọi nhiệm vụ đã hết.
people-done-phone =
    Đường dẫn đổi máy của <b>{ $name }</b>:
    { $link }

    Dùng được một lần, trong { $hours } giờ. Gửi riêng cho đúng người; đường dẫn không hiện lại. Tài khoản cũ được báo ngay.
person-unknown = Không còn thấy người này trong phạm vi đồng chí phụ trách. Mời xem lại danh sách.
not-your-people = Việc này vượt quá phạm vi của đồng chí. Mời nhờ chỉ huy cấp trên hoặc quản trị.
not-yourself = Đồng chí không tự làm việc này cho chính mình được. Mời nhờ chỉ huy cấp trên hoặc quản trị.
post-changed = Nhiệm vụ này vừa được thay đổi. Mời xem lại danh sách.
post-held = { $name } đang giữ nhiệm vụ ấy rồi, không cần làm thay.
period-odd = Thời gian làm thay phải từ hôm nay trở đi và không quá { $most } ngày.
day-unreadable = Chưa đọc được ngày. Mời gõ như 25/10 hoặc 25/10/2026.
day-too-early = Ngày này sớm quá. Mời chọn từ { $day } trở đi.

post-moved = Đồng chí đã chuyển đến <b>{ $unit }</b>. Chúc đồng chí công tác tốt ở đơn vị mới.
post-stands-in = Đồng chí được giao làm thay: <b>{ $role }</b>, { $unit }, từ { $since } đến hết { $until }.
post-begun = Từ bây giờ đồng chí làm thay: <b>{ $role }</b>, { $unit }. Gõ /trogiup để xem đồng chí làm được gì.
post-more = Ngoài những việc trên, bàn <b>{ $unit }</b> còn việc khác đang chờ. Mời đồng chí gõ /hopthu để xem lần lượt.
post-ended = Đồng chí đã thôi nhiệm vụ <b>{ $role }</b>, { $unit }. Cảm ơn đồng chí. Nút trên những tin cũ không còn dùng được.
post-over = Thời gian làm thay <b>{ $role }</b>, { $unit } đã hết. Cảm ơn đồng chí.
post-left = Mọi nhiệm vụ của đồng chí ở đây đã kết thúc. Cảm ơn đồng chí đã phục vụ bà con. Đồng chí vẫn gửi góp ý được như mọi người.
post-phone =
    Vừa có đường dẫn để chuyển tài khoản của đồng chí sang <b>máy khác</b>.

    Nếu đồng chí không nhờ việc này, hãy bấm nút dưới ngay.
button-phone-stop = Không phải tôi: chặn lại

ask-phone-sure =
    Đường dẫn này chuyển hồ sơ của <b>{ $name }</b> sang tài khoản Telegram này. Tài khoản cũ hết nhiệm vụ, chỉ còn giữ ý kiến đã gửi riêng như bà con.

    Đồng chí là { $name } và đồng ý chuyển?
phone-moved = Chào { $name }. Máy này đã nhận hồ sơ của đồng chí: nhiệm vụ, việc đang làm dở. Ý kiến gửi riêng như bà con vẫn ở tài khoản cũ. Gõ /trogiup để tiếp tục.
phone-gone = Hồ sơ của { $name } đã chuyển sang máy khác. Tài khoản này không còn nhiệm vụ gì; ý kiến gửi riêng như bà con vẫn xem được ở đây bằng /theodoi. Nếu không phải đồng chí làm, hãy báo ngay cho chỉ huy.
phone-stopped = Đã chặn. Đường dẫn ấy không còn dùng được. Đồng chí nên báo cho chỉ huy biết.
phone-none = Không có đường dẫn nào đang chờ. Nếu máy đã bị đổi ngoài ý muốn, hãy báo ngay cho chỉ huy.
phone-in-use = Tài khoản này đã có tên trong danh sách cán bộ. Mời mở đường dẫn bằng tài khoản mới.
phone-link-unknown = Đường dẫn này không dùng được: đã dùng rồi, đã bị chặn, hoặc chép thiếu. Mời nhờ chỉ huy cấp lại.
phone-link-expired = Đường dẫn này đã hết hạn. Mời nhờ chỉ huy cấp lại.

ask-invite-open = Lời mời nào? Bấm để thu hồi.
ask-invite-sure = { $what }
option-invitations-open = Lời mời đang mở ({ $count })
option-invitation-revoke = Thu hồi
invitation-line = { $role }, { $unit }: đến { $until }, còn { $uses } lượt
invitation-sure = Làm lời mời <b>{ $role }</b>, <b>{ $unit }</b>? Ai mở đường dẫn trước sẽ giữ nhiệm vụ ấy.
invitation-sure-revoke = Thu hồi lời mời này? { $line }
invitation-revoked = Đã thu hồi. Không ai vào được bằng lời mời ấy nữa: { $line }

audit-action-invited = làm lời mời
audit-action-invite-revoked = thu hồi lời mời
audit-action-joined = vào danh sách theo lời mời
audit-action-person-moved = chuyển cán bộ sang đơn vị khác
audit-action-stand-in = cho người làm thay
audit-action-post-ended = cho thôi một nhiệm vụ
audit-action-post-over = hết thời gian làm thay
audit-action-left = cho thôi công tác
audit-action-phone-link = cấp đường dẫn đổi máy
audit-action-phone-moved = chuyển hồ sơ sang máy mới
audit-action-phone-stopped = chặn việc đổi máy
audit-action-case-back = trả ý kiến về bàn tiếp nhận
