# /caidat: what a unit settles for itself, and the province's own days.

command-caidat = đặt thời hạn trả lời và ngày làm việc
form-settings = xem, đổi cài đặt
ask-settings-unit = Xem và đổi cài đặt của đơn vị nào? Bấm hoặc gõ tên.
ask-settings-rule =
    ⚙️ <b>{ $unit }</b>
    { $lines }

    Luật cho 10 ngày làm việc. Mức của cấp trên được dùng cho cấp dưới nào chưa đặt riêng. Đồng chí muốn đổi mục nào? Xem đơn vị khác: gõ tên.
ask-settings-value =
    <b>{ $unit }</b>{ $lower ->
        [yes] {" "}và đơn vị cấp dưới nào chưa đặt riêng
       *[no] {""}
    }
    <b>{ $what }</b>: từ { $least } đến { $most }. Mời gõ số.
ask-settings-eyes =
    <b>{ $unit }</b>{ $lower ->
        [yes] {" "}và đơn vị cấp dưới nào chưa đặt riêng
       *[no] {""}
    }
    Câu trả lời có cần người thứ hai đọc trước khi gửi không?
ask-settings-day = Ngày nào? Gõ như 11/02/2027.
ask-settings-works = Ngày ấy cả tỉnh nghỉ hay làm việc?
ask-settings-why = Vì sao? Ví dụ: <i>nghỉ bão</i>, <i>làm bù</i>.
rule-days_suggestion = Hạn trả lời góp ý, kiến nghị
rule-days_report = Hạn trả lời phản ánh
rule-days_praise = Hạn trả lời lời khen
rule-hours_crime = Hạn trả lời tin báo tội phạm
rule-second_eyes = Người thứ hai đọc trước
rule-day = Ngày nghỉ, ngày làm bù
rule-days = { $days } ngày làm việc
rule-hours = { $hours } giờ, kể cả ban đêm
rule-none = không đặt hạn
rule-line = • { $what }: <b>{ $value }</b> <i>({ $by })</i>
rule-own = riêng của đơn vị
rule-by = theo { $unit }
rule-by-all = mức chung
rule-set = ✅ <b>{ $unit }</b>: { $what } nay là <b>{ $value }</b>. Áp dụng từ bây giờ; hạn đã hẹn trước không đổi.
rule-value-odd = Số này phải từ { $least } đến { $most }. Mời gõ lại.
option-eyes-1 = Có
option-eyes-0 = Không
option-eyes-above = Theo cấp trên
option-works-no = Nghỉ
option-works-yes = Làm việc
option-works-drop = Bỏ ngày riêng này
button-rules = ⚙️ Xem lại cài đặt
own-day-line = • { $day }: <b>{ $works }</b> <i>({ $name })</i>
own-day-set = ✅ Đã ghi ngày riêng của tỉnh: <b>{ $day }</b>. Hạn đã hẹn mà tính cả ngày này được dời theo (trừ tin báo tội phạm); hạn đặt từ bây giờ cũng vậy.
own-day-dropped = ✅ Đã bỏ ngày riêng <b>{ $day }</b>, tính lại như lịch nhà nước; hạn đã hẹn dời theo.
own-day-far = Ngày này xa quá. Mời xem lại năm rồi gõ lại, ví dụ 11/02/2027.
own-day-unknown = Chưa ghi gì cho ngày { $day } nên không có gì để bỏ.
own-day-why = Mời viết vì sao, trong { $most } chữ cái.
