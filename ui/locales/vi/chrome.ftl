# What surrounds every page. "We" is the sign-in server.
#
# Glossary (Vietnamese):
#   sign in = đăng nhập                 sign out = đăng xuất
#   app = ứng dụng                      phone = điện thoại
#   person = người dùng                 second step = xác minh hai bước
#   recovery code = mã khôi phục        authenticator (app) = ứng dụng xác thực
#   passkey = khóa truy cập             approve = phê duyệt   deny = từ chối
#   "Not me" = “Không phải tôi”         link (a phone) = liên kết, unlink = hủy liên kết
#   office = văn phòng                  server = máy chủ
#   certificate = chứng chỉ             trust = tin cậy
# A link that is opened is "đường liên kết", so that it differs from linking a phone. Tone marks stand
# in the older way (hóa, khóa, xóa, hủy). The reader is "bạn".
language-name = Tiếng Việt

title-error = Lỗi: { $title }
skip = Chuyển đến nội dung
office-unnamed = Đăng nhập vào văn phòng của bạn

rail-going = Bạn đang vào
rail-served = Do một máy tính trong văn phòng này phục vụ.
rail-steps = Các bước
rail-step = Bước { NUMBER($number) }/{ NUMBER($count) }
rail-done = đã xong

step-password = Mật khẩu của bạn
step-consent = Những gì { $app } được xem
step-address = Địa chỉ
step-office = Văn phòng và bạn
step-trust = Tin cậy trên máy tính này
step-phone = Điện thoại của bạn

signed-in-as = Đang đăng nhập với tên <strong>{ $name }</strong>
not-you = Không phải bạn?
sign-out = Đăng xuất

foot-language = Ngôn ngữ:
foot-trust = Tin cậy máy chủ này

app-policy = Ứng dụng này dùng dữ liệu của bạn ra sao
app-terms = Điều khoản của ứng dụng này

show-password = Hiện mật khẩu

nav-label = Tài khoản
nav-menu = Menu
nav-apps = Ứng dụng
nav-profile = Hồ sơ
nav-sessions = Nơi tôi đang đăng nhập
nav-grants = Những gì ứng dụng được xem
