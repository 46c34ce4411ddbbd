//! Links that want to be followed: a command as text, leading to somebody who is not the sender; and an answer to a strange
//! address that a button prepares.

use super::free_mail::is_free;
use super::pattern::Pattern;
use super::view::{Raised, View, domain, same_owner};
use crate::base::text::fold;

const COMMAND: &str = r"^\W{0,6}(vui long |hay |xin |please |moi )?(nhan|bam|click|an\b|truy cap|xac (minh|nhan|thuc)|cap nhat|dang nhap|ke khai|chap[ _]nhan|huy\b|thanh toan|tai (ve|xuong|ung dung)|xem\b|mo\b|kich hoat|dong y|phat hanh|khong phai|giu\b|day\b|tai day|verify|confirm|claim|update|log ?in|sign ?in|access|accept|approve|review|view|open|download|get|unlock|activate|restore|release|keep|continue|start|join|participate|register|withdraw|track|check|pay|connect|collect|complete|clique|acess\w*|atualiz\w*|quero|resgat\w*|confirma\w*|ver|klick\w*|hier|jetzt|cliquez|confirmez|haga clic|here|this link|go to|take me|report|secure|recover|reactivate|cancel|dispute|manage|see)\b";
const LEAVE: &str = r"unsubscri|opt.?out|remove|abmeld|desinscri|cancelar (inscri|assin)|parar de receber|huy (dang ky|nhan)|preferences|privacy|view (this|in|it) |browser|online version|clicking here|web version";

/// Compiled words of buttons.
#[derive(Debug)]
pub(super) struct Buttons {
    command: Pattern,
    leave: Pattern,
}

impl Default for Buttons {
    fn default() -> Self {
        Self { command: Pattern::new(COMMAND), leave: Pattern::new(LEAVE) }
    }
}

impl Buttons {
    /// Whether a shown text tells the reader to do something other than to leave a list.
    fn commands(&self, text: &str) -> bool {
        let text = fold(text);
        self.command.is_match(&text) && !self.leave.is_match(&text)
    }

    pub(super) fn find(&self, view: &View<'_>, out: &mut Vec<Raised>) {
        let Some(from) = view.from_domain else { return };
        let command = view.foreign_links().find(|(_, link, host)| {
            !view.related(host, from) && link.text.as_deref().is_some_and(|text| self.commands(text))
        });
        if let Some((at, link, host)) = command.filter(|_| !view.traits.from_list) {
            let raised = Raised::new("COMMAND_LINK", format!("link:{at}")).with("host", host);
            out.push(raised.with("text", link.text.as_deref().unwrap_or_default()));
        }
        if view.calls_elsewhere() && !view.traits.from_list && !view.known.is_ours(from) {
            out.push(Raised::new("LINKS_ELSEWHERE", "from").with("domain", from));
        }
        self.answers(view, from, out);
    }

    /// A button that writes to a stranger: the letter is ready, only to be sent.
    fn answers(&self, view: &View<'_>, from: &str, out: &mut Vec<Raised>) {
        for (at, link) in view.sample.links.iter().enumerate().take(100) {
            let Some(rest) = link.url.strip_prefix("mailto:") else { continue };
            let (to, query) = rest.split_once('?').unwrap_or((rest, ""));
            let prepared = query.to_ascii_lowercase().contains("subject=");
            let leave = fold(link.text.as_deref().unwrap_or_default());
            let leaves = self.leave.is_match(&leave);
            let stranger = domain(to).is_some_and(|to| is_free(to) || !same_owner(&to.to_lowercase(), from));
            if prepared && stranger && !leaves && !view.traits.from_list {
                let raised = Raised::new("MAILTO_CALL", format!("link:{at}")).with("address", to);
                out.push(raised);
                return;
            }
        }
    }
}
