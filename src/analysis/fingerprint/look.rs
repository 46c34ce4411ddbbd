//! What a mail looks like as a key: pictures that are nearly the same get the same one.

use super::key::{MANY_WORDS, has_picture};
use super::kind::{Key, Kind};
use super::words;
use crate::analysis::evidence::{Mailbox, Sample};

/// In so many bits of 64 two pictures of one lure differ at most. Of 255 public mails that tell, 27 pairs are so near and none
/// of them belongs together by it; within 10 bits the first strangers would.
const NEAR: u32 = 6;
/// Fewest bits of either sort: emptier pictures are everybody's.
const BUSY: u32 = 14;

/// Whether what a mail looks like tells it from others: its picture is no empty page, nor one of a few words.
pub fn tells(sample: &Sample, reader: &Mailbox, likeness: u64) -> bool {
    let names = words::names(sample.to.iter().chain(std::iter::once(reader)));
    let read = words::of_text(&sample.text, &names).len() >= MANY_WORDS;
    let busy = (BUSY..=64 - BUSY).contains(&likeness.count_ones());
    busy && (read || has_picture(&sample.attachments))
}

/// The key of a picture: that of the nearest one among the keys `known` when it is nearly the same, else its own.
pub fn look(likeness: u64, known: &[String]) -> Key {
    let read = |value: &String| u64::from_str_radix(value, 16).ok();
    let near = known.iter().filter_map(read).filter(|one| apart(*one, likeness) <= NEAR);
    let value = near.min_by_key(|one| (apart(*one, likeness), *one)).unwrap_or(likeness);
    (Kind::Look, format!("{value:016x}"))
}

/// In how many bits two hashes differ.
fn apart(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_takes_the_key_of_the_nearest_one_that_is_alike() {
        let one: u64 = 0x0f0f_3c3c_55aa_0ff0;
        let known = [look(one, &[]).1, look(!one, &[]).1, "no number".to_owned()];
        assert_eq!(look(one ^ 0b111, &known).1, known[0]);
        assert_eq!(look(!one ^ (1 << 40), &known).1, known[1]);
        assert_eq!(look(one ^ 0x7f00, &known).1, format!("{:016x}", one ^ 0x7f00), "seven bits are too many");
    }
}
