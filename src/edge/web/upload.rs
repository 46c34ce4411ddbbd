//! Reading `multipart/form-data`, bounded: so many bytes in all, so many parts. What is over is refused while it is read.

use actix_multipart::Multipart;
use actix_web::HttpRequest;
use actix_web::web::Payload;
use futures_util::TryStreamExt;

use super::fault::Fault;

/// Most parts of a form.
const PARTS: usize = 64;

/// What a form with files holds.
#[derive(Debug, Default)]
pub struct Upload {
    /// Names and values of fields without a file, in their order.
    pub fields: Vec<(String, String)>,
    /// Files with content: name of the field, name of the file as the sender says, bytes.
    pub files: Vec<(String, String, Vec<u8>)>,
}

impl Upload {
    /// The value of a field; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// Reads a form of at most `limit` bytes. Errors: [`Fault::TooLarge`], or [`Fault::BadRequest`] for what is no such form.
pub async fn read(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Upload, Fault> {
    let mut parts = Multipart::new(request.headers(), payload);
    let mut upload = Upload::default();
    let (mut left, mut count) = (limit, 0);
    while let Some(mut part) = parts.try_next().await.map_err(|_broken| Fault::BadRequest)? {
        count += 1;
        if count > PARTS {
            return Err(Fault::TooLarge);
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.content_disposition().and_then(|head| head.get_filename()).map(str::to_owned);
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(|_broken| Fault::BadRequest)? {
            left = left.checked_sub(chunk.len()).ok_or(Fault::TooLarge)?;
            bytes.extend_from_slice(&chunk);
        }
        match file {
            // A file field that was left empty comes as a file without name and content.
            Some(file) if file.is_empty() && bytes.is_empty() => {}
            Some(file) => upload.files.push((name, file, bytes)),
            None => upload.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(upload)
}
