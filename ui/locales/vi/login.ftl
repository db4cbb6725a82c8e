login-title = Đăng nhập
login-lead = Hãy dùng tài khoản văn phòng của bạn.
login-again = { $name }, hãy đăng nhập lại một lần nữa. Ứng dụng muốn chắc chắn đó là bạn.
login-username = Tên người dùng hoặc email
login-password = Mật khẩu
login-forgotten = Quên mật khẩu?
login-submit = Đăng nhập
login-busy = Đang đăng nhập …
login-no-account = Chưa có tài khoản? Hãy nhờ quản trị viên gửi lời mời.
login-cancel = Quay lại ứng dụng mà không đăng nhập

login-wrong = <strong>Tên người dùng và mật khẩu không khớp.</strong> Hãy kiểm tra cả hai, hoặc <a href="{ $reset }">đặt mật khẩu mới</a>.
login-slowed = <strong>Thử quá nhiều lần.</strong> Hãy đợi { $seconds } giây rồi thử lại. Tài khoản của bạn không bị khóa.
login-disabled = <strong>Tài khoản của bạn đã bị vô hiệu hóa.</strong> Hãy hỏi { $admin }.
login-disabled-nobody = <strong>Tài khoản của bạn đã bị vô hiệu hóa.</strong> Hãy hỏi quản trị viên.
login-session-over = Bạn đã được đăng xuất sau { $hours } giờ không hoạt động. Hãy đăng nhập để tiếp tục từ chỗ đang dở.
login-form-too-old = <strong>Trang này đã mở quá lâu.</strong> Chưa có gì được gửi đi. Hãy thử lại một lần nữa.
login-no-cookies = <strong>Trình duyệt này không lưu cookie cho trang này.</strong> Hãy cho phép cookie của { $host } rồi tải lại trang.

form-post-title = Đang chuyển đến { $host }
form-post-lead = Nếu một lúc nữa không có gì xảy ra, hãy nhấn nút.
form-post-go = Tiếp tục

select-title = Chọn tài khoản
select-lead = Bạn đã đăng nhập trong trình duyệt này.
select-continue = Tiếp tục với tên { $name }
select-other = Dùng tài khoản khác

logout-title = Đăng xuất?
logout-lead = Bạn đang đăng nhập với tên { $name }. Đăng xuất sẽ kết thúc phiên trong trình duyệt này cho mọi ứng dụng của văn phòng này.
logout-lead-app = { $app } yêu cầu bạn đăng xuất. Bạn đang đăng nhập với tên { $name }. Đăng xuất sẽ kết thúc phiên trong trình duyệt này cho mọi ứng dụng của văn phòng này.
logout-stay = Tiếp tục đăng nhập

signed-out-title = Bạn đã đăng xuất
signed-out-lead = Ứng dụng còn đang mở có thể vẫn giữ bạn ở trạng thái đăng nhập. Hãy đóng trình duyệt nếu dùng máy tính chung.
signed-out-going-on = Bạn đã đăng xuất trong trình duyệt này và các ứng dụng đang được báo. Trang tự chuyển đến { $app }.
signed-out-continue = Tiếp tục đến { $app }
signed-out-again = Đăng nhập lại
signed-out-unknown = Ứng dụng yêu cầu chuyển bạn đến một địa chỉ mà chúng tôi không biết, nên bạn ở lại đây.
signed-out-unknown-app = { $app } yêu cầu chuyển bạn đến một địa chỉ mà chúng tôi không biết, nên bạn ở lại đây.

unclaimed-title = Văn phòng này chưa được thiết lập
unclaimed-lead = Người phụ trách máy chủ đăng nhập sẽ mở đường liên kết thiết lập lần đầu mà máy chủ in ra khi khởi động. Sau đó, bạn hãy quay lại đây.
