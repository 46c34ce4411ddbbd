//! An office that the address does not belong to: a superior who writes from outside, a department with a free mailbox,
//! and answers that go to one.

use super::free_mail::is_free;
use super::pattern::Pattern;
use super::view::{Raised, View, domain, same_owner};
use crate::base::text::fold;

const SUPERIOR: &str = r"\b(giam doc|pho giam doc|chu tich|pho chu tich|bi thu|pho bi thu|truong phong|pho truong phong|chanh van phong|lanh dao|thu truong|truong ban|hieu truong)\b";
const OFFICE: &str = r"\b(bank|banco|ngan hang|support|suporte|service|services|servico|help ?desk|team|account|accounts|security|payment|payments|pagamento|billing|invoice|customer (care|service|support)|ke toan|phong (kinh doanh|ke toan|to chuc|hanh chinh)|buu dien|dien luc|thue|toa an|cskh|cham soc khach hang|quan tri|admin\w*|notification|notificacao|comunicado|delivery|express|lottery|foundation|program|programme|department|director|ceo|chairman|president|manager|office|ministry|federal|fbi|tribunal|justica|confirmacao|protocolo|verification|webmail|mailbox|cong ty|company|corporation|ltd|inc)\b";

/// Compiled words for offices.
#[derive(Debug)]
pub(super) struct Offices {
    superior: Pattern,
    office: Pattern,
}

impl Default for Offices {
    fn default() -> Self {
        Self { superior: Pattern::new(SUPERIOR), office: Pattern::new(OFFICE) }
    }
}

impl Offices {
    pub(super) fn find(&self, view: &View<'_>, out: &mut Vec<Raised>) {
        let (Some(name), Some(from)) = (view.sample.from.name.as_deref(), view.from_domain) else { return };
        let folded = fold(name);
        let how = if self.superior.is_match(&folded) && !view.known.is_genuine(from) {
            "superior"
        } else if self.office.is_match(&folded) && is_free(from) {
            "office"
        } else {
            return;
        };
        out.push(Raised::new("CLAIMS_OFFICE", "from").with("name", name).with("domain", from).with("how", how));
    }
}

/// Answers to a mail go to a free mailbox that is not its sender's.
pub(super) fn replies(view: &View<'_>, out: &mut Vec<Raised>) {
    let Some(from) = view.from_domain else { return };
    let own = &view.sample.from.address;
    let to = view.sample.reply_to.iter().find(|to| {
        !to.address.eq_ignore_ascii_case(own)
            && domain(&to.address)
                .is_some_and(|to| is_free(to) && !same_owner(to, from) || is_free(to) && is_free(from))
    });
    if let Some(to) = to.filter(|_| !view.traits.from_list) {
        let raised = Raised::new("REPLYTO_FREEMAIL", "reply-to").with("replyto", to.address.as_str());
        out.push(raised.with("from", own.as_str()));
    }
}

/// A free mailbox whose address shares no word with the name beside it.
pub(super) fn stranger(view: &View<'_>, out: &mut Vec<Raised>) {
    let (Some(name), Some(from)) = (view.sample.from.name.as_deref(), view.from_domain) else { return };
    let local: String = view.sample.from.address.split('@').next().unwrap_or_default().to_lowercase();
    let local = local.replace(['.', '_', '-'], "");
    let folded = fold(name);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 2).peekable();
    let known = words.peek().is_none() || words.any(|word| local.contains(word));
    if is_free(from) && !known && folded.is_ascii() && !view.traits.from_list && !view.traits.answers {
        let raised = Raised::new("NAME_NEQ_ADDRESS", "from").with("name", name);
        out.push(raised.with("address", view.sample.from.address.as_str()));
    }
}
