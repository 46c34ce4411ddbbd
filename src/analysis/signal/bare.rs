//! Mails that say next to nothing, so that no filter can read them: a picture with a link, a link alone, a file alone.

use super::view::{Raised, View};

/// Characters of text up to which a mail says next to nothing: beside a picture, beside a file, and alone.
const BESIDE_PICTURE: usize = 160;
const BESIDE_FILE: usize = 160;
const ALONE: usize = 25;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    if view.traits.answers || view.traits.from_list {
        return;
    }
    let words: usize =
        view.sample.text.split_whitespace().filter(|word| !word.contains("://")).map(|word| word.chars().count()).sum();
    let link = view.foreign_link();
    let picture = view.traits.looks.pictures > 0 && words <= BESIDE_PICTURE;
    if let Some(at) = link.filter(|_| picture || words <= ALONE) {
        let how = if picture { "picture" } else { "link" };
        out.push(Raised::new("BARE_LINK", format!("link:{at}")).with("how", how));
    }
    let document = view.sample.attachments.iter().position(|file| {
        let kind = file.type_detected.as_deref().unwrap_or(&file.type_declared);
        matches!(kind, "application/pdf" | "text/html" | "application/zip" | "image/svg+xml")
            || file.name.to_lowercase().ends_with(".pdf")
            || kind.contains("word")
            || kind.contains("officedocument")
    });
    let page = view.sample.attachments.iter().position(|file| {
        let name = file.name.to_lowercase();
        [".html", ".htm", ".shtml", ".xhtml", ".svg"].iter().any(|ending| name.ends_with(ending))
    });
    if let Some(at) = page {
        let name = view.sample.attachments.get(at).map_or("", |file| file.name.as_str());
        out.push(Raised::new("PAGE_ATTACHED", format!("attachment:{at}")).with("name", name));
    }
    let ours = view.from_domain.is_some_and(|from| view.known.is_ours(from));
    if let Some(at) = document.filter(|_| words <= BESIDE_FILE && link.is_none() && !ours) {
        let name = view.sample.attachments.get(at).map_or("", |file| file.name.as_str());
        out.push(Raised::new("BARE_ATTACHMENT", format!("attachment:{at}")).with("name", name));
    }
}
