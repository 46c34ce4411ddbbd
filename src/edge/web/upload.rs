//! Reading a form with files, within limits: so many bytes in all, so many parts, a share of the memory of all uploads.

use actix_multipart::Multipart;
use actix_web::web::Payload;
use actix_web::{HttpMessage, HttpRequest};

use super::budget::Share;
use super::csrf::FORM_LIMIT;
use super::fault::Fault;
use super::limit::{self, Limit};

/// Most parts of a form.
const PARTS: usize = 64;

/// What a form with files holds.
#[derive(Debug, Default)]
pub(super) struct Upload {
    /// Names and values of fields without a file, in their order.
    pub(super) fields: Vec<(String, String)>,
    /// Files with content: name of the file as the sender says, bytes.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

impl Upload {
    /// The value of a field; empty where there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// Reads a form with or without files, as [`read`]; one without files is at most 256 KB.
pub(super) async fn either(
    request: &HttpRequest,
    body: Payload,
    limit: Limit,
    share: &mut Share,
) -> Result<Upload, Fault> {
    if request.content_type() != "application/x-www-form-urlencoded" {
        return read(request, body, limit, share).await;
    }
    let bytes = limit::collect(body, Limit { bytes: FORM_LIMIT, ..limit }, None, share).await?;
    let fields = url::form_urlencoded::parse(&bytes).into_owned().collect();
    Ok(Upload { fields, files: Vec::new() })
}

/// Reads a form of at most `limit.bytes` in all its parts together. Errors: [`Fault::TooLarge`] for what is over, and for
/// more than 64 parts; [`Fault::BadRequest`] for what is no such form.
pub(super) async fn read(
    request: &HttpRequest,
    body: Payload,
    limit: Limit,
    share: &mut Share,
) -> Result<Upload, Fault> {
    let mut parts = Multipart::new(request.headers(), body);
    let mut upload = Upload::default();
    let (mut left, mut count) = (limit.bytes, 0);
    while let Some(part) = limit::next(&mut parts, limit.stall, Fault::BadRequest).await? {
        count += 1;
        if count > PARTS {
            return Err(Fault::TooLarge);
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.content_disposition().and_then(|head| head.get_filename()).map(str::to_owned);
        let bytes = limit::collect(part, Limit { bytes: left, ..limit }, None, share).await?;
        left = left.saturating_sub(bytes.len());
        share.keep(bytes.len());
        match file {
            // A file field that was left empty comes as a file without name and content.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => upload.files.push((file, bytes.into())),
            None => upload.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(upload)
}
