second-step-link-title = Thiết lập xác minh hai bước
second-step-link-lead = Cho tài khoản của <strong>{ $name }</strong>, tên người dùng { $username }. Mật khẩu của bạn giữ nguyên.
second-step-link-sign-in = Trước tiên, bạn đăng nhập bằng mật khẩu đó. Sau đó, bạn chọn cách xác nhận các lần đăng nhập.
second-step-link-sign-in-submit = Đến trang đăng nhập
second-step-link-other = { $name } đang đăng nhập trong trình duyệt này.
second-step-link-other-submit = Đăng xuất và tiếp tục
second-step-link-choose = Bạn muốn xác nhận các lần đăng nhập bằng gì?
second-step-link-phone = Liên kết điện thoại
second-step-link-authenticator = Thiết lập ứng dụng xác thực

resets-title = Bạn có yêu cầu việc này không?
resets-password = { $by } đã tạo một đường liên kết để bạn đặt mật khẩu mới, vào { $time }.
resets-second-step = { $by } đã gỡ xác minh hai bước của bạn để bạn có thể thiết lập cách khác, vào { $time }.
resets-by-command = Một người thao tác tại máy chủ
resets-lead = Bạn sẽ thấy thông báo này ở mỗi lần đăng nhập cho đến { $until }. Nếu bạn không yêu cầu, hãy dừng ngay: những đường liên kết chưa ai dùng sẽ không còn mở được.
resets-go-on = Tôi đã yêu cầu: tiếp tục
resets-stop = Dừng lại
resets-stopped-title = Đã dừng
resets-stopped-lead = Những đường liên kết chưa ai dùng không còn mở được, và người đã tạo chúng tạm thời không thể tạo thêm. Hãy thiết lập xác minh hai bước, và đổi mật khẩu nếu có thể ai đó đã biết. Hãy trao đổi với một trong những người này: { $admins }.
resets-stopped-second-step = Đến xác minh hai bước

second-step-first-title = Trước tiên, hãy mở đường liên kết của bạn
second-step-first-lead = Quản trị viên đã gỡ xác minh hai bước của bạn và có một đường liên kết cho bạn. Hãy mở nó để thiết lập cách khác. Không có sẵn đường liên kết? Hãy yêu cầu đường liên kết mới.
