approval-title = Xác nhận trên điện thoại
approval-signing-in = Đang đăng nhập với tên <strong>{ $name }</strong>
approval-lead = Mở DOneLogin trên điện thoại, rồi làm một trong hai cách sau.
approval-lead-scan = Mở DOneLogin trên điện thoại và quét mã này.
approval-type = Nhập sáu chữ số này
approval-or = hoặc
approval-scan = Quét mã này
approval-scan-only = Sau mười lần sai, chữ số không còn được chấp nhận. Hãy quét mã hoặc dùng cách khác; sau đó chữ số lại dùng được.
approval-qr = Mã QR để mở lần đăng nhập này trên điện thoại của bạn
approval-waiting = Đang chờ <strong>{ $phone }</strong>. Trang này sẽ tự chuyển tiếp.
approval-waiting-many = { $count ->
    [0] Đang chờ điện thoại của bạn. Trang này sẽ tự chuyển tiếp.
    [1] Đang chờ điện thoại của bạn. Trang này sẽ tự chuyển tiếp.
   *[other] Đang chờ một trong { $count } điện thoại của bạn. Trang này sẽ tự chuyển tiếp.
}
approval-plain = Có hiệu lực đến { $time }. Khi điện thoại báo “Đã phê duyệt”, hãy nhấn Tiếp tục.
approval-still = Ngừng tải lại
approval-approved = <strong>Đã phê duyệt trên { $phone }.</strong> Bạn được chuyển tiếp ngay.
approval-continue = Tiếp tục
approval-remember = { $days ->
    [1] Không hỏi trong trình duyệt này cho đến ngày mai
   *[other] Không hỏi trong trình duyệt này trong { $days } ngày
}

approval-denied = <strong>Bạn đã từ chối trên điện thoại.</strong> Không có gì được mở.
approval-blocked = <strong>Đã dừng, và { $admin } đã được báo.</strong> Trong 15 phút, chỉ những trình duyệt bạn từng dùng mới được gửi yêu cầu. Ở lần đăng nhập tới, bạn sẽ đặt mật khẩu mới.
approval-blocked-nobody = <strong>Đã dừng, và quản trị viên đã được báo.</strong> Trong 15 phút, chỉ những trình duyệt bạn từng dùng mới được gửi yêu cầu. Ở lần đăng nhập tới, bạn sẽ đặt mật khẩu mới.
approval-superseded = <strong>Bạn đã gửi yêu cầu mới trong trình duyệt này lúc { $at }.</strong> Hãy tiếp tục ở đó.
approval-wrong-codes = <strong>Ba lần nhập sai mã đã kết thúc yêu cầu này.</strong> Hãy gửi lại.
approval-over = <strong>Đã hết hai phút.</strong> Chưa có gì xảy ra. Hãy gửi lại.
approval-too-many = <strong>Đã có ba lần đăng nhập đang chờ.</strong> Hãy trả lời một lần trên điện thoại, hoặc đợi hai phút.
approval-not-asked = Chưa gửi yêu cầu đến điện thoại của bạn.
approval-ask = Gửi đến điện thoại
approval-ask-again = Gửi lại
approval-asking = Đang gửi …
approval-cancel = Hủy đăng nhập

approval-other = Không có điện thoại bên cạnh? Dùng cách khác
approval-code = Mã của ứng dụng xác thực hoặc mã khôi phục
approval-code-hint = Sáu chữ số từ ứng dụng xác thực, hoặc một trong các mã khôi phục của bạn.
approval-no-other = Không có điện thoại bên cạnh? Quản trị viên có thể giúp.

dial-left = còn <em>{ $time }</em>
dial-minute = Còn một phút
dial-half-minute = Còn 30 giây
dial-ten = Còn 10 giây
dial-over = Đã hết giờ
