//! What leaves the desk of an advisory: the DOCX, and what a mail that announces it says.

use chrono::NaiveDate;

use super::super::Error;
use super::content::Content;
use crate::base::clock::Instant;
use crate::infra::db::{Conn, Db};
use crate::paper::dispatch::{self, Sheet, docx};
use crate::record::advisory::{self, Advisory};
use crate::record::audit::{self, Actor, Entry};

/// The DOCX of a version, or of the current one, and its file name; that it was taken is put down.
pub async fn document(
    db: &Db,
    actor: Actor,
    (uuid, version): (String, Option<i32>),
    now: Instant,
) -> Result<(String, Vec<u8>), Error> {
    let (found, content, figure) = db
        .write(move |conn| {
            let found = advisory::by_uuid(conn, &uuid)?.ok_or(Error::NotFound)?;
            let version = version.unwrap_or(found.version);
            let json = advisory::content(conn, found.row(), version)?.ok_or(Error::NotFound)?;
            let detail = format!("version {version}");
            let entry = Entry { action: "advisory.document", object: &found.object(), detail: &detail };
            audit::append(conn, now, &actor, &[entry])?;
            let figure = advisory::figure(conn, found.row())?;
            Ok::<_, Error>((found, Content::of_json(&json)?, figure))
        })
        .await?;
    let figure = figure.filter(|_| content.figure).map(|figure| dispatch::Figure {
        width: figure.width.unsigned_abs(),
        height: figure.height.unsigned_abs(),
        png: figure.png,
    });
    let bytes =
        docx(&Sheet::of(&content.dispatch), figure.as_ref()).map_err(|error| Error::Internal(error.to_string()))?;
    let stem: String = match (content.dispatch.draft, found.number, found.issued_year) {
        (false, Some(number), Some(year)) => {
            format!("cong-van-{}-{year}", number.split('/').next().unwrap_or_default())
        }
        _ => "cong-van-du-thao".into(),
    };
    Ok((format!("{stem}.docx"), bytes))
}

/// What a mail that announces an issued advisory says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortMail {
    /// Number with symbol.
    pub number: String,
    /// Date of the document.
    pub issued_on: NaiveDate,
    /// Its subject (trích yếu), without `V/v`.
    pub subject: String,
    /// The text for chat groups, several lines; everything foreign in it is defanged.
    pub summary: String,
}

/// What a mail says of an advisory; `NotFound` for one that was not issued.
pub fn short_mail(conn: &mut Conn, of: &Advisory) -> Result<ShortMail, Error> {
    let (Some(number), Some(issued_on)) = (of.number.clone(), of.issued_on) else { return Err(Error::NotFound) };
    let json = advisory::content(conn, of.row(), of.version)?.ok_or(Error::NotFound)?;
    let content = Content::of_json(&json)?;
    Ok(ShortMail { number, issued_on, subject: content.dispatch.subject, summary: content.short })
}
