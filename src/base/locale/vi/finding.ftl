# Căn cứ nhận định: một câu cho mỗi dấu hiệu; các giá trị đã vô hiệu hóa.
finding-link-host-neq-text = Chữ hiển thị của liên kết là “{ $text }” nhưng thực tế dẫn tới { $host }.
finding-lookalike-protected = Tên miền { $host } gần giống { $protected } ({ $how ->
    [dash] dùng dấu gạch thay dấu chấm
    [dot] bỏ dấu chấm
    [tld] đổi đuôi tên miền
    [letters] dùng chữ cái trông giống hệt
    [affix] ghép thêm chữ
   *[typo] sai khác một vài ký tự
}) nhưng không thuộc cơ quan này.
finding-protected-as-subdomain = “{ $protected }” trong { $host } chỉ là tên miền con; tên miền đăng ký thật là { $registrable }.
finding-displayname-claims-address = Tên hiển thị ghi địa chỉ { $claimed } nhưng thư gửi từ { $address }.
finding-displayname-claims-gov = Tên hiển thị mạo xưng “{ $agency }” nhưng địa chỉ gửi thuộc { $domain }.
finding-foreign-sender-claims-admin = Người gửi dùng { $script ->
    [none] tên miền nước ngoài
    [inside] tên miền
    [Cyrillic] chữ Cyrillic (Kirin) và tên miền
   *[other] chữ { $script } và tên miền
} { $domain } nhưng nội dung tự nhận là bộ phận quản trị thư.
finding-replyto-neq-from = Thư trả lời sẽ đi tới { $replyto }, khác địa chỉ gửi { $from }.
finding-auth-fail = Xác thực nguồn gửi không đạt ({ $detail }).
finding-auth-pass-unrelated = Thư gửi từ máy chủ hợp lệ của { $domain }; điều này không có nghĩa là an toàn, có khả năng tài khoản bị chiếm đoạt.
finding-credential-form = { $where ->
    [file] Tệp đính kèm “{ $name }” có ô nhập mật khẩu.
   *[text] Nội dung thư có ô nhập mật khẩu.
}
finding-threat-and-link = Dọa khóa hoặc xóa tài khoản kèm liên kết (“{ $phrase }”).
finding-notyou-and-link = Câu kiểu “nếu không phải bạn…” kèm liên kết, là thủ đoạn thường gặp (“{ $phrase }”).
finding-quota-and-link = Viện lý do hộp thư đầy hoặc cần nâng cấp để yêu cầu bấm liên kết (“{ $phrase }”).
finding-verify-and-link = Yêu cầu xác minh, cập nhật kèm thông tin đăng nhập qua liên kết (“{ $phrase }”).
finding-dangerous-attachment = Tệp “{ $name }” { $why ->
    [turned] dùng ký tự đảo chiều để che đuôi tệp
    [double] có đuôi kép để giả dạng tài liệu
    [disguised] thực chất là chương trình, giả dạng tài liệu
    [macros] có chứa macro
    [form] là trang web có ô nhập mật khẩu
    [page] là trang web giả dạng tài liệu hoặc có mã lệnh
    [locked] được đặt mật khẩu và mật khẩu được nêu trong thư
   *[runs] thuộc loại có thể chạy mã độc
}.
finding-ip-host = Liên kết dẫn tới địa chỉ số { $host } thay vì tên miền.
finding-url-userinfo = Liên kết có tên miền giả đặt trước dấu @; nơi đến thật là { $host }.
finding-shortener = Liên kết rút gọn { $host } che giấu nơi đến thật.
finding-free-host = Liên kết dẫn tới dịch vụ lưu trữ miễn phí { $host }.
finding-risky-tld = Tên miền { $host } có đuôi hay bị lợi dụng để lừa đảo.
finding-brand-claimed = { $where ->
    [subject] Tiêu đề hoặc lời đầu thư nhân danh “{ $brand }” nhưng thư gửi từ { $domain } và không liên kết nào về nơi gửi.
   *[name] Tên hiển thị nhân danh “{ $brand }” nhưng thư gửi từ { $domain }.
}
finding-mailbox-not-theirs = Thư từ { $domain } nói về hộp thư của người nhận (“{ $phrase }”) nhưng nơi gửi không quản lý hộp thư này.
finding-role-without-owner = Người gửi chỉ xưng “{ $name }”, không nêu cơ quan, tổ chức nào; thư gửi từ { $domain }.
finding-brand-in-host = Tên miền { $host } mượn tên “{ $brand }” nhưng không thuộc “{ $brand }”.
finding-claims-office = { $how ->
    [superior] Người gửi xưng “{ $name }” nhưng thư gửi từ { $domain }, không phải thư công vụ.
   *[office] Người gửi xưng là “{ $name }” nhưng dùng hộp thư miễn phí của { $domain }.
}
finding-replyto-freemail = Thư trả lời sẽ đi tới hộp thư miễn phí { $replyto }, không phải { $from }.
finding-name-neq-address = Tên hiển thị “{ $name }” không khớp chữ nào với hộp thư miễn phí { $address }.
finding-envelope-neq-from = Địa chỉ trả thư thuộc { $returns }, khác tên miền người gửi { $domain }.
finding-undisclosed-bulk = Người nhận bị ẩn hoặc chỉ có chính người gửi trong dòng Tới/Cc.
finding-random-sender = Địa chỉ gửi { $address } giống chuỗi ký tự do máy tạo ra.
finding-odd-host = Tên miền { $host } bất thường ({ $why ->
    [script] có chữ cái ngoài bảng chữ Latinh
    [hyphens] có nhiều dấu gạch nối
    [deep] có chuỗi tên miền con dài
    [port] dùng cổng riêng
   *[random] là chuỗi ký tự do máy tạo ra
}).
finding-link-carries-address = Liên kết tới { $host } mang theo địa chỉ thư { $address } của người đọc.
finding-open-redirect = Liên kết qua { $host } chuyển tiếp người đọc tới { $next }.
finding-command-link = Liên kết thúc giục “{ $text }” dẫn tới { $host }, không phải nơi gửi thư.
finding-links-elsewhere = Không liên kết nào trong thư dẫn về tên miền người gửi { $domain }.
finding-mailto-call = Nút bấm soạn sẵn thư trả lời gửi tới { $address }.
finding-obfuscated-text = Cố ý viết sai ký tự để tránh bộ lọc ({ $how ->
    [scripts] trộn chữ cái của bảng chữ khác: “{ $sample }”
    [marks] chèn dấu thừa: “{ $sample }”
    [invisible] chèn ký tự ẩn vào giữa từ: { $sample }
   *[letters] ví dụ “{ $sample }”
}).
finding-subject-bait = Tiêu đề “{ $subject }” { $why ->
    [answer] giả làm thư trả lời
    [reader] ghi địa chỉ người nhận để tạo lòng tin
    [serial] có mã số do máy tạo ra
   *[signs] dùng ký hiệu để gây chú ý
}.
finding-hidden-text = Thư giấu { $count } ký tự không hiển thị cho người đọc.
finding-bare-link = { $how ->
    [picture] Thư hầu như không có chữ, chỉ có hình ảnh và liên kết.
   *[link] Thư hầu như không có chữ, chỉ có liên kết.
}
finding-page-attached = Tệp đính kèm “{ $name }” là trang web; khi mở, nội dung chạy trên máy người nhận.
finding-bare-attachment = Thư hầu như không có nội dung, chỉ yêu cầu mở tệp “{ $name }”.
finding-auth-none = Tên miền người gửi không có biện pháp xác thực nguồn gửi nào (SPF, DKIM, DMARC).
finding-generic-greeting = Lời chào chung chung “{ $phrase }”, không nêu tên người nhận.
finding-held-mail = Viện lý do có thư bị giữ lại để yêu cầu thao tác (“{ $phrase }”).
finding-prize-lure = Hứa quà, thưởng, tiền hỗ trợ hoặc hoàn tiền (“{ $phrase }”).
finding-crypto-lure = Dụ bằng tiền mã hóa hoặc khoản tiền có sẵn (“{ $phrase }”).
finding-advance-fee = Hứa khoản tiền lớn, thừa kế hoặc hợp tác kín của người lạ (“{ $phrase }”).
finding-payment-lure = Viện lý do thanh toán, hóa đơn, thuế, cước (“{ $phrase }”).
finding-parcel-lure = Viện lý do bưu kiện, đơn hàng chưa giao được (“{ $phrase }”).
finding-authority-lure = Nhân danh công an, tòa án hoặc cơ quan thuế để gây áp lực (“{ $phrase }”).
finding-document-lure = Yêu cầu mở tài liệu, tệp hoặc tin nhắn thoại (“{ $phrase }”).
finding-fee-demand = Yêu cầu nộp phí hoặc thanh toán (“{ $phrase }”).
finding-bec-request = Nhờ việc gấp về tiền hoặc thẻ cào, tránh gọi điện xác nhận (“{ $phrase }”).
finding-extortion = Đe dọa phát tán hình ảnh hoặc dữ liệu để đòi tiền (“{ $phrase }”).
finding-job-lure = Hứa thu nhập dễ dàng (“{ $phrase }”).
finding-indecent-offer = Quảng cáo hẹn hò, cờ bạc hoặc thuốc (“{ $phrase }”).
finding-sales-offer = Quảng cáo, chào hàng (“{ $phrase }”).

# Những gì không đọc được.
problem-empty = Thư không có nội dung.
problem-no-sender = Thư không có dòng người gửi.
problem-too-many-parts = Thư có quá nhiều phần; chỉ xem xét những phần đầu.
problem-too-deep = Thư lồng quá sâu; các phần bên trong không được tách ra.
problem-broken-multipart = Cấu trúc nhiều phần của thư bị hỏng; nội dung được đọc như văn bản.
problem-text-cut = Nội dung thư quá dài hoặc bất thường; chỉ đọc phần đầu.
problem-charset-windows-1258 = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã Windows-1258.
problem-charset-viscii = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã VISCII.
problem-charset-tcvn3 = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã TCVN3 (ABC).
problem-charset-vni = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã VNI.
problem-charset-cyrillic = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã chữ Kirin.
problem-charset-japanese = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã tiếng Nhật.
problem-charset-korean = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã tiếng Hàn.
problem-charset-chinese = Bảng mã khai báo không khớp với nội dung; đã thử và đọc theo bảng mã tiếng Trung.
problem-charset-unknown = Không xác định được bảng mã của nội dung; văn bản hiển thị có thể sai chữ.
problem-many-samples = Thư đính kèm quá nhiều thư khác; chỉ xem xét 20 thư đầu.
problem-unreadable = Không phân tích được thư này; bản gốc vẫn được lưu giữ.

# hotro analyze
analyze-report = Thư đã nhận
analyze-result = Kết quả
analyze-from = Người gửi
analyze-to = Người nhận
analyze-subject = Tiêu đề
analyze-date = Ngày gửi
analyze-words = Lời người phản ánh
analyze-none = Không tìm thấy thư được phản ánh.
analyze-sample = Thư được phản ánh { $number } ({ $source ->
    [attached-eml] thư đính kèm
    [attached-msg] tệp Outlook
    [tnef] winmail.dat
    [itself] chính thư này
   *[inline] chuyển tiếp trong nội dung
}, mức { $grade })
analyze-score = Điểm { $score }/100, gợi ý: { $verdict ->
    [phishing] lừa đảo
    [malware] mã độc
    [spam] thư rác
    [legitimate] hợp lệ
   *[undetermined] chưa xác định
}
analyze-link = Liên kết
analyze-attachment = Tệp đính kèm
analyze-problem = Lưu ý

# What the desk remembers
finding-known-ioc = Trùng chỉ dấu “{ $value }” của phiếu { $number }, đã kết luận là nguy hại.
finding-mass-campaign = Đã có { $count } phiếu khác trong 72 giờ qua phản ánh thư cùng tiêu đề, liên kết hoặc tệp.
finding-own-letter-forged = Thư lấy danh nghĩa Bộ phận hỗ trợ nhưng không phải thư do hệ thống gửi, hoặc nội dung đã bị sửa.
finding-own-letter = Đây là thư do hệ thống này gửi cho phiếu { $number }; nội dung khớp với bản lưu.

# Trong tệp đính kèm.
finding-html-smuggling = Trang web “{ $name }” tự ghép một tệp bằng mã lệnh để tải về máy ({ $detail }).
finding-contained-program = Tệp “{ $name }” chứa chương trình hoặc tệp có thể chạy mã độc: “{ $inner }”.
finding-remote-template = Tài liệu “{ $name }” tự tải nội dung từ bên ngoài khi mở: { $detail }.
finding-office-dde = Tài liệu “{ $name }” có trường lệnh DDE gọi chương trình: { $detail }.
finding-shortcut-command = Lối tắt “{ $name }” chạy lệnh: { $detail }.
finding-macro-autorun = Tài liệu “{ $name }” có macro tự chạy khi mở hoặc đóng ({ $detail }).
finding-exploit-object = Tài liệu “{ $name }” có đối tượng nhúng hay bị lợi dụng để khai thác lỗ hổng ({ $detail }).
finding-contained-form = Trang web “{ $name }” trong tệp đính kèm có ô nhập mật khẩu.
finding-password-in-mail = Tệp “{ $name }” bị khóa và mở được bằng mật khẩu ghi ngay trong thư (“{ $detail }”).
finding-pdf-action = Tệp PDF “{ $name }” có hành động tự chạy ({ $detail }).
finding-qr-link = Mã QR trong thư dẫn tới trang “{ $host }”; liên kết trong mã QR thường dùng để tránh bộ lọc thư và được mở trên điện thoại.
finding-qr-words = { $kind ->
    [bank] Mã QR chuyển tiền (ngân hàng, số tài khoản, số tiền, nội dung): { $words }
    [wifi] Mã QR kết nối Wi-Fi: { $words }
    [telephone] Mã QR gọi điện hoặc nhắn tin: { $words }
    [card] Mã QR danh thiếp: { $words }
    [crypto] Mã QR ví tiền mã hóa: { $words }
   *[text] Mã QR có nội dung: { $words }
}
finding-archive-bomb = Tệp “{ $name }” bung ra dung lượng quá lớn; chỉ xem xét phần đầu.
finding-internal-compromised = Thư gửi từ tài khoản thật của { $domain } có nội dung lừa đảo – nghi tài khoản bị chiếm.
finding-looks-official = Đã tra cứu trên hệ thống quản lý văn bản: { $reference }.
finding-own-auth-fail = Hệ thống tự kiểm tra: thư không chứng minh được là từ { $domain } ({ $detail } không đạt).
finding-hop-helo-claims = Máy chủ gửi xưng là { $helo } nhưng địa chỉ { $ip } lại thuộc { $reverse }.
finding-hop-time = Thời gian ghi ở chặng { $host } không hợp lý (ở tương lai hoặc sớm hơn chặng trước).
finding-hop-private = Địa chỉ nội bộ { $ip } được ghi là máy chủ bên ngoài { $host }.
finding-hop-malformed = Đường đi của thư có chặng ghi sai quy cách, có thể do người gửi tự thêm.
finding-known-good = Người gửi { $address } nằm trong danh sách tin cậy và xác thực đạt.
