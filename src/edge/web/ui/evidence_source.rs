//! The source of a reported mail as text: names of header fields marked, those that tell who sent it stand out.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed};
use super::super::page::{self, Frame};
use super::shown;
use crate::base::ids::ArrivalId;
use crate::desk::look::{Look, look};

/// Most bytes that are shown; the raw mail has them all.
const SHOWN: usize = 512 * 1024;
/// Most header fields that are marked.
const FIELDS: usize = 1000;
/// Fields that tell who sent a mail, and by which way.
const TELLING: &[&str] =
    &["authentication-results", "from", "received", "reply-to", "return-path", "sender", "x-originating-ip"];

#[derive(Template)]
#[template(path = "page/evidence_source.html")]
struct Page {
    frame: Frame,
    number: String,
    raw: String,
    fields: Vec<Field>,
    body: String,
    cut: Option<String>,
    missing: bool,
}

/// A header field as it stands.
#[derive(Debug, PartialEq, Eq)]
struct Field {
    /// Its name; empty for a line that has none.
    name: String,
    /// What follows the colon, with its line breaks.
    value: String,
    /// Whether it tells who sent the mail.
    telling: bool,
}

/// `GET /tickets/{number}/arrivals/{arrival}/samples/{sample}/source`.
pub async fn show(
    signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64, usize)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival, sample) = path.into_inner();
    let place = (number.clone(), ArrivalId(arrival), sample);
    let bytes = look(&web.db, &web.config, &web.cells, signed.actor(), place, Look::Source, web.clock.now()).await?;
    let missing = bytes.is_none();
    let bytes = bytes.unwrap_or_default();
    let frame = signed.frame("");
    let text = String::from_utf8_lossy(bytes.get(..SHOWN).unwrap_or(&bytes)).replace("\r\n", "\n");
    let (fields, body) = parts(&shown::prose(&text));
    let cut = (bytes.len() > SHOWN).then(|| {
        let (part, whole) = (shown::size(&frame, SHOWN as u64), shown::size(&frame, bytes.len() as u64));
        frame.words.say_with("source-cut", [("part", part.as_str()), ("whole", whole.as_str())])
    });
    let raw = format!("/tickets/{number}/arrivals/{arrival}/samples/{sample}/raw");
    page::html(&Page { frame, number, raw, fields, body, cut, missing })
}

/// The header fields, and the rest from the empty line on.
fn parts(text: &str) -> (Vec<Field>, String) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut fields: Vec<Field> = Vec::new();
    for line in head.split('\n') {
        let full = fields.len() >= FIELDS;
        match (line.split_once(':'), fields.last_mut()) {
            (_, Some(last)) if full || line.starts_with([' ', '\t']) => {
                last.value.push('\n');
                last.value.push_str(line);
            }
            (Some((name, value)), _) if !name.contains(' ') => fields.push(Field {
                telling: TELLING.contains(&name.to_ascii_lowercase().as_str()),
                name: name.to_owned(),
                value: value.to_owned(),
            }),
            _ => fields.push(Field { name: String::new(), value: line.to_owned(), telling: false }),
        }
    }
    (fields, body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn fields_are_told_from_the_body_and_folded_lines_stay_with_their_field() {
        let (fields, body) = parts("Received: from a\n by b; now\nSubject: x: y\nno field here\n\nFrom: body\n\nz");
        let seen: Vec<_> = fields.iter().map(|one| (one.name.as_str(), one.value.as_str(), one.telling)).collect();
        let folded = ("Received", " from a\n by b; now", true);
        assert_eq!(seen, [folded, ("Subject", " x: y", false), ("", "no field here", false)]);
        assert_eq!(body, "From: body\n\nz");
        assert_eq!(parts(&"a:b\n".repeat(5000)).0.len(), 1000);
    }
}
