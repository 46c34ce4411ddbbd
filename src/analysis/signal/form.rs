//! A password field in the mail itself or in an attached page.

use super::view::{Raised, View};

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    if view.traits.password_form {
        out.push(Raised::new("CREDENTIAL_FORM", "text").with("name", "").with("where", "text"));
    }
    let files = view.sample.attachments.iter().zip(&view.traits.inside).enumerate();
    for (at, (attachment, _)) in files.filter(|(_, (_, inside))| inside.password_form) {
        let raised = Raised::new("CREDENTIAL_FORM", format!("attachment:{at}"));
        out.push(raised.with("name", attachment.name.as_str()).with("where", "file"));
    }
}
