help-errors-title = Lỗi của ứng dụng
help-errors-lead = Những gì máy chủ này báo cho ứng dụng khi từ chối, điều đã xảy ra và cách khắc phục. Các câu của giao thức là tiếng Anh.
help-errors-told = Ứng dụng nhận được
help-errors-cause = Điều đã xảy ra
help-errors-all = Mọi lỗi
