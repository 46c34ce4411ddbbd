# Trang báo lỗi
error-not-found = Không tìm thấy trang
error-forbidden = Anh/chị không có quyền thực hiện thao tác này.
error-foreign = Biểu mẫu đã cũ hoặc không được gửi từ trang của hệ thống. Vui lòng tải lại trang rồi gửi lại.
error-bad-request = Yêu cầu không hợp lệ
error-conflict = Phiếu vừa được { $name } cập nhật. Vui lòng tải lại trước khi lưu.
error-too-large = Nội dung gửi lên vượt quá dung lượng cho phép.
error-unavailable = Hệ thống đang bận. Vui lòng thử lại sau ít phút.
error-internal = Hệ thống gặp lỗi khi xử lý yêu cầu.
error-advice = Anh/chị có thể quay lại trang trước hoặc về trang đầu.
error-advice-operation = Lỗi đã được ghi lại. Khi liên hệ bộ phận quản trị, vui lòng nêu mã dưới đây.
error-operation = Mã xử lý:
error-home = Về trang đầu
