//! Japanese, Chinese (in simplified and traditional characters), Korean, Indonesian with Malay, Thai. Months are numbers in
//! the first four.

use super::dialect::{Dialect, NONE};

pub(super) const DIALECTS: &[Dialect] = &[
    // Japanese
    Dialect {
        forwarded: "転送メッセージ|転送されたメッセージ|メッセージを転送|転送メール|転送された メッセージ",
        original: "元のメッセージ|元のメール|オリジナルメッセージ|オリジナル メッセージ",
        opening: "転送されたメッセージ|以下転送|転送メッセージ",
        from: "差出人|送信元|送信者|発信者",
        to: "宛先|送信先|受信者",
        cc: "写し",
        date: "送信日時|日時|日付|送信日",
        subject: "件名|題名",
        reply_to: "返信先",
        wrote: "のメール|書きました|さんは書きました",
        prefix: "転送",
        halves: ("午前", "午後"),
        ..NONE
    },
    // Chinese
    Dialect {
        forwarded: "转发的邮件|转发邮件信息|转发邮件|被转发的邮件|转发的消息|已转发的消息|转发信息|轉寄郵件|轉寄的郵件|轉寄訊息|\
                    已轉寄郵件|已轉寄的訊息|轉發的郵件|轉寄的訊息",
        original: "原始邮件|原邮件|回复的原邮件|邮件原件|原始信息|原始郵件|原始訊息|原郵件",
        opening: "下面是被转发的邮件|以下是转发的邮件|转发的邮件|開始轉寄郵件|以下是轉寄的郵件|開始轉寄的訊息",
        from: "发件人|发送人|发信人|寄件者|寄件人|發件人",
        to: "收件人|收信人|收件者",
        cc: "抄送|抄送人|副本|副本抄送",
        bcc: "密送|密件副本",
        date: "发送时间|发件时间|发送日期|日期|时间|寄件日期|寄件時間|傳送時間|傳送日期|時間|發送時間",
        subject: "主题|标题|主旨|標題|主題",
        reply_to: "回复|回复至|答复|回覆|回覆至|回覆給",
        wrote: "写道|寫道|编写|撰寫|写入",
        prefix: "转发|轉寄|轉發|转寄",
        halves: ("上午", "下午"),
        ..NONE
    },
    // Korean
    Dialect {
        forwarded: "전달된 메시지|전달된 메일|전달된 이메일|전달 메시지|전달한 메시지",
        original: "원본 메일|원본 메시지|원본 이메일|원본메일|원본 메세지",
        opening: "전달된 메시지|전달된 메시지 시작|아래는 전달된 메시지",
        from: "보낸 사람|보낸사람|보낸이|발신자|발신인",
        to: "받는 사람|받는사람|받는이|수신자|수신인",
        cc: "참조|함께 받는 사람",
        bcc: "숨은 참조|숨은참조",
        date: "보낸 날짜|보낸날짜|보낸 시간|날짜|일시",
        subject: "제목",
        reply_to: "회신|답장 받는 사람|답장받는 사람",
        wrote: "작성|님이 작성|썼습니다|쓰셨습니다",
        prefix: "전달",
        halves: ("오전", "오후"),
        ..NONE
    },
    // Indonesian and Malay
    Dialect {
        forwarded: "pesan terusan|pesan yang diteruskan|pesan diteruskan|mesej dimajukan|mesej yang dimajukan",
        original: "pesan asli|pesan asal|mesej asal",
        opening: "awal pesan terusan|mulai pesan terusan|begin pesan terusan",
        from: "dari|daripada|pengirim",
        to: "kepada|untuk|ke",
        cc: "tembusan|salinan",
        date: "dikirim|tanggal|tarikh|dihantar|terkirim",
        subject: "perihal|subjek",
        reply_to: "balas ke|balas kepada",
        wrote: "menulis",
        prefix: "trs|ter",
        months: "januari|jan,februari|feb,maret|mac|mar,april|apr,mei,juni|jun,juli|jul,agustus|ogos|agu,september|sep,oktober|okt,\
                 november|nov,desember|disember|des",
        ..NONE
    },
    // Thai
    Dialect {
        forwarded: "ข้อความที่ส่งต่อ|ข้อความที่ถูกส่งต่อ|จดหมายที่ส่งต่อ",
        original: "ข้อความต้นฉบับ|ข้อความเดิม",
        opening: "เริ่มต้นข้อความที่ส่งต่อ|ข้อความที่ส่งต่อ",
        from: "จาก|ผู้ส่ง",
        to: "ถึง|ไปยัง|ผู้รับ",
        cc: "สำเนาถึง|สำเนา",
        date: "ส่งเมื่อ|วันที่|ส่ง|วันที่ส่ง",
        subject: "เรื่อง|หัวเรื่อง|หัวข้อ",
        reply_to: "ตอบกลับ|ตอบกลับถึง",
        wrote: "เขียนว่า|เขียน",
        prefix: "ส่งต่อ",
        months: "มกราคม|ม.ค,กุมภาพันธ์|ก.พ,มีนาคม|มี.ค,เมษายน|เม.ย,พฤษภาคม|พ.ค,มิถุนายน|มิ.ย,กรกฎาคม|ก.ค,สิงหาคม|ส.ค,\
                 กันยายน|ก.ย,ตุลาคม|ต.ค,พฤศจิกายน|พ.ย,ธันวาคม|ธ.ค",
        ..NONE
    },
];
