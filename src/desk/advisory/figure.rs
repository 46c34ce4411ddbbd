//! The picture of the lure for a document that everybody reads: drawn anew from the mail in a cell, hosts defaced, addressee
//! hidden, pictures left out. What a cell cannot draw is left out: the document says the same without.

use super::super::examine::{self, Question, Show};
use super::super::{Desk, Error, analyse};
use super::facts::Lure;
use crate::analysis::picture::DRAWS;
use crate::base::text::HIDDEN;
use crate::infra::cell::CellPool;
use crate::paper::dispatch::Facts;
use crate::record::advisory::Figure;

/// Draws the lure from the mail that arrived; nothing where it cannot be drawn.
pub(super) async fn draw(
    desk: &Desk,
    painters: &CellPool,
    raw: &[u8],
    lure: &Lure,
    facts: &Facts,
) -> Result<Option<Figure>, Error> {
    if !DRAWS || !desk.config.cell.pictures {
        return Ok(None);
    }
    let known = analyse::known(&desk.config);
    let from = match facts.display_name.as_str() {
        "" => facts.address.clone(),
        name => format!("“{name}” <{}>", facts.address),
    };
    let head = [("Từ", from), ("Đến", HIDDEN.to_owned()), ("Tiêu đề", facts.subject.clone())];
    let show = Show {
        head: head.into_iter().map(|(what, text)| (what.to_owned(), text)).collect(),
        hide: lure.hide.clone(),
        domains: known.our_domains.clone(),
    };
    let question = Question::Figure { known, as_sample: lure.as_sample, sample: lure.sample, show };
    match painters.run(&[&examine::ask(&question), raw]).await {
        Ok(answer) => Ok(examine::read_picture(&answer).map(|drawn| Figure {
            width: drawn.width as i32,
            height: drawn.height as i32,
            png: drawn.png,
        })),
        Err(error) if error.is_temporary() => Err(Error::Unavailable(error.to_string())),
        Err(_) => Ok(None),
    }
}
