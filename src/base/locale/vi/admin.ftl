# Vai trò
role-admin = Quản trị hệ thống
role-analyst = Cán bộ phân tích
role-officer = Cán bộ hỗ trợ
role-clerk = Văn thư
role-viewer = Lãnh đạo (chỉ xem)
role-hint-admin = quản lý tài khoản, khóa API, nhật ký; không đọc nội dung thư
role-hint-analyst = xem chứng cứ, xử lý và kết luận phiếu
role-hint-officer = xem chứng cứ, trả lời người phản ánh
role-hint-clerk = xem phiếu, nhập phản ánh qua điện thoại, văn bản
role-hint-viewer = xem danh sách phiếu

# Tài khoản
users-count = { $count } tài khoản
users-signed-in = Đăng nhập lần cuối
users-you = anh/chị
users-disabled = đã vô hiệu hóa
users-must-change = chờ đổi mật khẩu
users-disable = Vô hiệu hóa
users-enable = Kích hoạt
users-reset = Cấp lại mật khẩu
users-add = Thêm tài khoản
users-add-hint = Mật khẩu đầu tiên được tạo tự động, chỉ hiển thị một lần và phải đổi khi đăng nhập lần đầu.
account-email-bad = Địa chỉ thư điện tử không hợp lệ.
account-email-taken = Đã có tài khoản dùng địa chỉ thư điện tử này.
account-no-role = Chọn ít nhất một vai trò.
account-last-admin = Phải còn ít nhất một tài khoản quản trị hệ thống đang hoạt động.
done-account-disabled = Đã vô hiệu hóa tài khoản và kết thúc các phiên làm việc của tài khoản đó.
done-account-enabled = Đã kích hoạt tài khoản.
handed-password-title = Mật khẩu để bàn giao
handed-token-title = Khóa API mới
handed-once = Chỉ hiển thị một lần. Hãy chuyển qua kênh an toàn; hệ thống không lưu lại.

# Khóa API
tokens-empty = Chưa có khóa API nào. Thêm một khóa để hệ thống khác gửi phản ánh hoặc đọc phiếu.
tokens-added = Tạo lúc
tokens-used = Dùng lần cuối
tokens-revoked = thu hồi lúc { $at }
tokens-revoke = Thu hồi
tokens-add = Thêm khóa API
scope-intake = gửi phản ánh
scope-read = đọc
scope-write = đọc và ghi
scope-hint-intake = chỉ gửi thư vào hệ thống
scope-hint-read = chỉ đọc phiếu
scope-hint-write = đọc, thay đổi phiếu và gửi thư vào hệ thống
done-token-revoked = Đã thu hồi khóa API.

# Nhật ký hệ thống
audit-row = Số
audit-at = Thời điểm
audit-actor = Người thực hiện
audit-action = Thao tác
audit-object = Đối tượng
audit-detail = Chi tiết
audit-from = Từ ngày
audit-until = Đến hết ngày
audit-check = Kiểm tra tính toàn vẹn
audit-whole = chuỗi nhật ký toàn vẹn
audit-broken = chuỗi nhật ký bị sai tại dòng { $row }
audit-empty = Không có dòng nhật ký nào phù hợp.

# Thư gửi đi và việc nền
outbox-all = Tất cả
outbox-waiting = chờ gửi: { $count }
outbox-failed = không gửi được: { $count }
outbox-empty = Không có thư nào.
outbox-at = Thời điểm
outbox-ticket = Phiếu
outbox-letter = Loại thư
outbox-recipient = Người nhận
outbox-state = Tình trạng
outbox-attempts = đã thử { $count } lần
outbox-retry = Thử lại
jobs-title = Việc nền không làm được
jobs-empty = Không có việc nào bị dừng.
jobs-failed = Dừng lúc
jobs-kind = Việc
jobs-error = Nguyên nhân
job-analyse = phân tích thư
job-acknowledge = xác nhận tiếp nhận
job-read-reply = đọc thư trả lời cảnh báo
job-draw = vẽ hình thư
job-index = gom từ để tìm kiếm
job-reindex = gom lại từ của mọi phiếu
job-reckon = tính lại hạn xử lý của phiếu đang mở
done-retried = Đã đưa vào hàng chờ để thử lại.
