//! The form of an advisory as a browser sends it, and its DOCX read back.

use std::io::{Cursor, Read};

use reqwest::Response;

use super::{Browser, location};

/// The value of a field of the form.
pub(crate) fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!(" name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
    let (tag, text) = rest.split_once('>').unwrap();
    let value = match tag.split_once("value=\"") {
        Some((_, value)) => value.split('"').next().unwrap(),
        None => text.split("</textarea>").next().unwrap(),
    };
    value.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")
}

/// The form of a page, as a browser would send it, with these fields changed.
pub(crate) fn form(page: &str, changed: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let names = [
        "version",
        "year",
        "subject",
        "addressees",
        "body",
        "rows",
        "parent",
        "issuer",
        "symbol",
        "place",
        "head",
        "title",
        "signer",
        "copies",
        "drafter",
        "short",
    ];
    let mut all: Vec<_> = names.into_iter().map(|name| (name, field(page, name))).collect();
    all.push(("authority", "for".into()));
    if page.contains("name=\"figure\" value=\"1\" checked") {
        all.push(("figure", "1".into()));
    }
    for (name, value) in changed {
        all.retain(|(known, _)| known != name);
        all.push((name, (*value).to_owned()));
    }
    all
}

pub(crate) async fn send(browser: &Browser, path: &str, form: &[(&'static str, String)]) -> Response {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &form).await
}

/// The path of the advisory to which a form led.
pub(crate) fn path_of(answer: &Response) -> String {
    location(answer).split('?').next().unwrap().to_owned()
}

/// The first ticket.
pub(crate) const TICKET: &str = "/tickets/HOTRO-2026-000001";

/// Opens the advisory of the first ticket and gives its path.
pub(crate) async fn open(browser: &Browser) -> String {
    path_of(&browser.post(&format!("{TICKET}/advisory"), &[]).await)
}

/// A file of a DOCX as text, and the names of its pictures.
pub(crate) fn read_docx(bytes: &[u8], name: &str) -> (String, Vec<String>) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    let pictures = archive.file_names().filter(|name| name.starts_with("word/media/") && !name.ends_with('/'));
    (text, pictures.map(str::to_owned).collect())
}
