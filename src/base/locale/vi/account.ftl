# Đăng nhập
sign-in-title = Đăng nhập
sign-in = Đăng nhập
sign-out = Đăng xuất
sign-in-failed = Địa chỉ thư điện tử hoặc mật khẩu không đúng.
sign-in-locked = Đăng nhập sai quá nhiều lần. Tài khoản tạm thời bị khóa tại địa chỉ mạng này; vui lòng thử lại sau.
sign-in-ended = Phiên làm việc đã hết hạn. Vui lòng đăng nhập lại.
sign-in-forgot = Quên mật khẩu: liên hệ quản trị hệ thống để được cấp lại.
sign-in-notice = Hệ thống nội bộ. Hoạt động của người sử dụng được ghi nhật ký và giám sát theo quy định về an ninh mạng.
done-signed-out = Đã đăng xuất.

# Trường nhập
field-email = Địa chỉ thư điện tử
field-name = Họ và tên, tên gọi
field-roles = Vai trò
field-password = Mật khẩu
field-password-current = Mật khẩu hiện tại
field-password-new = Mật khẩu mới
field-password-again = Nhập lại mật khẩu mới
field-language = Ngôn ngữ
field-theme = Màu giao diện
field-address = Địa chỉ mạng
field-scope = Phạm vi
field-empty = Trường này bắt buộc nhập.

# Mật khẩu
password-title = Đổi mật khẩu
password-change = Đổi mật khẩu
password-forced = Anh/chị cần đổi mật khẩu được cấp trước khi sử dụng hệ thống.
password-hint = Ít nhất { $count } ký tự; một câu dài dễ nhớ tốt hơn chuỗi ký tự khó đoán. Không chứa họ tên hoặc địa chỉ thư của anh/chị.
password-too-short = Mật khẩu phải có ít nhất { $count } ký tự.
password-too-long = Mật khẩu quá dài.
password-own-name = Mật khẩu không được chứa họ tên hoặc địa chỉ thư của anh/chị.
password-too-common = Mật khẩu này dễ đoán. Vui lòng chọn mật khẩu khác.
password-current-wrong = Mật khẩu hiện tại không đúng.
password-again-wrong = Hai lần nhập mật khẩu mới không giống nhau.
password-same = Mật khẩu mới phải khác mật khẩu hiện tại.
done-password = Đã đổi mật khẩu. Các phiên làm việc khác đã kết thúc.

# Hồ sơ cá nhân
profile-title = Hồ sơ cá nhân
profile-taste = Hiển thị
profile-sessions = Phiên làm việc đang mở
session-browser = Trình duyệt
session-began = Bắt đầu
session-seen = Dùng lần cuối
session-own = phiên này
session-end = Kết thúc
session-end-others = Kết thúc các phiên khác
done-saved = Đã lưu.
done-session-ended = Đã kết thúc phiên làm việc.
done-sessions-ended = Đã kết thúc các phiên làm việc khác.
language-vi = Tiếng Việt
language-en = English
theme-system = Theo hệ thống
theme-light = Sáng
theme-dark = Tối
