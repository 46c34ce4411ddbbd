//! The display name claims another address, or a body of the state, than the address it stands beside.

use super::phrases::Phrases;
use super::view::{Raised, View, domain, same_owner};
use crate::base::text::fold;

pub(super) fn find(view: &View<'_>, phrases: &Phrases, out: &mut Vec<Raised>) {
    let (Some(name), Some(from)) = (view.sample.from.name.as_deref(), view.from_domain) else { return };
    let claimed = phrases.address.as_ref().and_then(|pattern| pattern.find(name)).map(|found| found.as_str());
    if let Some(claimed) =
        claimed.filter(|claimed| domain(claimed).is_some_and(|domain| !same_owner(&domain.to_lowercase(), from)))
    {
        let raised = Raised::new("DISPLAYNAME_CLAIMS_ADDRESS", "from").with("claimed", claimed);
        out.push(raised.with("address", view.sample.from.address.as_str()));
    }
    if view.known.is_genuine(from) {
        return;
    }
    let folded = fold(name);
    // A short name such as `So Y te` would be found inside other words.
    let agency =
        view.known.agencies.iter().find(|agency| agency.chars().count() >= 5 && folded.contains(&fold(agency)));
    let claims = agency.cloned().or_else(|| phrases.state(&folded).map(|_| name.to_owned()));
    if let Some(agency) = claims {
        out.push(Raised::new("DISPLAYNAME_CLAIMS_GOV", "from").with("agency", agency).with("domain", from));
    }
}
