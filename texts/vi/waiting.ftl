# Câu trả lời chờ duyệt.
draft-lapsed = Câu trả lời { $code } do đồng chí { $name } soạn không còn chờ duyệt, vì từ đó ý kiến đã có thay đổi. Mời đồng chí mở lại ý kiến để xem.
