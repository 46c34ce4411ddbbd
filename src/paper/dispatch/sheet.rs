//! The finished lines of the page. The DOCX and the HTML page are both made from them, so that they agree.

use super::draft::ANNEX;
use super::rules;
use super::value::{Dispatch, Indicator};

/// Every line as it stands on paper, empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The body above the issuer, in capitals.
    pub parent: String,
    /// The issuer, in capitals.
    pub issuer: String,
    /// `Số: …/…`.
    pub number: String,
    /// `V/v …`.
    pub subject: String,
    /// The country's name.
    pub nation: &'static str,
    /// The country's motto.
    pub motto: &'static str,
    /// `Lai Châu, ngày …`.
    pub date: String,
    /// One addressee, or several behind dashes.
    pub addressees: Vec<String>,
    /// Paragraphs, the last ending with `./.`.
    pub body: Vec<String>,
    /// Behind how many of them the picture of the lure stands: the signs by which it is known, or all but the last.
    pub figure_after: usize,
    /// Lines above the signature.
    pub signature: Vec<String>,
    /// The signer.
    pub signer: String,
    /// Lines below `Nơi nhận:`.
    pub recipients: Vec<String>,
    /// Rows of the appendix.
    pub indicators: Vec<Indicator>,
    /// `(Kèm theo Công văn …)`, number and date left open: the signing system fills them (annex I, III.1).
    pub belongs: String,
    /// Whether the page says that it is a draft.
    pub draft: bool,
}

impl Sheet {
    /// The lines of a công văn.
    pub fn of(of: &Dispatch) -> Self {
        let symbol = rules::number_line(None, &of.symbol);
        let symbol = symbol.split_once('/').map_or("", |(_, symbol)| symbol).to_owned();
        let mut body = rules::closed(&of.body);
        if of.indicators.is_empty() {
            body.retain(|line| line != ANNEX);
        }
        let issuer = of.issuer.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            parent: rules::abbreviated(&of.parent),
            number: rules::number_line(of.number, &of.symbol),
            subject: format!("V/v {}", of.subject.split_whitespace().collect::<Vec<_>>().join(" ")),
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            motto: "Độc lập - Tự do - Hạnh phúc",
            date: format!("{}, {}", of.place.trim(), rules::date_words(of.date, of.year)),
            addressees: rules::addressees(&of.addressees),
            figure_after: figure_after(&body),
            body,
            signature: rules::signature(of.authority, &of.head, &of.title),
            signer: rules::signer(&of.signer),
            recipients: rules::recipients(&of.copies, &of.drafter),
            indicators: of.indicators.clone(),
            belongs: format!(
                "(Kèm theo Công văn số\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/{symbol} {} của {issuer})",
                rules::date_words(None, of.year)
            ),
            issuer: issuer.to_uppercase(),
            draft: of.draft,
        }
    }

    /// Whether there is one addressee, who stands behind `Kính gửi:`.
    pub fn one_addressee(&self) -> bool {
        self.addressees.len() == 1
    }
}

/// Behind the first list of signs.
fn figure_after(body: &[String]) -> usize {
    let is_sign = |line: &String| line.starts_with("- ");
    let before = body.iter().position(is_sign).unwrap_or(0);
    let signs = body.iter().skip(before).take_while(|line| is_sign(line)).count();
    if signs == 0 { body.len().saturating_sub(1) } else { before + signs }
}

/// What stands below the picture of the lure.
pub const CAPTION: &str = "Hình 1. Thư điện tử giả mạo (đã che người nhận, lược bỏ hình ảnh và liên kết)";
