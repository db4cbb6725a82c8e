not-for-you-title = { $app } không dành cho bạn
not-for-you-lead = Bạn đang đăng nhập với tên { $name }. { $app } chỉ dành cho một số nhóm và bạn không thuộc nhóm nào trong đó. Không có gì được chia sẻ.
not-for-you-ask = Hãy hỏi { $admin } để được truy cập.
not-for-you-ask-somebody = Hãy hỏi người quản lý tài khoản ở đây để được truy cập.
not-for-you-back = Quay lại { $app }
