password-title-invite = Chào mừng bạn. Hãy chọn mật khẩu
password-title-reset = Đặt mật khẩu mới
password-exposed = <strong>Có người đã biết mật khẩu cũ của bạn.</strong> Bạn đã chặn họ trên điện thoại. Hãy đặt mật khẩu mới rồi tiếp tục.
password-lead = Cho tài khoản của <strong>{ $name }</strong>, tên người dùng { $username }.
password-new = Mật khẩu mới
password-hint = Ít nhất { NUMBER($least) } ký tự. Vài từ ghép liền nhau sẽ dễ nhớ hơn.
password-submit = Đặt mật khẩu
password-busy = Đang đặt …
password-done-title = Đã đặt mật khẩu
password-done-invite = Tài khoản của bạn đã sẵn sàng. Hãy đăng nhập bằng mật khẩu này.
password-done-reset = Bạn đã được đăng xuất ở mọi nơi khác. Hãy đăng nhập bằng mật khẩu mới.

link-gone-title = Đường liên kết này không còn dùng được
link-gone-lead = Mỗi đường liên kết chỉ dùng được một lần và có thời hạn. Hãy nhờ { $admins } gửi đường liên kết mới.
link-gone-lead-nobody = Mỗi đường liên kết chỉ dùng được một lần và có thời hạn. Hãy nhờ quản trị viên gửi đường liên kết mới.
link-gone-sign-in = Đến trang đăng nhập

reset-title = Đặt mật khẩu mới
reset-lead = Quản trị viên đưa cho bạn một đường liên kết để chọn mật khẩu mới. Không ai đọc được mật khẩu cũ, kể cả họ.
reset-who = Hãy hỏi một trong những người này
reset-nobody = Hãy hỏi người phụ trách máy chủ này.
reset-note = Đường liên kết chỉ dùng được một lần. Hãy hỏi trực tiếp hoặc gọi điện: email mang tên bạn có thể do người khác gửi.
reset-back = Quay lại đăng nhập
