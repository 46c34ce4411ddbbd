//! What attachments do and hold: programs inside archives and documents, macros that run by themselves, things fetched on
//! opening, commands, pages with password fields.

use super::attachment::{DANGEROUS, RUNS, TRUSTED};
use super::view::{Raised, View};
use crate::analysis::evidence::Content;
use crate::analysis::mime::Trick;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    for found in &view.traits.found {
        let at = format!("attachment:{}", found.attachment);
        let raised = Raised::new(code(found.trick), at).with("name", found.path.as_str());
        out.push(if found.detail.is_empty() { raised } else { raised.with("detail", found.detail.as_str()) });
    }
    for (at, attachment) in view.sample.attachments.iter().enumerate() {
        // An app is a zip whose files are its own.
        let app = attachment.contents.iter().any(|one| one.name == "AndroidManifest.xml");
        if app {
            let raised = Raised::new("CONTAINED_PROGRAM", format!("attachment:{at}"));
            out.push(raised.with("name", attachment.name.as_str()).with("inner", "AndroidManifest.xml"));
        } else if let Some(inner) = attachment.contents.iter().find(|content| is_program(content)) {
            let raised = Raised::new("CONTAINED_PROGRAM", format!("attachment:{at}"));
            out.push(raised.with("name", attachment.name.as_str()).with("inner", inner.name.as_str()));
        }
    }
}

fn code(trick: Trick) -> &'static str {
    match trick {
        Trick::AutoRun => "MACRO_AUTORUN",
        Trick::Remote => "REMOTE_TEMPLATE",
        Trick::Dde => "OFFICE_DDE",
        Trick::Object => "EXPLOIT_OBJECT",
        Trick::PdfAction => "PDF_ACTION",
        Trick::Shortcut => "SHORTCUT_COMMAND",
        Trick::Smuggling => "HTML_SMUGGLING",
        Trick::Form => "CONTAINED_FORM",
        Trick::PasswordGiven => "PASSWORD_IN_MAIL",
        Trick::Bomb => "ARCHIVE_BOMB",
    }
}

/// Whether a file inside another is a program, or hides what it is.
fn is_program(content: &Content) -> bool {
    let name = content.name.to_lowercase();
    let mut parts = name.rsplit('.').map(str::trim);
    let extension = parts.next().filter(|_| name.contains('.')).unwrap_or_default();
    let before = parts.next().unwrap_or_default();
    let page = matches!(extension, "html" | "htm" | "svg") && TRUSTED.contains(&before);
    let runs = content.type_detected.as_deref().is_some_and(|kind| RUNS.contains(&kind));
    DANGEROUS.contains(&extension) || runs || page
}
