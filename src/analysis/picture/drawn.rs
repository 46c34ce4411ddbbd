//! A picture of a mail with its thumbnail, and how it passes from a cell.

/// A picture of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Width in pixels, 700.
    pub width: u32,
    /// Height in pixels, at most 4000; what is below is cut off.
    pub height: u32,
    /// Perceptual hash ([`super::likeness`]).
    pub likeness: u64,
    /// The picture, PNG.
    pub png: Vec<u8>,
    /// Its upper part in 120 × 90 pixels, PNG.
    pub thumb: Vec<u8>,
}

impl Drawn {
    /// As bytes: width, height, hash, length of the thumbnail (big-endian), thumbnail, picture.
    pub fn to_bytes(&self) -> Vec<u8> {
        let head = [
            self.width.to_be_bytes().as_slice(),
            &self.height.to_be_bytes(),
            &self.likeness.to_be_bytes(),
            &u32::try_from(self.thumb.len()).unwrap_or(0).to_be_bytes(),
        ]
        .concat();
        [head, self.thumb.clone(), self.png.clone()].concat()
    }

    /// Reads [`Self::to_bytes`]; nothing where the bytes are too few.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (width, rest) = bytes.split_first_chunk()?;
        let (height, rest) = rest.split_first_chunk()?;
        let (likeness, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (thumb, png) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        Some(Self {
            width: u32::from_be_bytes(*width),
            height: u32::from_be_bytes(*height),
            likeness: u64::from_be_bytes(*likeness),
            png: png.to_vec(),
            thumb: thumb.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Drawn;

    #[test]
    fn it_passes_whole_and_a_broken_one_is_none() {
        let drawn = Drawn { width: 700, height: 1, likeness: u64::MAX - 1, png: vec![1, 2, 3], thumb: vec![9] };
        let bytes = drawn.to_bytes();
        assert_eq!(Drawn::from_bytes(&bytes), Some(drawn));
        assert_eq!(Drawn::from_bytes(bytes.get(..20).unwrap()), None);
    }
}
