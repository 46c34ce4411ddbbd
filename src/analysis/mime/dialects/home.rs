//! Vietnamese and English, which the clients of most reporters write.

use super::dialect::{Dialect, NONE};

pub(super) const DIALECTS: &[Dialect] = &[
    // Vietnamese, as in Zimbra, Roundcube, Thunderbird, K-9, Outlook, Gmail, Apple Mail, Yahoo, and home-grown programs.
    // Months are numbers there, or numerals, which the reader of dates knows.
    Dialect {
        forwarded: "thư đã chuyển tiếp|thư được chuyển tiếp|thư chuyển tiếp|tin nhắn đã được chuyển tiếp|\
                    tin nhắn đã chuyển tiếp|tin nhắn được chuyển tiếp|tin nhắn chuyển tiếp|nội dung chuyển tiếp",
        original: "thư gốc|tin nhắn gốc|cuộc hẹn ban đầu|cuộc hẹn gốc",
        opening: "bắt đầu thư được chuyển tiếp|bắt đầu thư chuyển tiếp|bắt đầu tin nhắn được chuyển tiếp|thư được chuyển tiếp",
        from: "từ|gửi từ|người gửi|gửi bởi",
        to: "tới|đến|người nhận|gửi đến|gửi tới",
        cc: "đồng gửi|đồng kính gửi|bản sao",
        bcc: "bản sao ẩn",
        date: "đã gửi|ngày gửi|gửi lúc|gửi ngày|đã gửi lúc|thời gian gửi|ngày|thời gian",
        subject: "chủ đề|tiêu đề",
        reply_to: "trả lời tới|trả lời cho|trả lời đến|phản hồi tới",
        wrote: "đã viết|viết",
        prefix: "chuyển tiếp|ct",
        halves: ("sa", "ch"),
        ..NONE
    },
    // English
    Dialect {
        forwarded: "forwarded message|forwarded mail|forwarded email|forward message|forwarded letter",
        original: "original message|original mail|original email|original appointment|original meeting request",
        opening: "begin forwarded message|forwarded message",
        from: "from|sender",
        to: "to",
        cc: "cc|copies to",
        bcc: "bcc",
        date: "sent|date|sent on|sent at",
        subject: "subject",
        reply_to: "reply-to|reply to",
        wrote: "wrote|writes",
        prefix: "fwd|fw|forwarded",
        months: "january|jan,february|feb,march|mar,april|apr,may,june|jun,july|jul,august|aug,september|sept|sep,\
                 october|oct,november|nov,december|dec",
        halves: ("am|a.m.|a. m.", "pm|p.m.|p. m."),
    },
];
