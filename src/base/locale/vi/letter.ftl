# Các loại thư gửi đi
letter-acknowledgement = Thư xác nhận tiếp nhận
letter-request = Thư xác nhận yêu cầu
letter-reply = Thư trả lời
letter-more = Thư yêu cầu bổ sung
letter-verdict-phishing = Thư kết luận: thư lừa đảo
letter-verdict-malware = Thư kết luận: mã độc
letter-verdict-spam = Thư kết luận: thư rác
letter-verdict-legitimate = Thư kết luận: thư hợp lệ
letter-verdict-undetermined = Thư kết luận: chưa kết luận
letter-state-queued = chờ gửi lúc { $at }
letter-state-sent = đã gửi
letter-state-failed = không gửi được
letter-state-cancelled = đã thu hồi
letter-read = Đọc thư
