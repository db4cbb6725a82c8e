step-second = Xác minh hai bước
nav-second-step = Mã

login-again-here = { $name }, hãy đăng nhập lại một lần nữa. Chỉ chính bạn mới được thay đổi phần này.

mfa-title = Xác minh hai bước
mfa-lead = Sắp xong rồi, { $name }. Hãy nhập mã mà ứng dụng xác thực đang hiện.
mfa-lead-codes = Sắp xong rồi, { $name }. Hãy nhập một trong các mã khôi phục của bạn.
mfa-code = Mã
mfa-hint = Sáu chữ số, hoặc một trong các mã khôi phục của bạn.
mfa-hint-app = Sáu chữ số.
mfa-submit = Tiếp tục
mfa-wrong = <strong>Mã này không đúng.</strong> Hãy nhập mã mà ứng dụng đang hiện; mỗi mã chỉ dùng được một lần.
mfa-stopped = { $count ->
    [1] <strong>{ $phone } đã bị dừng:</strong> khóa của nó có vẻ tồn tại ở hai nơi. Sau khi đăng nhập, hãy gỡ nó rồi liên kết lại.
   *[other] <strong>Các điện thoại đã bị dừng ({ $phone }):</strong> khóa của chúng có vẻ tồn tại ở hai nơi. Sau khi đăng nhập, hãy gỡ chúng rồi liên kết lại.
}
mfa-lost = Không có cả ứng dụng lẫn mã khôi phục? Quản trị viên có thể giúp.

step-up-title = Thêm một bước nữa
step-up-lead = { $app } muốn chắc chắn hơn rằng đó là bạn. Bạn vẫn đang đăng nhập; chỉ cần xác minh hai bước.
step-up-here = Để tiếp tục ở đây, bạn cần xác minh hai bước. Bạn vẫn đang đăng nhập.
step-up-submit = Tiếp tục
step-up-cancel = Quay lại ứng dụng

authenticator-title = Ứng dụng xác thực
authenticator-lead = Ứng dụng hiện sáu chữ số, dùng làm bước xác minh thứ hai của bạn. Người chỉ biết mật khẩu của bạn sẽ không vào được.
authenticator-lead-required = Ở đây bạn cần xác minh hai bước. Hãy thiết lập một lần, rồi bạn tiếp tục.
authenticator-begin = Thiết lập ứng dụng xác thực
authenticator-scan = Mở một ứng dụng xác thực trên điện thoại và quét mã này:
authenticator-qr = Mã QR cho ứng dụng xác thực của bạn
authenticator-type = Hoặc nhập dòng này vào ứng dụng:
authenticator-code = Mã mà ứng dụng đang hiện
authenticator-confirm = Xác nhận
authenticator-name = Ứng dụng xác thực
authenticator-since = Từ { $since }
authenticator-remove = Gỡ
authenticator-to-codes = Mã khôi phục
authenticator-added = Từ giờ, ứng dụng xác thực của bạn có hiệu lực.
authenticator-removed = Đã gỡ ứng dụng xác thực. Khi đăng nhập, bạn chỉ cần mật khẩu.
authenticator-removed-phones = Đã gỡ ứng dụng xác thực. Bạn vẫn xác minh hai bước bằng điện thoại.
authenticator-wrong = <strong>Mã này không đúng.</strong> Hãy nhập mã mà ứng dụng đang hiện. Nếu vẫn không được, hãy kiểm tra đồng hồ của điện thoại.
authenticator-phone = Có điện thoại bên cạnh? <a href="{ $link }">Liên kết và xác nhận bằng khuôn mặt</a>
authenticator-remove-title = Gỡ ứng dụng xác thực?
authenticator-remove-body = Sau đó, khi đăng nhập bạn chỉ cần mật khẩu, và các mã khôi phục hết hiệu lực.
authenticator-remove-body-phones = Mã của ứng dụng sẽ không còn dùng được. Điện thoại và các mã khôi phục của bạn vẫn giữ nguyên.

codes-title = Mã khôi phục
codes-lead = Mỗi mã thay cho bước xác minh thứ hai một lần, dành cho lúc bạn không có điện thoại bên cạnh. Mật khẩu vẫn được hỏi như thường.
codes-left = { $count ->
    [0] Không còn mã nào
   *[other] Còn { $count } mã
}
codes-without-factor = Mã khôi phục dùng thay cho bước xác minh thứ hai. Hãy thiết lập xác minh hai bước trước.
codes-renew = Tạo mã mới
codes-renew-hint = Bạn nhận mười mã mới. Các mã đang có sẽ hết hiệu lực.
codes-back = Quay lại
codes-once = Hãy in hoặc chép lại các mã này. Mỗi mã dùng được một lần, thay cho bước xác minh thứ hai. Các mã còn hiện cho đến khi bạn báo rằng đã cất giữ.
codes-whose = Cho { $owner } tại { $host }, tạo { $made }
codes-kept = Tôi đã cất giữ các mã
codes-download = Tải xuống thành tệp
codes-print = In
lost-title = Bạn mất điện thoại nào?
lost-lead = Từ lúc này, điện thoại đó không phê duyệt được gì nữa. Sau đó bạn liên kết điện thoại mới.
lost-this = Điện thoại này
lost-this-named = Mất { $phone }
lost-used = Dùng lần cuối { $time }
lost-note = Nếu không ai tìm thấy nó, hãy đổi cả mật khẩu khi làm xong.
lost-none = Không phải điện thoại nào ở đây
mfa-lost-phone = Tôi mất điện thoại: gỡ nó ở bước tiếp theo
devices-lost = Tôi bị mất điện thoại
