nav-data = Dữ liệu của tôi

data-title = Dữ liệu của tôi
data-export = Mang dữ liệu của bạn theo
data-export-lead = Một tệp (JSON) chứa mọi thứ máy chủ này lưu về bạn: hồ sơ, điện thoại và mã không kèm phần bí mật, nơi bạn đang đăng nhập, ứng dụng, hoạt động.
data-export-submit = Tải xuống dữ liệu của tôi
data-delete = Xóa tài khoản của bạn
data-delete-lead = Tài khoản của bạn và mọi thứ đi kèm mất ngay lập tức. Không ai khôi phục được.
data-delete-open = Xóa tài khoản của tôi …
data-delete-ask = Ở đây, quản trị viên xóa tài khoản. Hãy hỏi { $admins }.
data-delete-ask-nobody = Ở đây, quản trị viên xóa tài khoản.

delete-title = Xóa tài khoản của tôi
delete-lead = Không thể hoàn tác việc này.
delete-goes = Bạn được đăng xuất ở mọi nơi ngay lập tức, và các ứng dụng không dùng được tài khoản của bạn nữa.
delete-phones = Điện thoại, khóa truy cập, mã, ảnh và hồ sơ của bạn bị xóa.
delete-apps = Những gì ứng dụng đã lưu về bạn vẫn ở chỗ họ. Hãy yêu cầu họ xóa.
delete-log = Nhật ký của máy chủ này vẫn ghi rằng từng có tài khoản, cùng tên người dùng của nó.
delete-never = Nếu sau này có người cùng tên, mọi ứng dụng đều coi đó là người khác.
delete-type = Nhập tên người dùng { $username } của bạn để tiếp tục
delete-submit = Xóa vĩnh viễn tài khoản của tôi
delete-busy = Đang xóa …
delete-wrong = Đây không phải tên người dùng của bạn.
delete-last-admin = <strong>Bạn là quản trị viên cuối cùng.</strong> Hãy chỉ định người khác làm quản trị viên trước, rồi xóa tài khoản của bạn.
delete-done-title = Đã xóa tài khoản của bạn
delete-done-lead = Bạn đã được đăng xuất ở mọi nơi. Chúng tôi đã gửi một thư đến địa chỉ của bạn.
