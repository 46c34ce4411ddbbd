# Chung cho mọi trang
skip-to-content = Đến nội dung chính
save = Lưu
cancel = Hủy
close = Đóng
copy = Sao chép
filter = Lọc
clear = Xóa bộ lọc
older = Cũ hơn
never = chưa lần nào
actions = Thao tác

# Thanh bên trái
rail-label = Điều hướng chính
rail-new = Nhập phản ánh
rail-triage = Chờ phân loại
rail-mine = Của tôi
rail-unassigned = Chưa phân công
rail-waiting = Chờ bổ sung
rail-overdue = Quá hạn
rail-password = Có nguy cơ thiệt hại
rail-requests = Yêu cầu hỗ trợ
rail-open = Đang mở
rail-done = Đã xong
rail-administration = Quản trị
rail-outbox = Thư gửi đi
rail-users = Tài khoản
rail-tokens = Khóa API
rail-audit = Nhật ký hệ thống

# Phím tắt
keys-title = Phím tắt
keys-move = xuống, lên trong danh sách
keys-open = mở phiếu đang chọn
keys-tick = đánh dấu phiếu
keys-verdict = kết luận
keys-reply = trả lời người phản ánh
keys-note = ghi chú nội bộ
keys-assign = phân công
keys-take = nhận xử lý
keys-undo = hoàn tác
keys-search = tìm kiếm
keys-queue = về danh sách phiếu
keys-sheet = bảng phím tắt này
