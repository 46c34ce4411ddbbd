-- Replies that are written once: for a verdict or for any, in one language, with places for what the ticket says.
CREATE TABLE canned (
  id INTEGER PRIMARY KEY NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
  verdict TEXT CHECK (verdict IN ('phishing', 'malware', 'spam', 'legitimate', 'undetermined')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  updated_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
  disabled_at TIMESTAMP
);
CREATE INDEX canned_account ON canned (updated_by);

INSERT INTO canned (language, verdict, title, body, version, created_at, updated_at) VALUES
  ('vi', NULL, 'Đang kiểm tra', 'Bộ phận hỗ trợ đang kiểm tra thư “{{tiêu đề}}” do Ông/Bà phản ánh và sẽ trả lời kết quả theo mã phiếu {{mã phiếu}}.

Trong thời gian chờ kết luận, đề nghị Ông/Bà không bấm vào liên kết, không mở tệp đính kèm và không trả lời thư nêu trên.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('vi', NULL, 'Đề nghị gửi thư gốc', 'Để có cơ sở kết luận, đề nghị Ông/Bà gửi thư “{{tiêu đề}}” về {{địa chỉ hỗ trợ}} dưới dạng tệp đính kèm:
- Zimbra cổ điển: chọn thư, “Chuyển tiếp làm Tập tin đính kèm”;
- Zimbra mới: Chuyển tiếp, Tùy chọn, “Bao gồm thư gốc dưới dạng tập tin đính kèm”.

Nội dung chuyển tiếp thông thường không giữ được phần đầu thư.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('vi', NULL, 'Hỏi đã bấm liên kết, mở tệp hay chưa', 'Đề nghị Ông/Bà cho biết đã bấm vào liên kết, mở tệp đính kèm hoặc nhập mật khẩu trong thư “{{tiêu đề}}” hay chưa và vào thời điểm nào, để Bộ phận hỗ trợ kịp thời bảo vệ tài khoản.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('vi', 'phishing', 'Đổi mật khẩu và kiểm tra hộp thư', 'Trường hợp đã bấm vào liên kết hoặc đã cung cấp thông tin theo thư “{{tiêu đề}}”, đề nghị Ông/Bà thực hiện ngay:
(a) đổi mật khẩu thư công vụ và các tài khoản dùng chung mật khẩu;
(b) kiểm tra bộ lọc, địa chỉ chuyển tiếp và chữ ký trong hộp thư;
(c) thông báo cho Bộ phận hỗ trợ bằng cách trả lời thư này.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('vi', 'malware', 'Đã mở tệp: ngắt mạng, không tắt máy', 'Trường hợp đã mở tệp đính kèm của thư “{{tiêu đề}}”, đề nghị Ông/Bà:
(a) ngắt kết nối mạng của máy tính (rút dây mạng, tắt Wi-Fi), không tắt máy, không cài lại;
(b) dùng máy tính khác để báo ngay cho Bộ phận hỗ trợ và đổi mật khẩu;
(c) chờ cán bộ kỹ thuật hướng dẫn.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('vi', 'spam', 'Đánh dấu thư rác', 'Thư “{{tiêu đề}}” là thư quảng cáo không mong muốn. Đề nghị Ông/Bà đánh dấu “Thư rác” trong hộp thư và không bấm vào liên kết “hủy đăng ký” nếu không nhận biết được người gửi.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('vi', 'legitimate', 'Có thể xử lý thư', 'Ông/Bà có thể xử lý thư “{{tiêu đề}}” theo chức năng, nhiệm vụ. Cảm ơn Ông/Bà đã thận trọng kiểm tra.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('en', NULL, 'Being checked', 'We are checking the mail “{{subject}}” that you reported and will answer under the ticket number {{ticket}}.

Until then, please do not follow its links, open its attachments or answer it.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('en', NULL, 'Please send the original mail', 'To reach a conclusion we need the mail “{{subject}}” itself. Please forward it to {{address}} as an attachment; a mail that is forwarded in the usual way loses its header.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('en', 'phishing', 'Change the password and check the mailbox', 'If you followed a link in the mail “{{subject}}” or gave away information, please at once:
(a) change the password of your official mailbox and of every account with the same password;
(b) check the filters, forwarding addresses and signature of your mailbox;
(c) tell us by answering this letter.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00'),
  ('en', 'malware', 'The file was opened: disconnect, do not switch off', 'If you opened the attachment of the mail “{{subject}}”, please:
(a) disconnect the computer from the network (cable and Wi-Fi), do not switch it off or reinstall it;
(b) tell us from another computer and change your password there;
(c) wait for our technician.', 1, '2026-11-24 00:00:00', '2026-11-24 00:00:00');
