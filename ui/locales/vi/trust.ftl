trust-title = Tin cậy máy chủ này
trust-lead = Làm một lần cho mỗi máy tính hoặc điện thoại. Các cảnh báo sẽ hết, để cảnh báo thật nổi bật hẳn lên.
trust-unknown = Nếu không có cảnh báo nào trước trang này, trình duyệt này đã tin cậy máy chủ.
trust-yes = <strong>Trình duyệt này tin cậy máy chủ.</strong> Bạn không cần làm gì thêm ở đây.
trust-not-yet = <strong>Trình duyệt này chưa tin cậy máy chủ.</strong> Hãy làm theo các bước dưới đây.
trust-platforms = Hệ thống của bạn
trust-many = Nhiều máy cùng lúc
trust-again = Kiểm tra lại
trust-download = Tải chứng chỉ xuống
trust-profile = Tải hồ sơ xuống

trust-windows-1 = Tải chứng chỉ xuống
trust-windows-2 = Mở chứng chỉ, chọn <strong>Install Certificate</strong> (Cài đặt chứng chỉ), rồi <strong>Current User</strong> (Người dùng hiện tại)
trust-windows-3 = Chọn <strong>Place all certificates in the following store</strong> (Đặt tất cả chứng chỉ vào kho sau), Browse, <strong>Trusted Root Certification Authorities</strong>, rồi Finish
trust-windows-4 = So dấu vân tay (thumbprint) trong câu hỏi với dấu vân tay bên dưới, rồi chọn <strong>Yes</strong>
trust-windows-note = Chrome, Edge và Firefox dùng kho này. Hãy khởi động lại trình duyệt một lần.

trust-macos-1 = Tải chứng chỉ xuống
trust-macos-2 = Mở chứng chỉ; Truy cập chuỗi khóa sẽ thêm nó vào <strong>đăng nhập</strong>. Nhấp đúp để mở mục đó
trust-macos-3 = Trong <strong>Chi tiết</strong>, so dấu vân tay SHA-256 với dấu vân tay bên dưới
trust-macos-4 = Trong <strong>Tin cậy</strong>, chọn <strong>Luôn tin cậy</strong>, đóng cửa sổ và nhập mật khẩu của bạn
trust-macos-note = Safari và Chrome dùng chuỗi khóa này; Firefox cũng vậy từ phiên bản 120.

trust-android-1 = Tải chứng chỉ xuống
trust-android-2 = Mở <strong>Cài đặt</strong>, tìm <strong>Chứng chỉ CA</strong>, chọn <strong>Vẫn cài đặt</strong> và chọn tệp. Hãy chọn CA, không chọn Wi-Fi hay VPN
trust-android-3 = Trong phần cài đặt, tìm <strong>Thông tin xác thực đáng tin cậy</strong>, mở <strong>Người dùng</strong> và mở mục mới
trust-android-4 = So dấu vân tay SHA-256 với dấu vân tay bên dưới. Nếu khác, hãy xóa mục đó
trust-android-note = Android yêu cầu có khóa màn hình, và từ đó hiện thông báo rằng mạng có thể bị giám sát. Thông báo này xuất hiện với mọi chứng chỉ tự thêm. Hãy dùng Chrome; Firefox cho Android không đọc các chứng chỉ này.

trust-iphone-1 = Mở trang này bằng Safari, tải hồ sơ xuống và chạm vào <strong>Cho phép</strong>
trust-iphone-2 = Mở <strong>Cài đặt</strong>, <strong>Đã tải về hồ sơ</strong>, rồi <strong>Chi tiết khác</strong>, và so dấu vân tay SHA-256 với dấu vân tay bên dưới
trust-iphone-3 = Quay lại, chạm vào <strong>Cài đặt</strong> và nhập mật mã
trust-iphone-4 = Mở <strong>Cài đặt</strong>, Cài đặt chung, Giới thiệu, <strong>Cài đặt tin cậy chứng nhận</strong>, rồi bật chứng chỉ này
trust-iphone-note = Bước cuối rất dễ bị bỏ sót; thiếu bước này, cảnh báo vẫn còn.

trust-linux-1 = Tải chứng chỉ xuống
trust-linux-2 = So dấu vân tay: <code>openssl x509 -noout -fingerprint -sha256 -in { $file }</code>
trust-linux-3 = Chrome, Chromium: Cài đặt, Quyền riêng tư và bảo mật, Bảo mật, <strong>Quản lý chứng chỉ</strong>, Tuỳ chỉnh, rồi nhập vào <strong>Chứng chỉ đáng tin cậy</strong>
trust-linux-4 = Firefox: Cài đặt, Riêng tư &amp; bảo mật, <strong>Xem chứng chỉ</strong>, Nhà thẩm định, Nhập, dùng cho trang web
trust-linux-5 = Các chương trình của hệ thống, trên Debian và Ubuntu: <code>sudo cp { $file } /usr/local/share/ca-certificates/ &amp;&amp; sudo update-ca-certificates</code>

trust-many-1 = Tải chứng chỉ xuống và so dấu vân tay với dấu vân tay bên dưới
trust-many-2 = Windows, một dòng cho mỗi máy tính: <code>certutil -addstore -f Root { $file }</code>
trust-many-3 = Miền Windows: Group Policy, Computer Configuration, Policies, Windows Settings, Security Settings, <strong>Public Key Policies</strong>, Trusted Root Certification Authorities, Import
trust-many-4 = Máy Mac và iPhone được quản lý: đưa <a href="{ $profile }">hồ sơ</a> vào hệ thống quản lý thiết bị; thiết bị sẽ tin cậy mà không hỏi
trust-many-5 = Linux: đặt tệp vào <code>/usr/local/share/ca-certificates/</code> và chạy <code>update-ca-certificates</code>; Fedora: <code>/etc/pki/ca-trust/source/anchors/</code> và <code>update-ca-trust extract</code>

trust-print-windows = Dấu vân tay như Windows hiển thị. Tờ hướng dẫn của quản trị viên phải ghi giống hệt.
trust-print-macos = Dấu vân tay SHA-256 như Truy cập chuỗi khóa hiển thị. Tờ hướng dẫn của quản trị viên phải ghi giống hệt.
trust-print-android = Dấu vân tay SHA-256 như Android hiển thị. Tờ hướng dẫn của quản trị viên phải ghi giống hệt.
trust-print-iphone = Dấu vân tay SHA-256 như iPhone hiển thị. Tờ hướng dẫn của quản trị viên phải ghi giống hệt.
trust-print-linux = Dấu vân tay SHA-256 như openssl hiển thị. Tờ hướng dẫn của quản trị viên phải ghi giống hệt.
trust-print-many = Dấu vân tay SHA-256. Chính máy tính chạy máy chủ cũng hiển thị dấu vân tay này.

trust-line-title = Bằng một dòng lệnh
trust-line-linux = Linux, trong terminal
trust-line-windows = Windows, trong PowerShell mở bằng quyền quản trị
trust-line-macos = macOS, trong Terminal
trust-line-about = Dòng lệnh tải chứng chỉ, so dấu vân tay và chỉ tiếp tục nếu đúng dấu vân tay này. Trước tiên, hãy so dấu vân tay trong dòng lệnh với tờ hướng dẫn của quản trị viên.
# Stands between quotes of a shell: no quotation marks, no apostrophe.
trust-line-differs = Dấu vân tay khác nhau. Chưa có gì bị thay đổi.
trust-qr = Mở trang này trên điện thoại
trust-qr-about = Quét mã bằng camera điện thoại. Điện thoại sẽ cảnh báo một lần; sau đó, trang này hiện các bước dành riêng cho điện thoại.
trust-many-6 = Miền Windows bằng một dòng lệnh, trên domain controller: <code>certutil -dspublish -f { $file } RootCA</code>; các máy tính nhận chứng chỉ ở lần <code>gpupdate /force</code> tiếp theo
