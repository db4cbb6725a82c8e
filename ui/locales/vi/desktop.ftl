# The window's own words: tray, notes, and the page that stands while no server answers. The shell reads them itself.

tray-starting = Đang khởi động
tray-serving = Đang phục vụ tại { $address }
tray-serving-service = Dịch vụ hệ thống đang phục vụ tại { $address }
tray-attention = Đang phục vụ tại { $address }: cần chú ý
tray-stopped = Đã dừng: không ai đăng nhập được
tray-open = Mở DOneLogin
tray-copy = Sao chép địa chỉ
tray-stop = Dừng phục vụ
tray-start = Bắt đầu phục vụ
tray-add-person = Thêm người dùng
tray-quit = Thoát

quit-title = Thoát DOneLogin
quit-question = Không ai đăng nhập được cho đến khi DOneLogin khởi động lại.
quit-do = Thoát
quit-keep = Để tiếp tục chạy

closed-title = DOneLogin vẫn tiếp tục chạy
closed-note = Mọi người vẫn đăng nhập được. Biểu tượng ở khay hệ thống sẽ mở lại cửa sổ; mở DOneLogin lần nữa cũng vậy.

stopped-title = DOneLogin không chạy
stopped-lead = Hiện không ai đăng nhập được.
stopped-by-hand-title = DOneLogin đã dừng
stopped-reason-head = Chuyện gì đã xảy ra
stopped-mend-head = Cần làm gì
stopped-start = Khởi động lại
stopped-starting = Đang khởi động
starting-title = DOneLogin đang khởi động
starting-lead = Việc này mất một lát.

reason-by-hand = Có người đã dừng từ khay hệ thống.
mend-by-hand = Hãy khởi động khi mọi người cần đăng nhập lại.
reason-port-taken = Một chương trình khác đang dùng cổng { $port }. Có thể một DOneLogin thứ hai đang chạy.
mend-port-taken = Hãy dừng chương trình đó rồi khởi động lại. Trên Linux, “ss -ltnp” cho biết tên chương trình.
reason-port-denied = Cổng { $port } cần một quyền mà chương trình này không có.
mend-port-denied = Hãy chọn một cổng từ 1024 trở lên trong tệp { $file }, rồi khởi động lại.
reason-held = Một DOneLogin khác đang giữ thư mục { $path } và không phản hồi.
mend-held = Hãy đợi một lát, hoặc dừng chương trình kia, rồi khởi động lại.
reason-damaged = Cơ sở dữ liệu bị hỏng.
mend-damaged = Hãy khôi phục tệp donelogin.db trong { $path } từ bản sao lưu, rồi khởi động lại.
reason-newer = Một phiên bản mới hơn đã ghi cơ sở dữ liệu.
mend-newer = Hãy cài đặt phiên bản mới hơn.
reason-key-gone = Không còn khóa { $path } dùng cho các bí mật của cơ sở dữ liệu.
mend-key-gone = Hãy khôi phục tệp đó từ bản sao lưu, rồi khởi động lại.
reason-readable = Người khác trên máy này đọc được { $path }.
mend-readable = Hãy chạy “chmod { $mode } { $path }”, rồi khởi động lại.
reason-directory = Không dùng được thư mục { $path }.
mend-directory = Hãy cấp cho tài khoản của bạn quyền ghi vào đó, rồi khởi động lại.
reason-disk-full = Ổ đĩa đã đầy.
mend-disk-full = Hãy giải phóng dung lượng ổ đĩa, rồi khởi động lại.
reason-settings = Cài đặt không hợp lệ: { $detail }
mend-settings = Hãy sửa { $file }, rồi khởi động lại.
reason-crashed = Máy chủ tự dừng: { $detail }
reason-other = Máy chủ không khởi động được: { $detail }
mend-other = Hãy khởi động lại. Nếu không được, “donelogin doctor” sẽ tìm nguyên nhân.
reason-cancelled = Chỉ quản trị viên của máy này mới truy cập được dịch vụ hệ thống, và chưa ai xác nhận việc đó.
mend-cancelled = Hãy khởi động lại và nhập mật khẩu quản trị.
reason-no-bridge = Dịch vụ hệ thống đang chạy, nhưng cửa sổ này không thể xin quyền truy cập.
mend-no-bridge = Hãy cài đặt pkexec (gói polkit), rồi khởi động lại.
reason-lost = Máy chủ mà cửa sổ này hiển thị đã kết thúc.
mend-lost = Khi máy chủ chạy lại, cửa sổ này tự tiếp tục. Để khởi động tại đây, hãy chọn “Khởi động lại”.

locked-detail = Cửa sổ đang khóa: hãy mở khóa trước
no-display = Không có màn hình để hiện cửa sổ. “donelogin serve” khởi động máy chủ mà không cần cửa sổ.
