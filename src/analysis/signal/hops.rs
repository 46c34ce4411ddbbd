//! Hops that look made up. A gap alone is shown with the hop and says nothing about the mail: servers have many names.

use super::view::{Raised, View};
use crate::analysis::evidence::{Hop, HopMark};

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let hops = &view.sample.received;
    let first = |marks: &[HopMark]| hops.iter().find(|hop| hop.marks.iter().any(|mark| marks.contains(mark)));
    if let Some(hop) = first(&[HopMark::HeloClaims]) {
        let raised = Raised::new("HOP_HELO_CLAIMS", "hops").with("helo", hop.helo().unwrap_or_default());
        let raised = raised.with("reverse", hop.reverse.as_deref().unwrap_or_default());
        out.push(raised.with("ip", hop.ip.as_deref().unwrap_or_default()));
    }
    let host = |hop: &Hop| hop.by.clone().or_else(|| hop.from.clone()).unwrap_or_else(|| "?".into());
    if let Some(hop) = first(&[HopMark::Future, HopMark::Backwards]) {
        out.push(Raised::new("HOP_TIME", "hops").with("host", host(hop)));
    }
    if let Some(hop) = first(&[HopMark::PrivateOutside]) {
        let raised = Raised::new("HOP_PRIVATE", "hops").with("ip", hop.ip.as_deref().unwrap_or_default());
        out.push(raised.with("host", hop.from.as_deref().unwrap_or_default()));
    }
    if first(&[HopMark::Malformed]).is_some() {
        out.push(Raised::new("HOP_MALFORMED", "hops"));
    }
}
