# Lịch làm việc
rail-calendar = Lịch làm việc
weekday-1 = Thứ Hai
weekday-2 = Thứ Ba
weekday-3 = Thứ Tư
weekday-4 = Thứ Năm
weekday-5 = Thứ Sáu
weekday-6 = Thứ Bảy
weekday-7 = Chủ Nhật
calendar-hours = Giờ hành chính
calendar-free = không làm việc
calendar-hours-hint = Ghi từng khoảng, cách nhau bằng dấu phẩy: 07:30–11:30, 13:30–17:00. Để trống là ngày không làm việc.
calendar-hours-bad = Giờ làm việc ghi chưa đúng, ví dụ: 07:30–11:30, 13:30–17:00.
calendar-no-work = Mỗi tuần phải có ít nhất một khoảng giờ làm việc.
calendar-days = Ngày nghỉ, ngày làm bù năm { $year }
calendar-years = Năm
calendar-empty = Năm này chưa có ngày nghỉ nào. Thêm ở mục bên dưới.
calendar-day = Ngày
calendar-name = Lý do
calendar-kind = Loại ngày
calendar-off = Nghỉ
calendar-works = Làm bù
calendar-estimate = dự kiến
calendar-estimate-hint = Dự kiến, chờ thông báo chính thức
calendar-add = Thêm hoặc sửa một ngày
calendar-remove = Bỏ ngày
calendar-remove-day = Bỏ ngày { $day }
calendar-day-bad = Ngày không hợp lệ.
calendar-moved-on = Lịch làm việc hoặc thời hạn vừa được người khác cập nhật. Vui lòng xem lại trước khi lưu.
done-calendar = Đã lưu lịch làm việc. Hạn xử lý của phiếu đang mở được tính lại.

# Thời hạn xử lý
rail-due-rules = Thời hạn xử lý
due-rules = Quy tắc tính thời hạn
due-place = Thứ tự
due-harm = Hậu quả từ mức
due-score = Điểm rủi ro từ
due-agency = Đơn vị phản ánh
due-answer = Phản hồi đầu tiên
due-verdict = Kết luận
due-clock = Cách tính
due-clock-work = giờ hành chính
due-clock-round = liên tục 24/7
due-any = bất kỳ
harm-touched = đã bấm liên kết hoặc mở tệp
harm-lost = lộ tài khoản, nhiễm thiết bị
harm-money = đã chuyển tiền
due-rules-hint = Thời hạn ghi giờ:phút, ví dụ 0:30 hoặc 15:00. Quy tắc phù hợp đầu tiên được áp dụng; quy tắc theo hậu quả tính từ khi biết hậu quả. Quy tắc cuối cùng phải áp dụng cho mọi phiếu. Để trống thứ tự để bỏ quy tắc. Thời gian chờ người phản ánh bổ sung không tính.
due-rules-last = Phải có đúng một quy tắc áp dụng cho mọi phiếu và quy tắc đó đứng cuối.
due-place-bad = Thứ tự phải là số.
due-time-bad = Thời hạn phải ghi giờ:phút, từ 0:01, ví dụ 4:00.
due-score-bad = Điểm rủi ro phải là số từ 0 đến 100.
due-agency-unknown = Không có đơn vị nào mang tên này trong danh bạ. Chọn tên trong danh sách gợi ý.
due-late = Nhắc trước và chuyển cấp
due-warn = Nhắc trước khi đến hạn
due-warn-bad = Thời gian nhắc trước phải ghi giờ:phút, ví dụ 0:30, không quá 7 ngày.
due-escalate = Khi quá hạn, thông báo thêm cho
due-escalate-nobody = không ai khác
due-late-hint = Người xử lý phiếu luôn được thông báo. Phiếu chưa phân công được báo cho mọi cán bộ có thể nhận xử lý.
done-due-rules = Đã lưu thời hạn xử lý. Hạn của phiếu đang mở được tính lại.

# Trên phiếu
soon-minutes = sắp đến hạn, còn { $count } phút
soon-hours = sắp đến hạn, còn { $count } giờ
soon-days = sắp đến hạn, còn { $count } ngày
due-next-answer = Hạn phản hồi:
due-next-verdict = Hạn kết luận:
due-paused = Tạm dừng tính hạn, chờ người phản ánh bổ sung

# Khi người khác gửi trước
meanwhile-title = Vừa có trao đổi mới kể từ khi anh/chị mở trang
