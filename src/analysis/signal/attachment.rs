//! Files that are harmful by kind, or that pretend to be another kind.

use super::view::{Raised, View};
use crate::analysis::evidence::Attachment;
use crate::analysis::mime::Inside;

/// Extensions of files that run, or carry something that runs past the mail filter.
pub(super) const DANGEROUS: &[&str] = &[
    "exe",
    "scr",
    "com",
    "pif",
    "bat",
    "cmd",
    "js",
    "jse",
    "vbs",
    "vbe",
    "wsf",
    "wsh",
    "hta",
    "ps1",
    "psm1",
    "msi",
    "msp",
    "msix",
    "lnk",
    "jar",
    "cpl",
    "reg",
    "dll",
    "iso",
    "img",
    "vhd",
    "vhdx",
    "apk",
    "appx",
    "chm",
    "one",
    "onepkg",
    "xll",
    "xlam",
    "gadget",
    "inf",
    "sct",
    "url",
    "settingcontent-ms",
    "library-ms",
    "ace",
    "docm",
    "dotm",
    "xlsm",
    "xltm",
    "pptm",
    "ppam",
    "potm",
    "sldm",
];

/// Extensions that people trust.
pub(super) const TRUSTED: &[&str] =
    &["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "jpg", "jpeg", "png", "gif", "rtf", "csv", "zip"];

/// Kinds of content that no trusted extension may hide.
pub(super) const RUNS: &[&str] = &[
    "application/vnd.microsoft.portable-executable",
    "application/x-executable",
    "application/x-elf",
    "application/x-mach-binary",
    "application/x-ms-shortcut",
    "application/x-msi",
    "text/x-script",
    "text/x-windows-script",
    "application/java-vm",
    "application/x-iso9660-image",
    "application/vnd.android.package-archive",
    "application/vnd.debian.binary-package",
];

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let asks_password = view.folded.contains("mat khau") || view.folded.contains("password");
    for (at, (attachment, inside)) in view.sample.attachments.iter().zip(&view.traits.inside).enumerate() {
        if let Some(why) = why(attachment, *inside, asks_password) {
            let raised = Raised::new("DANGEROUS_ATTACHMENT", format!("attachment:{at}"));
            out.push(raised.with("name", attachment.name.as_str()).with("why", why));
        }
    }
}

/// The first reason why a file is dangerous, as the word that its sentence chooses by.
fn why(attachment: &Attachment, inside: Inside, asks_password: bool) -> Option<&'static str> {
    let name = attachment.name.to_lowercase();
    let mut parts = name.rsplit('.').map(str::trim);
    let extension = parts.next().filter(|_| name.contains('.')).unwrap_or_default();
    let before = parts.next().filter(|_| name.matches('.').count() > 1).unwrap_or_default();
    let detected = attachment.type_detected.as_deref().unwrap_or_default();
    let dangerous = DANGEROUS.contains(&extension);
    let page = matches!(detected, "text/html" | "image/svg+xml")
        || matches!(extension, "html" | "htm" | "shtml" | "xhtml" | "svg");
    if inside.turned_name {
        Some("turned")
    } else if TRUSTED.contains(&before) && (dangerous || page) {
        Some("double")
    } else if RUNS.contains(&detected) {
        Some(if TRUSTED.contains(&extension) { "disguised" } else { "runs" })
    } else if inside.macros {
        Some("macros")
    } else if dangerous {
        Some("runs")
    } else if page && inside.password_form {
        Some("form")
    } else if page && (inside.script || TRUSTED.contains(&extension)) {
        Some("page")
    } else if inside.encrypted && asks_password {
        Some("locked")
    } else {
        None
    }
}
