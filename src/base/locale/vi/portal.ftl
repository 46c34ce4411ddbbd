# Trang cho người phản ánh
portal-brand = Hỗ trợ thư công vụ
portal-call = Gọi bộ phận hỗ trợ: { $telephone }
portal-language = English
portal-language-tag = en

# Nhập mã tra cứu
portal-look-up = Tra cứu tình trạng phiếu
portal-code = Mã tra cứu
portal-code-hint = 16 ký tự trong thư xác nhận tiếp nhận; chữ hoa hay chữ thường, có hay không có dấu gạch đều được.
portal-code-go = Xem tình trạng phiếu
portal-code-lost = Trường hợp không tìm thấy mã, đề nghị trả lời thư xác nhận hoặc liên hệ bộ phận hỗ trợ.
portal-code-wrong = Mã tra cứu không đúng hoặc không còn hiệu lực. Đề nghị Ông/Bà kiểm tra lại mã trong thư xác nhận tiếp nhận.
portal-code-locked = Đã nhập sai mã quá nhiều lần từ địa chỉ mạng này. Đề nghị thử lại sau ít phút hoặc liên hệ bộ phận hỗ trợ.
portal-code-masked = (mã tra cứu đã được che)
done-status-left = Đã rời trang tra cứu trên thiết bị này.

# Phiếu
portal-title = Phiếu
portal-about = Thư “{ $subject }”, Ông/Bà phản ánh lúc { $at }.
portal-about-bare = Thư không có tiêu đề, Ông/Bà phản ánh lúc { $at }.
portal-about-request = Yêu cầu hỗ trợ “{ $subject }”, Ông/Bà gửi lúc { $at }.
portal-about-request-bare = Yêu cầu hỗ trợ Ông/Bà gửi lúc { $at }.
portal-stages = Các bước xử lý
portal-stage-received = Đã tiếp nhận
portal-stage-working = Đang xử lý
portal-stage-worked = Đã kiểm tra
portal-stage-conclusion = Kết luận
portal-stage-concluded = Có kết luận
portal-stage-finish = Hoàn thành
portal-stage-finished = Đã kết thúc
portal-due = Dự kiến phản hồi trước { $at }.
portal-late = Thời hạn dự kiến phản hồi ({ $at }) đã qua; phiếu vẫn đang được xử lý. Trường hợp cần gấp, đề nghị Ông/Bà liên hệ bộ phận hỗ trợ.
portal-reopened = Phiếu đang được xem xét lại; kết luận có thể thay đổi.

# Kết luận
portal-outcome-phishing = Đây là thư lừa đảo.
portal-outcome-phishing-text = Thư nhằm chiếm đoạt thông tin tài khoản.
portal-outcome-malware = Thư này có chứa mã độc.
portal-outcome-malware-text = Tệp hoặc liên kết trong thư gây hại cho máy tính.
portal-outcome-spam = Đây là thư rác.
portal-outcome-spam-text = Thư quảng cáo không mong muốn; chưa phát hiện dấu hiệu chiếm đoạt thông tin.
portal-outcome-legitimate = Đây là thư hợp lệ.
portal-outcome-legitimate-text = Không phát hiện dấu hiệu lừa đảo hoặc mã độc.
portal-outcome-undetermined = Chưa đủ căn cứ để kết luận.
portal-outcome-undetermined-text = Đề nghị tiếp tục coi đây là thư nghi ngờ.
portal-outcome-new = Phản ánh đang chờ xem xét.
portal-outcome-new-text = Trong thời gian chờ, đề nghị coi đây là thư nghi ngờ.
portal-outcome-working = Thư đang được kiểm tra.
portal-outcome-working-text = Trong thời gian chờ kết luận, đề nghị coi đây là thư nghi ngờ.
portal-outcome-waiting = Bộ phận hỗ trợ đang chờ Ông/Bà bổ sung thông tin.
portal-outcome-waiting-text = Nội dung cần bổ sung nêu trong thư gần nhất ở cuối trang này.
portal-outcome-duplicate = Phản ánh được xử lý chung với một phiếu khác về cùng thư này.
portal-outcome-duplicate-text = Ông/Bà không cần làm gì thêm với phiếu này.
portal-outcome-closed = Phiếu đã kết thúc, không có kết luận về thư.
portal-outcome-closed-text = Nếu còn nghi ngờ, đề nghị Ông/Bà bổ sung thông tin bên dưới để phiếu được mở lại.
portal-outcome-request-new = Yêu cầu đang chờ xem xét.
portal-outcome-request-new-text = Bộ phận hỗ trợ đã nhận được yêu cầu của Ông/Bà.
portal-outcome-request-working = Yêu cầu đang được xử lý.
portal-outcome-request-working-text = Bộ phận hỗ trợ sẽ trả lời Ông/Bà qua thư điện tử.
portal-outcome-request-waiting = Bộ phận hỗ trợ đang chờ Ông/Bà bổ sung thông tin.
portal-outcome-request-waiting-text = Nội dung cần bổ sung nêu trong thư gần nhất ở cuối trang này.
portal-outcome-request-done = Yêu cầu đã được xử lý xong.
portal-outcome-request-done-text = Kết quả nêu trong thư gần nhất ở cuối trang này, nếu có.

# Việc cần làm
portal-steps = Đề nghị Ông/Bà
portal-step-answer = Trả lời thư gần nhất của Bộ phận hỗ trợ, hoặc bổ sung thông tin ở mục bên dưới.
portal-step-do-not = Không bấm vào liên kết, không mở tệp đính kèm, không trả lời thư nêu trên.
portal-step-forward = Không chuyển tiếp thư nghi ngờ cho người khác ngoài địa chỉ { $address }.
portal-step-original = Gửi thư gốc dưới dạng tệp đính kèm về địa chỉ { $address }, ghi mã phiếu { $number } trong tiêu đề.
portal-step-say = Cho biết đã làm gì với thư này ở mục bên dưới để được hướng dẫn phù hợp.
portal-step-ignore = Không thực hiện bất kỳ yêu cầu nào trong thư.
portal-step-delete = Xóa thư khỏi Hộp thư đến và Thùng rác.
portal-step-no-open = Không mở tệp đính kèm, không bấm vào liên kết trong thư.
portal-step-mark = Đánh dấu “Thư rác” trong hộp thư.
portal-step-unsubscribe = Không bấm vào liên kết “hủy đăng ký” nếu không nhận biết được người gửi.
portal-step-handle = Xử lý thư theo chức năng, nhiệm vụ.
portal-step-suspect = Không bấm vào liên kết, không mở tệp đính kèm, không cung cấp thông tin theo yêu cầu trong thư.
portal-step-again = Nếu phát sinh tình huống mới, bổ sung thông tin bên dưới để phiếu được mở lại.
portal-step-password = Đổi ngay mật khẩu thư công vụ và mật khẩu của các tài khoản dùng chung mật khẩu đó.
portal-step-filters = Kiểm tra bộ lọc, địa chỉ chuyển tiếp và chữ ký trong hộp thư.
portal-step-call = Gọi ngay cho Bộ phận hỗ trợ theo số { $telephone }.
portal-step-write = Báo ngay cho Bộ phận hỗ trợ qua mục bổ sung thông tin bên dưới.
portal-step-unplug = Ngắt kết nối mạng của máy tính (rút dây mạng, tắt Wi-Fi); không tắt máy, không cài lại.
portal-step-other-computer = Dùng máy tính khác để đổi mật khẩu thư công vụ.
portal-step-technician = Chờ cán bộ kỹ thuật hướng dẫn.
portal-step-bank = Gọi ngay đường dây nóng của ngân hàng, đề nghị tạm giữ giao dịch và khóa tài khoản, thẻ.
portal-step-bank-otp = Nếu mã OTP là của ngân hàng hoặc ví điện tử: gọi ngay đường dây nóng của ngân hàng để khóa giao dịch.
portal-step-no-otp = Không đọc, không nhập thêm mã OTP nào, kể cả khi người gọi xưng là ngân hàng hoặc cán bộ.
portal-step-proof = Giữ lại biên lai chuyển tiền, tin nhắn và số tài khoản nhận tiền; trình báo cơ quan Công an nơi gần nhất.
portal-step-flight-mode = Bật chế độ máy bay hoặc tắt Wi-Fi và dữ liệu di động trên máy đã cài ứng dụng; không mở ứng dụng ngân hàng trên máy đó.
portal-step-other-device = Dùng thiết bị khác để đổi mật khẩu thư công vụ và gọi ngân hàng khóa giao dịch, nếu máy có ứng dụng ngân hàng.
portal-step-leave-page = Đóng trang đã mở từ liên kết, không nhập thông tin vào đó, không tải tệp về máy.
portal-step-typed = Nếu đã nhập mật khẩu vào trang đó, chọn “Đã nhập mật khẩu” ở mục bên dưới.
portal-step-request-open = Khi cần bổ sung thông tin, dùng mục bên dưới hoặc trả lời thư của Bộ phận hỗ trợ.
portal-step-request-done = Nếu phát sinh tình huống mới, bổ sung thông tin bên dưới để phiếu được mở lại.

# Đã làm gì
portal-exposure = Ông/Bà đã làm gì với thư này?
portal-exposure-nothing = Chưa làm gì
portal-exposure-clicked = Đã bấm liên kết
portal-exposure-opened = Đã mở tệp đính kèm
portal-exposure-password = Đã nhập mật khẩu
portal-exposure-otp = Đã cung cấp mã OTP
portal-exposure-money = Đã chuyển tiền
portal-exposure-app = Đã cài ứng dụng
portal-exposure-now = Đã chọn
portal-exposure-rule = Chọn việc nghiêm trọng nhất. Câu trả lời nghiêm trọng hơn có hiệu lực ngay; câu trả lời nhẹ hơn được ghi lại và chờ cán bộ xem xét.
done-status-exposure = Đã ghi nhận câu trả lời. Đề nghị thực hiện các việc nêu dưới đây.

# Bổ sung
portal-words = Bổ sung thông tin
portal-words-concluded = Bổ sung thông tin hoặc ý kiến về kết luận
portal-words-hint = Tối đa 5.000 ký tự. Không ghi mật khẩu vào đây.
portal-words-send = Gửi bổ sung
portal-words-empty = Đề nghị Ông/Bà nhập nội dung cần bổ sung.
portal-words-many = Đã ghi nhận nhiều nội dung trong một giờ qua. Đề nghị Ông/Bà thử lại sau hoặc gọi điện cho Bộ phận hỗ trợ.
portal-words-long = Nội dung dài quá 5.000 ký tự. Đề nghị rút ngắn rồi gửi lại.
done-status-words = Đã gửi nội dung bổ sung đến Bộ phận hỗ trợ.

# Thư
portal-letters = Thư Bộ phận hỗ trợ đã gửi Ông/Bà
portal-leave = Rời trang tra cứu
portal-leave-hint = Nên rời trang khi dùng chung điện thoại, máy tính. Trang tự đóng sau 30 phút.

# Ý kiến về kết luận, đánh giá
portal-contest = Ông/Bà không đồng ý với kết luận?
portal-contest-hint = Nêu lý do, tối đa 5.000 ký tự. Phiếu sẽ được mở lại để xem xét. Mỗi phiếu chỉ gửi được một lần; không ghi mật khẩu vào đây.
portal-contest-send = Tôi không đồng ý
portal-contest-empty = Đề nghị Ông/Bà nêu lý do không đồng ý với kết luận.
portal-contest-twice = Ý kiến không đồng ý của Ông/Bà đã được ghi nhận và chuyển cán bộ xem xét; mỗi phiếu chỉ gửi được một lần. Nếu có thêm thông tin, Ông/Bà có thể ghi ở mục bổ sung bên dưới hoặc gọi điện cho Bộ phận hỗ trợ.
portal-contest-early = Phiếu chưa có kết luận. Ông/Bà có thể ghi ý kiến ở mục bổ sung bên dưới.
portal-contested = Ý kiến không đồng ý của Ông/Bà đã được ghi nhận.
done-status-contest = Đã ghi nhận ý kiến không đồng ý. Phiếu được mở lại để xem xét.
portal-rating = Việc hỗ trợ có giúp ích cho Ông/Bà không?
portal-rating-helpful = Có giúp ích
portal-rating-partly = Giúp ích một phần
portal-rating-unhelpful = Chưa giúp ích
portal-rating-rule = Có thể chọn lại trong 30 ngày sau khi phiếu kết thúc.
portal-rating-late = Đã hết thời gian đánh giá phiếu này. Cảm ơn Ông/Bà.
done-status-rating = Cảm ơn Ông/Bà đã đánh giá.
