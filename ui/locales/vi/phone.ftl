# The phone app. These are read by the app itself (ui/phone/src/words), not by the server.

app-name = DOneLogin
app-no-script = Ứng dụng này cần JavaScript.
app-no-script-link = Các trang tài khoản của bạn không cần JavaScript.
app-back = Quay lại
app-close = Đóng
app-cancel = Hủy
app-try-again = Thử lại
app-done = Xong
app-starting = Đợi một lát
app-scan = Quét mã
app-language = Ngôn ngữ
app-unsafe = Dùng thử khi chưa tin cậy: điện thoại này không tin cậy chứng chỉ của máy chủ. Đừng dùng cho các lần đăng nhập thật.
app-broken = Đã có lỗi ở phía chúng tôi, không phải do bạn. Không có gì bị mất. Hãy thử lại.
app-other-tab-title = Đang mở trong thẻ khác
app-other-tab = DOneLogin đang mở ở bản mới hơn trong một thẻ khác. Hãy đóng thẻ này.

admin-somebody-first = Quản trị viên
admin-somebody = quản trị viên

trust-title = Điện thoại này chưa tin cậy máy chủ
trust-lead = Vì vậy, nó chưa tạo khóa. Hãy thiết lập tin cậy một lần, mất khoảng hai phút. Sau đó trang này sẽ tự chuyển tiếp.
trust-do = Xem cách làm
trust-again = Kiểm tra lại
trust-waiting = Đang đợi điện thoại này tin cậy { $host }.

away-title = Máy chủ văn phòng không phản hồi
away-lead = Hãy kết nối Wi-Fi của văn phòng, hoặc bật VPN. Trang này sẽ tự thử lại.
away-bar = Máy chủ văn phòng không phản hồi
away-next = Hãy kết nối Wi-Fi của văn phòng, hoặc bật VPN. Thử lại sau { $seconds } giây.
away-more = Các nguyên nhân khác có thể có
away-certificate = Trình duyệt cảnh báo về chứng chỉ? Đừng tiếp tục. Hãy hỏi { $admin }.
away-clock = Ngày trên điện thoại này có đúng không? Nếu sai, nó không tin cậy máy chủ nào.
clock-title = Đồng hồ của điện thoại này sai
clock-lead = Đồng hồ lệch { $minutes } phút. Hãy đặt ở chế độ tự động, nếu không điện thoại có thể ngừng tin cậy máy chủ.

other-server-title = Đây không phải máy chủ mà bạn đã liên kết
other-server-lead = Đừng tiếp tục. Hãy hỏi { $admin }.
other-origin-title = Mã này thuộc về một địa chỉ khác
other-origin-lead = Mã này dành cho { $host }. Hãy quét bằng camera điện thoại, ứng dụng đúng sẽ mở ra.

link-title = Liên kết điện thoại này
link-lead = Sau đó, bạn xác nhận các lần đăng nhập bằng khuôn mặt. Việc này mất khoảng một phút.
link-server = Máy chủ
link-address = Địa chỉ
link-step-face = Điện thoại ghi nhớ khuôn mặt của bạn. Dữ liệu chỉ nằm trên điện thoại này.
link-step-digits = Điện thoại hiện sáu chữ số. Bạn nhập chúng trên máy tính.
link-start = Bắt đầu
link-spent-title = Mã này đã được dùng hoặc đã quá cũ
link-spent-lead = Trên máy tính, hãy tạo mã mới. Rồi quét mã đó.

no-code-title = Đây không phải mã của DOneLogin
no-code-lead = Hãy quét lại mã trên máy tính. Nếu bạn đến đây qua một đường liên kết, đừng tiếp tục.

consent-title = Dữ liệu khuôn mặt chỉ nằm trên điện thoại này
consent-lead = Điện thoại cần camera để nhận ra bạn ở lần đăng nhập tới.
consent-what = Điện thoại lưu các con số mô tả khuôn mặt bạn, được mã hóa. Không lưu hình ảnh nào.
consent-where = Không có gì được gửi đi. Máy chủ chỉ được biết “đúng là bạn” hoặc “không phải bạn”.
consent-how-long = Bạn có thể xóa bất cứ lúc nào, ngay trong ứng dụng này.
consent-choice = Không muốn dùng khuôn mặt? Cách khác cũng có giá trị như vậy.
consent-agree = Tôi đồng ý, dùng camera
consent-without = Không dùng khuôn mặt

without-title = Không dùng khuôn mặt
without-lead = Hãy dùng ứng dụng xác thực. Ứng dụng hiện sáu chữ số để bạn nhập khi đăng nhập, và có giá trị như vậy.
without-nothing = Không có hình ảnh nào được chụp, và điện thoại này chưa được liên kết.
without-how = Trên máy tính, hãy mở “Khóa truy cập và mã”, rồi “Ứng dụng xác thực”. Hoặc thiết lập tại đây.
without-open = Thiết lập ứng dụng xác thực
without-back = Vẫn liên kết bằng khuôn mặt

enrol-head = Thiết lập khuôn mặt
enrol-count = { $done }/{ $total }
enrol-promise = Những gì camera ghi nhận chỉ nằm trên điện thoại này, được mã hóa. Không lưu hình ảnh nào.
enrol-distance = Khoảng cách
enrol-one-face = Một khuôn mặt
enrol-light = Ánh sáng
enrol-hint = Từ từ. Vòng tròn đầy dần khi bạn xoay mặt.
enrol-hint-center = Giữ điện thoại ngang tầm mắt.
enrol-slow-title = Việc này lâu hơn bình thường
enrol-slow = Hãy ngồi quay mặt về phía cửa sổ hoặc đèn. Bỏ kính nếu kính phản chiếu. Giữ điện thoại cách một cánh tay.
enrol-again = Làm lại từ đầu
enrol-failed = Điện thoại không ghi nhớ được khuôn mặt của bạn.
enrol-done-title = Đã xong
enrol-done-lead = Điện thoại đã ghi nhớ khuôn mặt của bạn. Hãy liên kết, hoặc quét lại lần nữa.
enrol-use = Dùng kết quả này
enrol-more = Quét lại lần nữa
enrol-other-title = Có vẻ đây là khuôn mặt khác
enrol-other-lead = Chưa có gì bị thay đổi. Nếu khuôn mặt bạn đã thay đổi nhiều, hãy hủy liên kết điện thoại này rồi liên kết lại.
enrol-renewed = Điện thoại đã ghi nhớ lại khuôn mặt của bạn.

pose-center = Nhìn thẳng phía trước
pose-turn-left = Hơi sang bên trái của bạn
pose-turn-right = Hơi sang bên phải của bạn
pose-look-up = Hơi ngẩng lên
pose-look-down = Hơi cúi xuống

guide-no-face = Đưa khuôn mặt vào khung hình
guide-one-face = Chỉ một mình bạn trong khung hình
guide-closer = Lại gần hơn
guide-back = Lùi lại một chút
guide-to-left = Sang trái của bạn một chút
guide-to-right = Sang phải của bạn một chút
guide-higher = Hạ điện thoại thấp xuống một chút
guide-lower = Nâng điện thoại cao lên một chút
guide-hold-still = Giữ yên
guide-more-light = Cần thêm ánh sáng trên khuôn mặt
guide-less-light = Bớt ánh sáng từ phía sau
guide-uncover = Bỏ những gì che khuôn mặt
guide-blurred = Giữ yên và lau camera

ready-title = Đang chuẩn bị
ready-progress = Đang chuẩn bị, { $loaded }/{ $total } MB
ready-failed = Không tải được dữ liệu mà điện thoại cần để nhận ra khuôn mặt.

digits-title = Nhập các chữ số này trên máy tính
digits-for = Cho { $name }
digits-account = { $username } tại { $server }
digits-read = Đọc to
digits-waiting = Đang đợi các chữ số. Trang này sẽ tự chuyển tiếp.
digits-spoken = Các chữ số là { $digits }.
digits-not-you = Đó không phải bạn? Hãy hủy.
digits-cancel = Hủy

linked-title = Đã liên kết
linked-lead = Từ giờ, { $phone } xác nhận các lần đăng nhập của { $name }.
linked-try = Hãy thử ở lần đăng nhập tới.
linked-from = Điện thoại này hoạt động từ { $from }.
linked-home = Để DOneLogin luôn sẵn sàng: trong menu của trình duyệt, hãy thêm nó vào màn hình chính.

link-failed-title = Điện thoại chưa được liên kết
link-failed-claimed = Hai điện thoại đã dùng mã này, nên mã đã bị kết thúc. Chưa có gì được liên kết. Nếu điện thoại kia không phải của bạn, hãy báo cho { $admin }. Hãy tạo mã mới.
link-failed-expired = Mã này đã hết hạn. Chưa có gì được liên kết. Hãy tạo mã mới trên máy tính.
link-failed-unknown = Máy chủ không biết mã này. Hãy tạo mã mới trên máy tính.
link-failed-ended = Mã này đã bị kết thúc: nó đã hết hạn, hoặc chữ số bị nhập sai quá nhiều lần. Chưa có gì được liên kết. Hãy tạo mã mới.
link-failed-trust = Máy chủ chỉ nhận những điện thoại tin cậy nó. Hãy thiết lập tin cậy một lần, rồi quét lại.
link-failed-storage = Trình duyệt này không lưu dữ liệu nên không giữ được khóa. Hãy mở mã trong cửa sổ thường, không phải cửa sổ riêng tư.
link-failed-again = Quét mã mới

camera-refused-title = Camera không được phép dùng
camera-refused = DOneLogin không được phép dùng camera. Trong menu của trình duyệt: Quyền, Camera, Cho phép. Sau đó tải lại trang.
camera-busy-title = Camera đang được dùng
camera-busy = Ứng dụng khác đang dùng camera. Hãy đóng ứng dụng đó rồi thử lại.
camera-none-title = Không tìm thấy camera
camera-none = Thiết bị này không có camera trước. Hãy dùng điện thoại khác, hoặc cách khác.

ask-title = Màn hình đăng nhập có ở trước mặt bạn không?
ask-lead = Mã này được mở qua một đường liên kết. Chỉ tiếp tục nếu bạn thấy lần đăng nhập này trên màn hình trước mặt, và chính bạn đã bắt đầu.
ask-yes = Có, ở ngay trước mặt tôi
ask-no = Không, tôi không thấy
ask-no-title = Đừng tiếp tục
ask-no-lead = Có thể ai đó đã gửi cho bạn mã này để đăng nhập với danh nghĩa của bạn. Chưa có gì được phê duyệt.
ask-no-deny = Dừng lần đăng nhập này

incoming-title = Đăng nhập vào { $app }?
incoming-account = Tài khoản
incoming-browser = Trình duyệt
incoming-from = Từ
incoming-when = Thời điểm
incoming-now = Bây giờ, { $time }
incoming-known = Đã biết
incoming-unknown = Chưa biết
incoming-same = Cùng mạng
incoming-elsewhere = Nơi khác
incoming-warn-browser = Bạn chưa từng dùng trình duyệt này. Nó có phải của bạn không?
incoming-warn-network = Lần đăng nhập này không đến từ mạng của bạn. Có phải của bạn không?
incoming-warn-both = Một trình duyệt bạn chưa từng dùng, trên một mạng khác. Có phải của bạn không?
incoming-digits = Các chữ số trên máy tính
incoming-scan = Quét mã thay vì nhập
incoming-scanned = Đã quét mã
incoming-approve = Quét khuôn mặt và phê duyệt
incoming-deny = Từ chối
incoming-not-me = Không phải tôi
incoming-missing = Hãy nhập sáu chữ số mà máy tính hiện, hoặc quét mã trên đó.
incoming-short = Mã có sáu chữ số.
incoming-other-screen = Mã đó thuộc về lần đăng nhập khác. Hãy quét mã trên màn hình của bạn.
incoming-wrong = Đó không phải các chữ số trên màn hình. Còn { $count } lần thử.
incoming-digits-off = Máy tính không hiện chữ số? Sau mười lần sai, chữ số không còn được chấp nhận. Hãy quét mã, sau đó chúng lại dùng được.
incoming-no-face = Dữ liệu khuôn mặt của bạn đã bị xóa trên điện thoại này, nên nó có thể từ chối nhưng không thể phê duyệt. Hãy dùng cách khác trên máy tính, hoặc liên kết lại điện thoại này.
incoming-face-old = Điện thoại phải ghi nhớ lại khuôn mặt của bạn. Hãy liên kết lại, hoặc dùng cách khác trên máy tính.
incoming-sending = Đang gửi

not-me-title = Bạn không bắt đầu việc này?
not-me-lead = Mọi lần đăng nhập đang chờ sẽ bị dừng, quản trị viên được báo, và bạn đặt mật khẩu mới ở lần đăng nhập tới.
not-me-confirm = Không phải tôi, dừng lại
not-me-keep = Quay lại

face-head = Kiểm tra khuôn mặt
face-count = { $done }/{ $total }
face-center = Nhìn thẳng phía trước
face-turn-left = Quay sang bên trái của bạn
face-turn-right = Quay sang bên phải của bạn
face-look-up = Ngẩng lên
face-look-down = Cúi xuống
face-now-center = Nhìn thẳng phía trước
face-now-turn-left = Giờ sang bên trái của bạn
face-now-turn-right = Giờ sang bên phải của bạn
face-now-look-up = Giờ ngẩng lên
face-now-look-down = Giờ cúi xuống
face-hint = Tiếp tục quay cho đến khi cung tròn đầy.
face-hint-center = Giữ yên một lát.
face-colours = Màn hình đổi màu. Đó là một phần của việc kiểm tra.
face-checking = Đang kiểm tra
face-other = Cách khác
face-step-done = Xong
face-failed-title = Chưa thành công
face-failed = { $count ->
    [0] Hãy nhìn thẳng vào điện thoại, để ánh sáng chiếu lên khuôn mặt. Đã hết lượt thử.
   *[other] Hãy nhìn thẳng vào điện thoại, để ánh sáng chiếu lên khuôn mặt. Còn { $count } lần thử.
}
face-why-other-person = Điện thoại không nhận ra khuôn mặt này.
face-why-flat = Điện thoại phải thấy chính bạn, không phải một bức ảnh.
face-why-changed = Khuôn mặt đã thay đổi giữa chừng. Hãy nhìn vào điện thoại suốt quá trình.
face-why-two-faces = Có khuôn mặt thứ hai trong khung hình.
face-why-no-face = Điện thoại không thấy khuôn mặt nào.
face-why-slow = Đã hết 30 giây.
face-why-gesture = Đó là động tác khác với động tác được yêu cầu.
face-why-picture = Hình quá tối hoặc bị mờ.
face-pause-title = Tạm nghỉ một chút
face-pause = Năm lần thử đều không được. Hãy đợi { $seconds } giây, hoặc dùng cách khác trên máy tính.
face-off = Tạm thời khuôn mặt không còn được chấp nhận. Hãy đăng nhập một lần bằng cách khác, sau đó khuôn mặt lại dùng được.
face-lost = Điện thoại không đọc được dữ liệu khuôn mặt của bạn nữa. Hãy liên kết lại, hoặc dùng cách khác trên máy tính.
face-again = Thử lại

other-title = Cách khác
other-lead = Trên máy tính, bên dưới các chữ số, hãy chọn cách khác. Cách nào cũng có giá trị như nhau.
other-authenticator = Mã của ứng dụng xác thực
other-passkey = Khóa truy cập
other-recovery = Mã khôi phục
other-back = Quay lại lần đăng nhập

approved-title = Đã phê duyệt
approved-lead = { $app } đang mở trên máy tính. Bạn có thể cất điện thoại.
approved-mistake = Tôi nhầm: kết thúc lần đăng nhập này
approved-undone-title = Đã kết thúc
approved-undone = Lần đăng nhập này đã kết thúc. Nếu đó không phải bạn, hãy đặt mật khẩu mới.
approved-too-late = Đã quá muộn để làm việc này ở đây. Trên máy tính, hãy kết thúc phiên trong “Nơi tôi đang đăng nhập”.

denied-title = Đã từ chối
denied-lead = Không có gì được mở.
blocked-title = Đã dừng
blocked-lead = Đã dừng, và { $admin } đã được báo. Trong 15 phút, chỉ những trình duyệt bạn từng dùng mới được gửi yêu cầu. Ở lần đăng nhập tới, bạn sẽ đặt mật khẩu mới.

over-title = Đã hết hai phút
over-lead = Chưa có gì xảy ra. Hãy gửi lại trên máy tính.
superseded-title = Bạn đã gửi yêu cầu mới
superseded-lead = Bạn đã gửi yêu cầu mới trong trình duyệt này. Hãy trả lời yêu cầu mới hơn.
wrong-codes-title = Ba lần nhập sai mã đã kết thúc yêu cầu này
wrong-codes-lead = Không có gì được mở. Hãy gửi lại trên máy tính.
decided-title = Lần đăng nhập này đã kết thúc
decided-lead = Nó đã được trả lời hoặc hủy ở nơi khác. Bạn không cần làm gì ở đây.
answered-lead = Nó đã được trả lời, tại đây hoặc trên điện thoại khác. Bạn không cần làm gì ở đây.
kept-title = Chưa gửi được
kept-lead = Máy chủ không phản hồi. Câu trả lời của bạn được giữ lại và gửi lại cho đến khi lần đăng nhập hết hạn.
kept-over = Lần đăng nhập đã hết hạn trước khi câu trả lời của bạn đến nơi. Hãy gửi lại trên máy tính.
strange-title = Máy chủ không phản hồi như mong đợi
strange-lead = Điện thoại này vẫn được liên kết, và không có gì bị xóa. Nó sẽ tự thử lại.

no-key-title = Trình duyệt này không giữ khóa nào
no-key-lead = Đây không phải trình duyệt bạn đã liên kết, hoặc nó đã xóa dữ liệu, cùng với khóa của điện thoại.
no-key-other = Bạn đã liên kết trong trình duyệt khác? Hãy mở DOneLogin ở đó, và quét mã trong đó.
no-key-again = Nếu không, hãy liên kết lại điện thoại này, trên máy tính, trong mục “Điện thoại”.
no-key-home = Mở DOneLogin

key-lost = Trình duyệt này đã xóa dữ liệu, cùng với khóa của điện thoại. Hãy liên kết lại điện thoại.
key-copied = Khóa của điện thoại này có vẻ tồn tại ở hai nơi. Hãy gỡ rồi liên kết lại.
key-gone = Điện thoại này không còn được liên kết. Nó đã bị gỡ trên máy tính, hoặc máy chủ đã được thiết lập lại. Khóa và dữ liệu khuôn mặt của bạn vẫn ở đây cho đến khi bạn gỡ chúng.
key-untrusted = Điện thoại này được liên kết khi dùng thử, chưa có tin cậy. Nó chỉ trả lời trong thời gian dùng thử. Hãy gỡ rồi liên kết lại.

scan-title = Quét mã
scan-lead = Đưa điện thoại ra trước mã trên máy tính.
scan-unknown = Đó không phải mã của máy chủ này.
scan-other = Mã đó dành cho { $host }. Hãy mở bằng camera điện thoại.
scan-looking = Đang tìm mã

home-title = Các lần đăng nhập
home-waiting = Đang chờ bạn
home-waiting-from = { $browser }, { $time }
home-quiet = Không có lần đăng nhập nào đang chờ. Khi có, nó tự hiện ở đây.
home-accounts = Tài khoản của bạn
home-account = { $name }, { $username }
home-phone = Với tên { $phone }
home-active = Đang hoạt động
home-waits = Từ { $from }
home-claimed = Chưa xác nhận
home-gone = Chưa liên kết
home-strange = Không phản hồi như mong đợi
home-copied = Đã dừng
home-no-face = Không có dữ liệu khuôn mặt
home-untrusted = Liên kết khi chưa tin cậy
home-answered = Đã trả lời tại đây
home-approved = Đã phê duyệt
home-denied = Đã từ chối
home-not-me = Không phải tôi
home-undone = Đã kết thúc lại
home-answered-before = Đã trả lời trước đó
home-empty-title = Chưa có tài khoản nào
home-empty-lead = Trên máy tính, hãy mở “Điện thoại” và chọn “Liên kết điện thoại”. Sau đó quét mã ở đó.
home-open = Cài đặt cho { $name }
home-answer = Trả lời: { $app }

notice-password = { $by } đã đặt lại mật khẩu của { $username } lúc { $at }. Bạn không yêu cầu?
notice-second-factor = { $by } đã gỡ xác minh hai bước của { $username } lúc { $at }. Bạn không yêu cầu?
notice-linked = { $by } đã liên kết điện thoại này cho { $username }. Nó hoạt động từ { $at }. Bạn không yêu cầu?
notice-stop = Dừng lại
notice-stopped = Đã dừng.
notice-stop-late = Đã quá hạn. Hãy xem tài khoản của bạn trên máy tính.

account-name = Tên của điện thoại này
account-save = Lưu tên
account-name-missing = Hãy đặt tên cho điện thoại.
account-name-long = Tối đa 60 ký tự.
account-renamed = Đã lưu tên.
account-push = Thông báo
account-push-off = Thông báo có thể cho bạn biết có lần đăng nhập đang chờ. Nó không nói gì khác.
account-push-on = Điện thoại này báo cho bạn khi có lần đăng nhập đang chờ.
account-push-refused = Trình duyệt không cho phép thông báo. Trong menu của trình duyệt: Quyền, Thông báo, Cho phép.
account-push-turn-on = Bật thông báo
account-push-turn-off = Tắt thông báo
account-push-failed = Dịch vụ thông báo của trình duyệt không phản hồi. Khi không có thông báo, hãy mở ứng dụng lúc bạn đăng nhập.
account-face = Khuôn mặt của bạn
account-face-kept = Được mã hóa và chỉ lưu trên điện thoại này.
account-face-none = Đã xóa. Điện thoại này có thể từ chối các lần đăng nhập, nhưng không thể phê duyệt.
account-face-again = Ghi nhớ lại khuôn mặt
account-face-delete = Xóa dữ liệu khuôn mặt
account-face-delete-title = Xóa dữ liệu khuôn mặt của bạn?
account-face-delete-body = Sau đó, điện thoại này có thể từ chối các lần đăng nhập, nhưng không thể phê duyệt. Để phê duyệt lại, hãy liên kết lại từ đầu.
account-face-deleted = Đã xóa dữ liệu khuôn mặt của bạn.
account-keep = Giữ nguyên
account-unlink = Hủy liên kết điện thoại này
account-unlink-title = Hủy liên kết điện thoại này?
account-unlink-body = Khóa và dữ liệu khuôn mặt của bạn sẽ bị xóa ở đây. Điện thoại không còn xác nhận được các lần đăng nhập của { $name }. Tài khoản của bạn vẫn yêu cầu xác minh hai bước.
account-unlink-away = Máy chủ không phản hồi nên chưa biết việc này. Hãy gỡ điện thoại ở đó nữa.
account-remove = Gỡ khỏi điện thoại này
account-remove-title = Gỡ tài khoản này khỏi điện thoại?
account-remove-body = Khóa và dữ liệu khuôn mặt của bạn sẽ bị xóa ở đây. Để lại xác nhận các lần đăng nhập của { $name }, hãy liên kết lại điện thoại từ đầu.
account-server = Máy chủ
account-key = Do trình duyệt này giữ; không thể đọc ra được.
account-key-title = Khóa

push-title = DOneLogin
push-body = Có một lần đăng nhập đang chờ

left-minute = Còn một phút
left-half-minute = Còn 30 giây
left-ten = Còn 10 giây
left-over = Đã hết giờ
left-time = Còn { $time }
