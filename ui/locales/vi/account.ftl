home-morning = Chào buổi sáng, { $name }
home-afternoon = Chào buổi chiều, { $name }
home-evening = Chào buổi tối, { $name }
home-lead = Mọi ứng dụng dưới đây đều mở được mà không cần nhập lại mật khẩu.
home-find = Tìm ứng dụng
home-find-none = Không có ứng dụng nào có tên như vậy.
home-empty-title = Chưa có ứng dụng nào
home-empty-lead = Những ứng dụng bạn được mở sẽ hiện ở đây. { $admins } có thể cấp quyền cho bạn.
home-empty-lead-nobody = Những ứng dụng bạn được mở sẽ hiện ở đây. Quản trị viên có thể cấp quyền cho bạn.
home-lately = Gần đây

grants-title = Những gì ứng dụng được xem
grants-lead = Bạn đã cho phép các ứng dụng này dùng tài khoản của mình. Nếu bạn thu hồi quyền, ứng dụng sẽ hỏi lại vào lần truy cập sau.
grants-since = { $host }, từ { $since }
grants-remove = Thu hồi
grants-remove-named = Thu hồi những gì { $app } được xem
grants-removed = { $app } không còn quyền truy cập. Những gì ứng dụng đã xem trước đó có thể vẫn được lưu lại.
grants-remove-title = Thu hồi những gì { $app } được xem?
grants-remove-body = Bạn sẽ được đăng xuất khỏi { $app }, và ứng dụng sẽ hỏi lại vào lần truy cập sau. Dữ liệu của bạn trong { $app } vẫn còn.
grants-empty-title = Không có ứng dụng nào được truy cập
grants-empty-lead = Khi bạn cho phép một ứng dụng dùng tài khoản của mình, ứng dụng đó hiện ở đây.

sessions-title = Nơi tôi đang đăng nhập
sessions-lead = Tất cả trình duyệt mà bạn đang đăng nhập. Hãy đăng xuất khỏi những nơi bạn không nhận ra, rồi đổi mật khẩu.
sessions-times = Dùng lần cuối { $used }, đăng nhập { $since }
sessions-current = Trình duyệt này
sessions-end = Đăng xuất
sessions-end-named = Đăng xuất { $browser }, đăng nhập { $since }
sessions-end-others = Đăng xuất ở mọi nơi khác
sessions-ended = { $count ->
    [0] Không có nơi nào khác đang đăng nhập.
   *[other] Đã đăng xuất ở { $count } nơi.
}

confirm-keep = Giữ nguyên

home-safety = Bảo vệ tài khoản của bạn
home-safety-none = Chỉ có mật khẩu bảo vệ tài khoản của bạn. Hãy thiết lập xác minh hai bước.
home-safety-phone = Xác nhận bằng khuôn mặt, dùng lần cuối { $used }
home-safety-phone-new = Xác nhận bằng khuôn mặt, chưa dùng lần nào
home-safety-authenticator = Sáu chữ số, từ { $since }
home-safety-codes = Còn { $count }/10 mã
home-safety-working = Đang hoạt động
home-safety-waiting = Đang chờ
home-safety-stopped = Đã dừng
home-safety-few = Tạo mã mới
home-activity = Mọi hoạt động

remembered-title = Trình duyệt không cần xác minh hai bước
remembered-lead = Bạn đã yêu cầu ghi nhớ các trình duyệt này. Nếu bạn bỏ ghi nhớ, lần đăng nhập tới sẽ hỏi lại.
remembered-since = Ghi nhớ từ { $since }, đến { $until }
remembered-unknown = Một trình duyệt
remembered-forget = Bỏ ghi nhớ
remembered-forget-named = Bỏ ghi nhớ { $browser }, ghi nhớ từ { $since }
remembered-forgotten = <strong>Đã bỏ ghi nhớ.</strong> Ở đó, lần đăng nhập tới cần xác minh hai bước.

home-safety-passkeys = { $count } khóa, đăng nhập không cần mật khẩu
