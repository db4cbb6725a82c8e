check-working = Trình duyệt này làm một phép tính ngắn, để không chương trình nào dò được mật khẩu.
check-done = Đã tính xong.
check-without-script = Không có JavaScript, bạn đợi lâu hơn một chút giữa các lần thử.
