//! A suspicious mail as it lay in the reporter's mailbox, with the headers that the servers on its way wrote.

use super::mime::{encoded, mailbox, multipart, part, text};

/// A mail that somebody reports.
#[derive(Clone, Copy, Debug)]
pub(super) struct Original {
    /// Code of the lure in the domain notes, in lower case; names the mail in its Message-ID.
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) from: &'static str,
    pub(super) subject: &'static str,
    /// The text; `{}` is where the link stands.
    pub(super) text: &'static str,
    /// Shown text and target of the link; empty where there is none.
    pub(super) link: (&'static str, &'static str),
    pub(super) reply_to: &'static str,
    /// Host and address from which it came to us.
    pub(super) host: (&'static str, &'static str),
    /// What our server found: SPF, DKIM, DMARC.
    pub(super) auth: (&'static str, &'static str, &'static str),
    pub(super) file: Option<File>,
    /// When it was sent, seconds since 1970; 0: shortly before the report.
    pub(super) sent: i64,
}

/// An attachment of such a mail.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) bytes: &'static [u8],
}

/// The least a mail has; the others are written as differences from it.
pub(super) const BLANK: Original = Original {
    code: "",
    name: "",
    from: "",
    subject: "",
    text: "",
    link: ("", ""),
    reply_to: "",
    host: ("mail.gui-thu.example", "203.0.113.10"),
    auth: ("none", "none", "none"),
    file: None,
    sent: 0,
};

impl Original {
    /// The body as plain text: the bare target where the link stands.
    pub(super) fn plain(&self) -> String {
        self.text.replace("{}", self.link.1)
    }

    /// The body with the link as Zimbra writes it into plain text.
    pub(super) fn zimbra(&self) -> String {
        self.text.replace("{}", &format!("[ {} | {} ]", self.link.1, self.link.0))
    }

    /// The body as HTML paragraphs.
    pub(super) fn html(&self) -> String {
        let link = format!("<a href=\"{}\">{}</a>", self.link.1, self.link.0);
        let lines = self.text.replace('&', "&amp;").replace('<', "&lt;").replace("{}", &link);
        format!("<div>{}</div>", lines.replace('\n', "<br>\n"))
    }

    /// The whole mail; `to` is a mailbox, `address` its address, `date` as RFC 5322 writes it, `serial` tells copies apart.
    pub(super) fn mail(&self, to: &str, address: &str, date: &str, serial: usize) -> String {
        let (host, ip) = self.host;
        let (spf, dkim, dmarc) = self.auth;
        let (_, domain) = self.from.rsplit_once('@').unwrap_or(("", "localhost"));
        let mut out = format!(
            "Return-Path: <{from}>\r\n\
             Received: from mx.laichau.gov.vn (mx.laichau.gov.vn [192.0.2.25])\r\n by mail.laichau.gov.vn (Postfix) with ESMTPS id 4DEMO{serial:03}A\r\n for <{address}>; {date}\r\n\
             Received: from {host} ({host} [{ip}])\r\n by mx.laichau.gov.vn (Postfix) with ESMTPS id 4DEMO{serial:03}B\r\n for <{address}>; {date}\r\n\
             Authentication-Results: mx.laichau.gov.vn;\r\n spf={spf} smtp.mailfrom={from};\r\n dkim={dkim} header.d={domain};\r\n dmarc={dmarc} header.from={domain}\r\n\
             From: {sender}\r\nTo: {to}\r\n",
            from = self.from,
            sender = mailbox(self.name, self.from),
        );
        if !self.reply_to.is_empty() {
            out.extend(["Reply-To: ", self.reply_to, "\r\n"]);
        }
        out.extend(["Subject: ", &encoded(self.subject), "\r\nDate: ", date]);
        out.extend(["\r\nMessage-ID: <", self.code, ".demo@", domain, ">\r\nMIME-Version: 1.0\r\n"]);
        out.push_str(&self.body(serial));
        out
    }

    fn body(&self, serial: usize) -> String {
        let both = [text("plain", &self.plain()), text("html", &self.html())];
        let words = multipart("alternative", &format!("_thu_{serial}_chu_"), &both);
        match self.file {
            None => words,
            Some(file) => {
                let file = part(file.kind, Some(("attachment", file.name)), file.bytes);
                multipart("mixed", &format!("_thu_{serial}_tep_"), &[words, file])
            }
        }
    }
}
