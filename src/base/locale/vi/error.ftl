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

# Trả lời cho chương trình gọi API
error-no-token = Yêu cầu không kèm khóa API còn hiệu lực.
error-wrong-scope = Khóa API không cho phép thao tác này.
error-stalled = Bên gửi ngừng gửi dữ liệu giữa chừng.
error-no-record = Không có bản ghi hoặc địa chỉ này.
api-content-type = Kiểu nội dung phải là message/rfc822, application/octet-stream hoặc multipart/form-data.
api-encoding = Không nhận nội dung nén (Content-Encoding).
api-multipart = Không đọc được biểu mẫu multipart/form-data.
api-no-mail = Biểu mẫu phải có đúng một trường tệp chứa thư, tên là mail.
api-field = Trường sender hoặc recipient quá dài hoặc không phải UTF-8.
api-status = Tham số status phải là: new, triage, waiting, working, resolved, closed, duplicate.
api-verdict = Tham số verdict phải là: phishing, malware, spam, legitimate, undetermined.
api-limit = Tham số limit phải là số từ 1 đến 200.
api-after = Tham số after phải là giá trị next của trang trước.
api-q = Tham số q không có từ nào để tìm.
api-entry = Nội dung JSON không đọc được hoặc có trường lạ.
api-entry-how = Trường how phải là telephone, visit, sms, zalo hoặc finding.
api-entry-picture = Ảnh trong pictures không phải base64.
