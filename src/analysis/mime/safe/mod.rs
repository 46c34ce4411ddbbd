//! Hostile HTML as a page that can do nothing: no scripts, forms or remote content, links without a target, pictures of the
//! mail itself put inside after checks. Not what a browser may do with it: the answer's headers say that.
//!
//! `page` puts the texts of a mail together, `clean` keeps what is on the lists (crate `ammonia`) and rewrites links and
//! pictures, `style` filters styles, `images` checks pictures.

mod clean;
mod images;
mod page;
mod style;

pub(super) use page::page;
