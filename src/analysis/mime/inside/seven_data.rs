//! Contents of 7z archives: the methods of a folder undone one after another, also its lock with a word of the mail.

use std::io::Read;

use aes::Aes256;
use aes::cipher::{BlockDecrypt, KeyInit, generic_array::GenericArray};
use flate2::read::DeflateDecoder;
use lzma_rust2::{Lzma2Reader, LzmaReader};
use sha2::{Digest, Sha256};

use super::facts::Budget;

/// Most methods of a folder.
const METHODS: usize = 6;
/// Most memory for unpacking, in bytes.
const MEMORY: u64 = 32 << 20;

/// One method of a folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Coder {
    /// Its number in the list of methods.
    pub(super) method: Vec<u8>,
    /// Its settings.
    pub(super) properties: Vec<u8>,
    /// How many streams go in; one comes out of all that are read here.
    pub(super) inputs: usize,
}

/// Files that are packed together.
#[derive(Clone, Debug, Default)]
pub(super) struct Folder {
    /// The methods, in the order of the list.
    pub(super) coders: Vec<Coder>,
    /// Which stream in is bound to which stream out.
    pub(super) bound: Vec<(usize, usize)>,
    /// Which stream in reads the first packed stream.
    pub(super) first: usize,
    /// How many packed streams it has.
    pub(super) packed: usize,
    /// Unpacked length of each stream out, in bytes.
    pub(super) sizes: Vec<usize>,
    /// Sum of what is unpacked (CRC-32), where it is written down.
    pub(super) sum: Option<u32>,
}

/// The number of AES-256 with SHA-256.
pub(super) const AES: &[u8] = &[6, 0xf1, 7, 1];

impl Folder {
    /// Whether it is locked.
    pub(super) fn encrypted(&self) -> bool {
        self.coders.iter().any(|coder| coder.method == AES)
    }

    /// How many streams out there are.
    pub(super) fn outputs(&self) -> usize {
        self.coders.len()
    }

    /// Its length unpacked, in bytes.
    pub(super) fn size(&self) -> usize {
        self.sizes.last().copied().unwrap_or(0)
    }

    /// Unpacks it; of methods with several streams the main one. Nothing where a method is unknown.
    pub(super) fn unpack(&self, packed: &[u8], password: Option<&str>, budget: &mut Budget) -> Option<Vec<u8>> {
        let mut input = self.first;
        let mut out = packed.to_vec();
        for _ in 0..METHODS {
            let (number, coder) = self.coder_of(input)?;
            let size = self.sizes.get(number).copied().unwrap_or(0);
            out = undo(coder, out, size, password, budget)?;
            match self.bound.iter().find(|(_, from)| *from == number) {
                Some((next, _)) => input = *next,
                None => return Some(out),
            }
        }
        None
    }

    fn coder_of(&self, input: usize) -> Option<(usize, &Coder)> {
        let mut before = 0;
        self.coders.iter().enumerate().find(|(_, coder)| {
            before += coder.inputs;
            input < before
        })
    }
}

fn undo(coder: &Coder, packed: Vec<u8>, size: usize, password: Option<&str>, budget: &mut Budget) -> Option<Vec<u8>> {
    let length = packed.len() as u64;
    let whole = size as u64;
    let dictionary = |wanted: u64| u32::try_from(wanted.min(whole.max(4096)).min(MEMORY)).unwrap_or(4096);
    let properties = coder.properties.as_slice();
    Some(match *coder.method {
        [0] => packed,
        [3, 1, 1] => {
            let (first, wanted) = properties.split_first()?;
            let wanted = u64::from(u32::from_le_bytes(*wanted.first_chunk()?));
            let reader = LzmaReader::new_with_props(packed.as_slice(), whole, *first, dictionary(wanted), None).ok()?;
            budget.unpack_slowly(reader.take(whole), length, 2)
        }
        [0x21] => {
            let bits = u32::from(*properties.first()?).min(40);
            let wanted = u64::from(2 | bits & 1) << (bits / 2 + 11);
            let reader = Lzma2Reader::new(packed.as_slice(), dictionary(wanted), None);
            budget.unpack_slowly(reader.take(whole), length, 2)
        }
        [4, 1, 8] => budget.unpack(DeflateDecoder::new(packed.as_slice()).take(whole), length),
        [4, 2, 2] => budget.unpack_slowly(bzip2::read::BzDecoder::new(packed.as_slice()).take(whole), length, 4),
        [6, 0xf1, 7, 1] => unlocked(properties, packed, size, password?, budget)?,
        // Filters of program code move addresses about; what a file is can be seen without undoing them.
        [3, 3, ..] | [3..=8 | 10] => packed,
        _ => return None,
    })
}

/// Undoes AES-256 in CBC mode under a key of many rounds of SHA-256.
fn unlocked(properties: &[u8], mut packed: Vec<u8>, size: usize, word: &str, budget: &mut Budget) -> Option<Vec<u8>> {
    let (first, rest) = properties.split_first()?;
    let (second, rest) =
        if first & 0xc0 == 0 { (0, rest) } else { rest.split_first().map(|(byte, rest)| (*byte, rest))? };
    let (salt, rest) = rest.split_at_checked(usize::from(first >> 7) + usize::from(second >> 4))?;
    let start = rest.get(..usize::from(first >> 6 & 1) + usize::from(second & 0xf))?;
    let power = u32::from(first & 0x3f);
    let rounds = 1_u64.checked_shl(power).filter(|_| power <= 24)?;
    if !budget.rounds(rounds) {
        return None;
    }
    let letters: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut sum = Sha256::new();
    for round in 0..rounds {
        sum.update(salt);
        sum.update(&letters);
        sum.update(round.to_le_bytes());
    }
    let cipher = Aes256::new(&sum.finalize());
    let mut before = [0_u8; 16];
    before.iter_mut().zip(start).for_each(|(place, byte)| *place = *byte);
    for block in packed.as_chunks_mut::<16>().0 {
        let kept = *block;
        cipher.decrypt_block(GenericArray::from_mut_slice(block));
        block.iter_mut().zip(before).for_each(|(byte, mask)| *byte ^= mask);
        before = kept;
    }
    packed.truncate(size);
    Some(packed)
}
