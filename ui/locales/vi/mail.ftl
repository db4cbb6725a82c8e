# Letters. Whoever reads one may be anywhere, and did not ask for it: what happened, the facts, what to do.
mail-from = { $office }, đăng nhập
mail-hello = Chào { $name },
mail-foot = Do máy chủ đăng nhập của văn phòng bạn gửi. Máy chủ không bao giờ hỏi mật khẩu hay mã qua email.
mail-type = Hoặc gõ địa chỉ này:
mail-local = Địa chỉ này chỉ mở được trong mạng văn phòng.
mail-valid = Đường liên kết dùng được một lần, đến { $until }.
mail-nothing = Nếu đó là bạn, bạn không cần làm gì.
mail-asked = Nếu bạn đã yêu cầu việc này, bạn không cần làm gì.
mail-nobody = Bạn không cần làm gì.
mail-not-you = Đó không phải bạn?
mail-not-expected = Bạn không yêu cầu?

mail-fact-when = Thời điểm
mail-fact-phone = Điện thoại
mail-fact-before = Tên trước đây
mail-fact-account = Tài khoản
mail-fact-browser = Trình duyệt
mail-fact-address = Địa chỉ
mail-fact-server = Máy chủ
mail-fact-tries = Số lần thử
mail-unknown = Chưa biết

mail-open-account = Xem tài khoản của tôi
mail-open-devices = Xem điện thoại của tôi
mail-open-sessions = Xem nơi tôi đang đăng nhập
mail-open-authenticator = Xem ứng dụng xác thực của tôi
mail-new-password = Hãy đăng nhập, xem lại mọi thứ và đặt mật khẩu mới. Nếu bạn không đăng nhập được nữa, hãy báo ngay cho quản trị viên.

mail-invite-title = Tài khoản của bạn tại { $office }
mail-invite-lead = Một tài khoản đã được tạo cho bạn. Hãy chọn mật khẩu, rồi bạn đăng nhập được vào các ứng dụng của văn phòng.
mail-invite-open = Chọn mật khẩu
mail-invite-not = Vậy bạn không cần làm gì. Khi chưa có mật khẩu, không ai đăng nhập được.

mail-reset-title = Đặt mật khẩu mới
mail-reset-lead = Có người đã yêu cầu mật khẩu mới cho tài khoản của bạn. Bạn dùng đường liên kết này để chọn mật khẩu.
mail-reset-open = Chọn mật khẩu mới
mail-reset-not = Vậy bạn không cần làm gì. Mật khẩu của bạn giữ nguyên.

mail-factors-reset-title = Thiết lập lại xác minh hai bước
mail-factors-reset-lead = Quản trị viên đã gỡ xác minh hai bước của bạn để bạn có thể thiết lập cách khác. Mật khẩu của bạn giữ nguyên.
mail-factors-reset-open = Thiết lập xác minh hai bước
mail-factors-reset-not = Hãy đăng nhập và dừng việc này: bạn sẽ được hỏi ở lần đăng nhập tới. Sau đó báo cho quản trị viên.

mail-factor-added-title = Một ứng dụng xác thực đã được thêm vào tài khoản của bạn
mail-factor-added-lead = Từ giờ, mã của ứng dụng này xác nhận các lần đăng nhập của bạn.
mail-factor-removed-title = Ứng dụng xác thực của tài khoản bạn đã bị gỡ
mail-factor-removed-lead = Mã của ứng dụng này không còn xác nhận các lần đăng nhập của bạn.

mail-device-copied-title = Một điện thoại của bạn có thể tồn tại ở hai nơi
mail-device-copied-lead = Hai tin nhắn của điện thoại này mang cùng một số, nên có thể khóa của nó đã bị sao chép.
mail-device-copied-do = Cần làm gì
mail-device-copied-how = Hãy gỡ điện thoại rồi liên kết lại.
mail-device-stopped-title = Một điện thoại của bạn đã bị dừng
mail-device-stopped-lead = Một lần nữa, hai tin nhắn của điện thoại này mang cùng một số. Khóa của nó có vẻ tồn tại ở hai nơi, nên nó không còn xác nhận lần đăng nhập nào.

mail-device-linked-title = Một điện thoại đã được liên kết với tài khoản của bạn
mail-device-linked-lead = Giờ điện thoại này xác nhận được các lần đăng nhập của bạn.
mail-device-linked-not = Hãy đăng nhập, gỡ điện thoại, và đặt mật khẩu mới.
mail-device-waits-title = Một điện thoại sắp được liên kết với tài khoản của bạn
mail-device-waits-lead = Quản trị viên đã liên kết điện thoại này cho bạn. Từ { $from }, nó xác nhận được các lần đăng nhập của bạn.
mail-device-waits-not = Bạn có thể dừng trước thời điểm đó: hãy đăng nhập, gỡ điện thoại, và đặt mật khẩu mới.

mail-device-removed-title = Một điện thoại đã bị gỡ khỏi tài khoản của bạn
mail-device-removed-lead = Nó không còn xác nhận được các lần đăng nhập của bạn.
mail-device-renamed-title = Một điện thoại của bạn có tên khác
mail-device-renamed-lead = Quản trị viên đã đổi tên điện thoại. Không có gì khác thay đổi.

mail-not-me-title = Có người biết mật khẩu của { $account }
mail-not-me-lead = Một lần đăng nhập đã được trả lời trên điện thoại bằng “Không phải tôi”. Người đã thử đăng nhập biết mật khẩu.
mail-not-me-do = Điều gì xảy ra tiếp theo
mail-not-me-how = Trong 15 phút, chỉ những trình duyệt từng được dùng mới được gửi yêu cầu. Ở lần đăng nhập tới, chủ tài khoản đặt mật khẩu mới.

mail-password-changed-title = Mật khẩu của bạn đã được đổi
mail-password-changed-lead = Từ giờ, mật khẩu mới có hiệu lực.
mail-password-changed-not = Hãy báo ngay cho quản trị viên, và nhờ tạo đường liên kết để đặt mật khẩu mới.

mail-new-browser-title = Một trình duyệt mới đã đăng nhập vào tài khoản của bạn
mail-new-browser-lead = Trước đây tài khoản của bạn chưa từng dùng trình duyệt này.
mail-new-browser-not = Hãy đăng nhập, kết thúc phiên đó, và đặt mật khẩu mới.

mail-many-failures-title = Nhiều lần thử sai ở tài khoản { $account }
mail-many-failures-lead = Trong vòng một giờ, có người đã nhập sai mật khẩu hoặc mã nhiều lần. Không có gì được mở, và thời gian chờ giữa các lần thử tăng dần.
mail-many-failures-do = Cần làm gì
mail-many-failures-how = Nếu đó là chủ tài khoản, đường liên kết đặt mật khẩu mới sẽ giúp. Nếu không, mật khẩu dài và xác minh hai bước sẽ bảo vệ tài khoản.

mail-test-title = Thư thử
mail-test-lead = Thư này cho thấy { $office } gửi được email. Một quản trị viên đã yêu cầu gửi.

mail-confirm-title = Xác nhận địa chỉ của bạn
mail-confirm-lead = Có người, dường như là bạn, đã yêu cầu tạo tài khoản tại { $office } với địa chỉ này. Bạn dùng đường liên kết này để xác nhận địa chỉ và chọn mật khẩu.
mail-confirm-open = Xác nhận địa chỉ
mail-confirm-not = Vậy bạn không cần làm gì. Không mở đường liên kết thì không có tài khoản.

mail-invited-title = Bạn được mời vào { $office }
mail-invited-lead = Bạn dùng đường liên kết này để tạo tài khoản: tên và mật khẩu. Sau đó bạn đăng nhập được vào các ứng dụng của văn phòng.
mail-invited-open = Tạo tài khoản
mail-invited-not = Vậy bạn không cần làm gì. Không mở đường liên kết thì không có tài khoản.

mail-known-title = Bạn đã có tài khoản
mail-known-lead = Có người, dường như là bạn, đã yêu cầu tạo tài khoản tại { $office } với địa chỉ này. Tài khoản đã có sẵn, và không có gì thay đổi.
mail-known-calm = Nếu đó là bạn, hãy đăng nhập. Nếu bạn không còn nhớ mật khẩu, trang đăng nhập sẽ giúp bạn đặt mật khẩu mới. Nếu không phải bạn, bạn không cần làm gì.
mail-known-open = Đăng nhập

mail-waits-title = { $name } đang chờ bạn
mail-waits-lead = Có người đã đăng ký dưới tên này, và địa chỉ đã được xác nhận. Không ai đăng nhập được bằng tài khoản đó trước khi quản trị viên đồng ý.
mail-waits-open = Xem ai đang chờ

mail-approved-title = Tài khoản của bạn tại { $office } đã sẵn sàng
mail-approved-lead = Quản trị viên đã đồng ý. Hãy đăng nhập bằng mật khẩu bạn đã chọn.
mail-approved-open = Đăng nhập

mail-refused-title = Không có tài khoản tại { $office }
mail-refused-lead = Quản trị viên không đồng ý với đăng ký của bạn. Không có tài khoản nào được tạo, và những gì bạn đã gửi bị xóa bỏ.

mail-fact-passkey = Khóa truy cập
mail-open-passkeys = Xem khóa truy cập của tôi
mail-passkey-added-title = Một khóa truy cập đã được thêm vào tài khoản của bạn
mail-passkey-added-lead = Từ giờ, bạn đăng nhập được bằng khóa này mà không cần mật khẩu.
mail-passkey-added-not = Hãy đăng nhập, gỡ khóa truy cập, và đặt mật khẩu mới.
mail-passkey-copied-title = Một khóa truy cập của bạn có thể tồn tại ở hai nơi

mail-account-locked-title = Tài khoản của bạn đã bị phong tỏa
mail-account-locked-lead = Mọi thứ đang mở đã kết thúc, và không ai đăng nhập được. Điện thoại của bạn tạm ngừng cho đến khi tài khoản được kích hoạt lại.
mail-account-locked-do = Giờ phải làm gì?
mail-account-locked-how = Hãy hỏi quản trị viên. Khi tài khoản được kích hoạt lại, hãy đặt mật khẩu mới.

mail-role-changed-title = Quyền của bạn đã thay đổi
mail-role-changed-lead = Quản trị viên đã thay đổi những gì bạn được làm ở đây.
mail-role-changed-not = Hãy báo cho quản trị viên.
mail-fact-role = Bạn được
mail-role-member = đăng nhập vào các ứng dụng và tự quản lý tài khoản của mình
mail-role-helpdesk = xem người dùng và giúp họ vào lại
mail-role-admin = xem và thay đổi mọi thứ ở đây
mail-passkey-copied-lead = Bộ đếm của khóa đã lùi lại, nên có thể khóa đã bị sao chép. Không ai được vào bằng khóa này.
mail-passkey-copied-how = Hãy gỡ khóa truy cập và thêm khóa mới.
mail-passkey-stopped-title = Một khóa truy cập của bạn đã bị dừng
mail-passkey-stopped-lead = Bộ đếm của khóa lại lùi một lần nữa. Khóa có vẻ tồn tại ở hai nơi, nên không ai đăng nhập được bằng nó nữa.
mail-passkey-removed-title = Một khóa truy cập đã bị gỡ khỏi tài khoản của bạn
mail-passkey-removed-lead = Bạn không còn đăng nhập được bằng khóa này.
