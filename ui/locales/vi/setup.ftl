setup-title = Thiết lập văn phòng của bạn
setup-lead = Bạn trở thành quản trị viên. Mọi thứ đều ở trên máy tính này.
setup-first-start = Khởi động lần đầu
setup-fingerprint = Dấu vân tay { $fingerprint }, hãy so với dấu vân tay được in ra lúc khởi động.
setup-office = Tên văn phòng
setup-office-hint = Mọi người thấy tên này ở mỗi lần đăng nhập.
setup-name = Tên của bạn
setup-name-hint = Tên mà đồng nghiệp biết.
setup-email = Địa chỉ email của bạn
setup-email-hint = Bạn dùng email này để đăng nhập.
setup-submit = Tạo văn phòng
setup-busy = Đang tạo …

setup-people = Mọi người sẽ mở <code>{ $issuer }</code>. <a href="{ $href }">Chọn địa chỉ khác</a>

address-title = Mọi người truy cập ở địa chỉ nào?
address-lead = Ứng dụng và điện thoại ghi nhớ địa chỉ này. Từ khi có quản trị viên đầu tiên, địa chỉ giữ nguyên.
address-local = Chỉ trong mạng văn phòng
address-local-about = Dùng được ngay và không cần gì từ bên ngoài. Mỗi máy tính và điện thoại phải tin cậy máy chủ một lần; chúng tôi sẽ hướng dẫn.
address-name = Tên
address-name-hint = Một từ gồm các chữ cái a đến z, chữ số và dấu gạch nối, đứng trước <code>.local</code>.
address-own = Dưới tên miền của bạn
address-own-about = Dành cho tên miền của bạn mà máy chủ tên miền trỏ đến máy tính này. Với chứng chỉ mà trình duyệt đã biết, không ai phải thiết lập tin cậy.
address-host = Tên đầy đủ
address-host-hint = Ví dụ <code>id.example.com</code>.
address-certificate = Tệp chứng chỉ
address-certificate-hint = Đường dẫn trên máy tính chạy máy chủ, tính từ gốc ổ đĩa; PEM, chứng chỉ của chính máy chủ đứng đầu. Nếu không có hai tệp này, máy chủ tự tạo chứng chỉ.
address-key = Tệp khóa
address-key-hint = Khóa của chứng chỉ đó, PEM, không có cụm mật khẩu.
address-port = Cổng
address-port-hint = Với 443, địa chỉ không có số cổng, nhưng máy chủ cần được cấp quyền cho việc đó.
address-submit = Tiếp tục
address-busy = Đang chuyển …
address-check = Kiểm tra tên
address-back = Quay lại
address-fixed = Địa chỉ của máy chủ này do cấu hình quy định (<code>{ $key }</code>). Hãy đổi ở đó.
address-free = Chưa có ai dùng <strong>{ $host }</strong> trên mạng này.
address-ours = <strong>{ $host }</strong> trỏ đến máy tính này.
address-unasked = Không kiểm tra được <strong>{ $host }</strong>. { $why }
address-taken = { $host } đã được dùng: { $by } đang trả lời dưới tên này. Hãy chọn tên khác, hoặc đổi tên máy tính đó.

address-wrong-missing = Hãy nhập một tên, chẳng hạn office.local.
address-wrong-ip = Địa chỉ IP có thể thay đổi, còn điện thoại và chứng chỉ cần một tên cố định. Hãy nhập một tên.
address-wrong-characters = Tên không được chứa { $found }. Hãy dùng các chữ cái a đến z, chữ số, và dấu gạch nối ở giữa.
address-wrong-label = Mỗi phần giữa hai dấu chấm có từ 1 đến 63 ký tự, và không có dấu gạch nối ở đầu hay cuối.
address-wrong-loopback = Chỉ chính máy tính này mở được tên đó. Hãy nhập một tên mà văn phòng tìm thấy.
address-wrong-letters = Dưới .local, mọi người sẽ phải gõ tên này ở dạng mã hóa. Hãy viết bằng các chữ cái a đến z.
address-wrong-ascii = Hãy viết theo dạng mà máy chủ tên miền biết: { $ascii }
address-wrong-dot = Không ai tìm thấy tên không có dấu chấm. Hãy viết { $name }.local, hoặc một tên dưới tên miền bạn sở hữu.
address-wrong-alone = Chỉ nhập tên, không có https:// ở trước và không có đường dẫn ở sau.
address-wrong-port-inside = Cổng có ô riêng. Chỉ nhập tên ở đây.
address-wrong-code = Phần bắt đầu bằng xn-- không ứng với tên nào.
address-wrong-labels = Chỉ viết một từ trước .local. Máy tính Linux không tìm được tên có thêm dấu chấm.
address-wrong-long = Tên có tối đa 253 ký tự.
address-wrong-files = Hãy nhập cả hai tệp, chứng chỉ và khóa của nó, hoặc không nhập tệp nào.
address-wrong-fixed = Địa chỉ của máy chủ này do cấu hình quy định ({ $key }). Hãy đổi ở đó.
address-wrong-file = Không dùng được các tệp này. { $why }
address-wrong-unread = Không dùng được các tệp này. Nhật ký của máy chủ ghi rõ lý do.
address-port-number = Cổng là một số từ 1 đến 65535.
address-port-taken = Cổng { $port } đang được chương trình khác dùng. Hãy chọn cổng khác.
address-port-denied = Cổng { $port } cần một quyền mà máy chủ này không có. Hãy chọn cổng từ 1024 trở lên.
address-port-fixed = Máy chủ này được yêu cầu lắng nghe ở cổng { $port }. Hãy chọn cổng đó, hoặc khởi động máy chủ mà không có “listen”.
address-port-other = Không dùng được cổng này. { $why }

moved-title = Địa chỉ đã thay đổi
moved-lead = Từ giờ, văn phòng ở địa chỉ <code>{ $issuer }</code>, và không còn ở địa chỉ cũ.
moved-certificate = Máy chủ đã tạo chứng chỉ mới cho địa chỉ này, nên trình duyệt sẽ cảnh báo thêm một lần. Hãy so dấu vân tay này với dấu vân tay mà máy tính chạy máy chủ đang in ra.
moved-own-certificate = Ở đó, máy chủ dùng chứng chỉ của bạn. Điện thoại và ứng dụng của địa chỉ cũ không dùng tiếp được.
moved-next = Tiếp tục ở địa chỉ mới

setup-done-title = Thiết lập tin cậy trên máy tính này
setup-done-lead = Văn phòng đã sẵn sàng. Trình duyệt sẽ cảnh báo cho đến khi biết chứng chỉ của văn phòng; việc này làm một lần cho mỗi máy tính và điện thoại.
setup-done-follow = Làm theo các bước cho hệ thống của bạn trên <a href="{ $trust }">trang thiết lập tin cậy</a>
setup-done-people = Cho mọi người biết địa chỉ <code>{ $issuer }</code>
setup-done-print = Dấu vân tay của chứng chỉ. Hãy in ra cho mọi người để họ có thể so.
setup-done-next = Liên kết điện thoại của tôi
setup-done-later = Để sau: đến tài khoản của tôi

setup-gone-title = Đường liên kết này không còn dùng được
setup-gone-expired = Đường liên kết đã quá một giờ, hoặc một đường liên kết mới hơn đã được in ra. Hãy khởi động lại máy chủ trên máy tính của nó; máy chủ sẽ in ra đường liên kết mới.
setup-gone-browser = Một trình duyệt khác đã bắt đầu. Hãy tiếp tục ở đó, hoặc khởi động lại máy chủ; máy chủ sẽ in ra đường liên kết mới.
setup-gone-done = Văn phòng đã được thiết lập. Hãy đăng nhập bằng tài khoản của bạn.

summary-title = Có { $count } chỗ cần sửa
problem-office-missing = Hãy đặt tên cho văn phòng.
problem-name-missing = Hãy nhập tên của bạn.
problem-email-missing = Hãy nhập địa chỉ email của bạn.
problem-username = 1 đến 64 chữ cái, chữ số, dấu chấm, dấu gạch nối hoặc dấu gạch dưới; ký tự đầu và cuối là chữ cái hoặc chữ số.
problem-email-malformed = Hãy viết đầy đủ địa chỉ email, chẳng hạn mira@example.org.
problem-password-missing = Hãy chọn mật khẩu.
problem-password-short = Mật khẩu cần ít nhất { NUMBER($least) } ký tự.
problem-short = Cần ít nhất { NUMBER($least) } ký tự.
problem-long = Chỉ chứa được tối đa { NUMBER($most) } ký tự.
problem-common = Mật khẩu này nằm trong danh sách mật khẩu phổ biến. Hãy chọn mật khẩu khác.
problem-own = Mật khẩu này được ghép từ tên, địa chỉ của bạn hoặc tên văn phòng. Hãy chọn mật khẩu khác.
problem-known = Đây là mật khẩu cũ mà người khác đã biết. Hãy chọn mật khẩu khác.
problem-characters = Có ký tự không dùng được ở đây.
problem-taken = Giá trị này đã được dùng.
