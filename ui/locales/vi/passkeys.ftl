nav-passkeys = Khóa truy cập

passkeys-title = Khóa truy cập
passkeys-lead = Khóa truy cập giúp bạn đăng nhập mà không cần mật khẩu, bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị. Không trang giả mạo nào dùng được nó.
passkeys-empty-title = Chưa có khóa truy cập nào
passkeys-empty-lead = Hãy thêm một khóa, và việc đăng nhập chỉ mất một giây.
passkeys-add = Thêm khóa truy cập
passkeys-add-hint = Trình duyệt sẽ hỏi lưu khóa ở đâu. Khóa chỉ dùng được tại { $host }.
passkeys-sign-in-first = Trước tiên, hãy đăng nhập lại một lần nữa: khóa truy cập mở được tài khoản của bạn.
passkeys-step-up-first = Trước tiên, bạn cần xác minh hai bước: khóa truy cập mở được tài khoản của bạn.
passkeys-without-script = Thêm khóa truy cập cần JavaScript. Hãy bật JavaScript cho trang này rồi tải lại.
passkeys-full = <strong>Bạn đã có { NUMBER($most) } khóa truy cập, và đó là mức tối đa.</strong> Hãy gỡ một khóa trước.
passkeys-made = Thêm { $made }
passkeys-used = Thêm { $made }, dùng lần cuối { $used }
passkeys-here-only = Chỉ ở trên một thiết bị. Mất thiết bị là mất khóa truy cập.
passkeys-may-sync = Dịch vụ giữ khóa có thể sao chép nó sang các thiết bị khác của bạn, nhưng chưa sao chép.
passkeys-synced = Đã được dịch vụ giữ khóa sao chép sang các thiết bị khác của bạn.
passkeys-elsewhere-pill = Không dùng được ở đây
passkeys-elsewhere-note = Khóa này được tạo khi máy chủ có địa chỉ khác. Hãy gỡ nó và thêm khóa mới.
passkeys-suspended-note = Khóa truy cập này có vẻ tồn tại ở hai nơi. Hãy gỡ nó và thêm khóa mới.
passkeys-rename-title = Đổi tên khóa truy cập
passkeys-rename-wrong = Tên có từ 1 đến { NUMBER($most) } ký tự.
passkeys-remove = Gỡ
passkeys-remove-title = Gỡ { $passkey }?
passkeys-remove-body = Bạn không còn đăng nhập được bằng khóa này. Thiết bị của bạn có thể vẫn đề xuất nó; hãy xóa cả ở đó.
passkeys-added = <strong>Đã thêm { $passkey }.</strong> Hãy dùng ở lần đăng nhập tới.
passkeys-renamed = Tên của khóa truy cập giờ là <strong>{ $passkey }</strong>.
passkeys-removed = <strong>Đã gỡ khóa truy cập.</strong> Bạn không còn đăng nhập được bằng khóa đó.
passkeys-last = <strong>Đây là cách xác minh hai bước cuối cùng của bạn.</strong> Ở đây bắt buộc phải có: trước tiên, hãy thêm khóa truy cập khác, liên kết điện thoại hoặc thiết lập ứng dụng xác thực.
passkeys-known = <strong>Đã có một khóa truy cập của tài khoản này.</strong> Chưa có gì được thêm. Hãy chọn thiết bị khác, hoặc dùng khóa bạn đang có.
passkeys-refused = <strong>Không dùng được khóa truy cập này ở đây.</strong> Chưa có gì được thêm. Hãy chọn nơi khác để lưu khóa.

passkey-use = Dùng khóa truy cập
passkey-untrusted = <strong>Trình duyệt này chưa tin cậy máy chủ, nên không dùng khóa truy cập ở đây.</strong> Chưa có gì được gửi đi. Hãy <a href="{ $trust }">thiết lập tin cậy một lần</a>, rồi thử lại.
passkey-elsewhere = <strong>Khóa truy cập của văn phòng này chỉ dùng được tại { $host }.</strong> Hãy <a href="{ $address }">mở trang ở đó</a>, rồi thử lại.
passkey-insecure = <strong>Khóa truy cập cần đúng địa chỉ của văn phòng.</strong> Hãy <a href="{ $address }">mở { $host }</a>, rồi thử lại.
passkey-unsupported = <strong>Trình duyệt này không hỗ trợ khóa truy cập.</strong> Hãy mở trang này bằng Chrome, Edge, Firefox hoặc Safari bản mới.
passkey-cancelled = <strong>Không có khóa truy cập nào được dùng.</strong> Bạn đã dừng, đã hết thời gian, hoặc thiết bị này không có khóa của bạn. Chưa có gì được gửi đi. Hãy thử lại, hoặc dùng cách khác.
passkey-nobody = <strong>Ở đây không có gì kiểm tra được đó là bạn.</strong> Hãy thiết lập vân tay, khuôn mặt hoặc mã PIN cho thiết bị này, hoặc chọn điện thoại hay khóa bảo mật có mã PIN.
passkey-failed = <strong>Máy chủ không phản hồi như mong đợi.</strong> Không có gì bị mất. Hãy tải lại trang này rồi thử lại.
passkey-too-old = <strong>Trang này đã mở quá lâu.</strong> Chưa có gì xảy ra. Hãy thử lại một lần nữa.
passkey-unknown = <strong>Không tài khoản nào ở đây có khóa truy cập này.</strong> Có thể khóa đã bị gỡ. Hãy dùng khóa khác, hoặc mật khẩu của bạn.
passkey-refused = <strong>Khóa truy cập này không được chấp nhận.</strong> Không có gì được mở. Hãy thử lại, hoặc dùng cách khác.
passkey-copied = <strong>Khóa truy cập này có vẻ tồn tại ở hai nơi nên không được chấp nhận.</strong> Hãy dùng cách khác, rồi gỡ nó trong mục “Khóa truy cập”.
mfa-lead-passkey = Sắp xong rồi, { $name }. Hãy dùng khóa truy cập của bạn.
mfa-without-script = Khóa truy cập cần JavaScript. Hãy bật JavaScript cho trang này rồi tải lại.
mfa-or-code = Hoặc nhập mã
authenticator-removed-passkeys = Đã gỡ ứng dụng xác thực. Bạn vẫn xác minh hai bước bằng khóa truy cập.
authenticator-remove-body-passkeys = Mã của ứng dụng sẽ không còn dùng được. Khóa truy cập và các mã khôi phục của bạn vẫn giữ nguyên.
mfa-hint-codes = Một trong các mã khôi phục của bạn.
