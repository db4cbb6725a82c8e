consent-title = Cho phép { $app } dùng tài khoản của bạn?
consent-lead = Bạn chỉ được hỏi một lần. Bạn có thể thu hồi quyền này <a href="{ $apps }">trong tài khoản của mình</a>.
consent-sees = { $app } sẽ thấy
consent-optional = Thêm nữa, nếu bạn muốn
consent-never = Ứng dụng không bao giờ thấy mật khẩu của bạn.
consent-allow = Cho phép
consent-deny = Không cho phép
consent-goes-to = Bạn sẽ được chuyển đến <code>{ $address }</code>
consent-self-registered = Ứng dụng này đã tự đăng ký. Chưa ai trong văn phòng của bạn xem xét nó. Chỉ cho phép khi bạn biết ứng dụng này và chủ ý đến đây.

claim-identifier = Rằng đó vẫn là bạn
claim-identifier-value = Một con số đại diện cho bạn, giống nhau ở mỗi lần truy cập
claim-name = Tên của bạn
claim-username = Tên người dùng của bạn
claim-email = Địa chỉ email của bạn
claim-phone = Số điện thoại của bạn
claim-address = Địa chỉ bưu chính của bạn
claim-groups = Các nhóm của bạn
claim-groups-none = Bạn không thuộc nhóm nào
claim-birthdate = Ngày sinh của bạn
claim-gender = Giới tính của bạn
claim-picture = Ảnh của bạn
claim-website = Trang web của bạn
claim-region = Ngôn ngữ và múi giờ của bạn
claim-offline = Việc bạn luôn ở trạng thái đăng nhập
claim-offline-value = Cho đến khi bạn đăng xuất hoặc thu hồi, tối đa { $days } ngày không dùng
claim-other = { $name }
