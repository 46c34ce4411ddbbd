//! LZMA, as far as the headers of 7z archives need it: one stream of known length out of memory into memory.

/// Bits of a probability.
const BITS: u32 = 11;
const HALF: u16 = 1 << (BITS - 1);
const STATES: usize = 12;

/// Unpacks a stream. `properties` are the five bytes of the method, `size` is the unpacked length in bytes; gives nothing
/// where the stream is broken before its end.
pub(super) fn unpack(properties: &[u8], packed: &[u8], size: usize) -> Option<Vec<u8>> {
    let first = u32::from(*properties.first()?);
    if first >= 9 * 5 * 5 {
        return None;
    }
    let (lc, lp, pb) = (first % 9, first / 9 % 5, first / 45);
    let literals = 0x300_usize << (lc + lp);
    let mut machine = Machine {
        coder: Coder::new(packed)?,
        literal: vec![HALF; literals],
        is_match: [HALF; STATES << 4],
        is_rep: [HALF; STATES],
        rep0: [HALF; STATES],
        rep1: [HALF; STATES],
        rep2: [HALF; STATES],
        rep0_long: [HALF; STATES << 4],
        slots: [[HALF; 64]; 4],
        special: [HALF; 128],
        align: [HALF; 16],
        lengths: Lengths::new(),
        again: Lengths::new(),
        out: Vec::with_capacity(size.min(1 << 20)),
        lc,
        lp,
        pb,
    };
    machine.run(size)?;
    Some(machine.out)
}

struct Coder<'a> {
    range: u32,
    code: u32,
    rest: &'a [u8],
}

impl<'a> Coder<'a> {
    fn new(packed: &'a [u8]) -> Option<Self> {
        let (head, rest) = packed.split_first_chunk::<5>()?;
        let [_, a, b, c, d] = *head;
        Some(Self { range: u32::MAX, code: u32::from_be_bytes([a, b, c, d]), rest })
    }

    fn fill(&mut self) -> Option<()> {
        if self.range < 1 << 24 {
            let (byte, rest) = self.rest.split_first()?;
            self.range <<= 8;
            self.code = self.code << 8 | u32::from(*byte);
            self.rest = rest;
        }
        Some(())
    }

    fn bit(&mut self, chance: &mut u16) -> Option<usize> {
        self.fill()?;
        let bound = (self.range >> BITS) * u32::from(*chance);
        Some(if self.code < bound {
            self.range = bound;
            *chance += ((1 << BITS) - *chance) >> 5;
            0
        } else {
            self.range -= bound;
            self.code -= bound;
            *chance -= *chance >> 5;
            1
        })
    }

    fn direct(&mut self, bits: u32) -> Option<usize> {
        let mut out = 0;
        for _ in 0..bits {
            self.fill()?;
            self.range >>= 1;
            let one = self.code >= self.range;
            if one {
                self.code -= self.range;
            }
            out = out << 1 | usize::from(one);
        }
        Some(out)
    }

    /// A number read from the top of a tree of chances.
    fn tree(&mut self, tree: &mut [u16], bits: u32) -> Option<usize> {
        let mut at = 1;
        for _ in 0..bits {
            at = at << 1 | self.bit(tree.get_mut(at)?)?;
        }
        Some(at - (1 << bits))
    }

    /// A number read from the bottom of a tree of chances that begins at `base`.
    fn reverse(&mut self, tree: &mut [u16], base: usize, bits: u32) -> Option<usize> {
        let (mut at, mut out) = (1, 0);
        for bit in 0..bits {
            let one = self.bit(tree.get_mut(base + at)?)?;
            at = at << 1 | one;
            out |= one << bit;
        }
        Some(out)
    }
}

struct Lengths {
    choice: [u16; 2],
    low: [[u16; 8]; 16],
    middle: [[u16; 8]; 16],
    high: [u16; 256],
}

impl Lengths {
    fn new() -> Self {
        Self { choice: [HALF; 2], low: [[HALF; 8]; 16], middle: [[HALF; 8]; 16], high: [HALF; 256] }
    }

    fn read(&mut self, coder: &mut Coder<'_>, place: usize) -> Option<usize> {
        let [first, second] = &mut self.choice;
        if coder.bit(first)? == 0 {
            return Some(2 + coder.tree(self.low.get_mut(place)?, 3)?);
        }
        if coder.bit(second)? == 0 {
            return Some(10 + coder.tree(self.middle.get_mut(place)?, 3)?);
        }
        Some(18 + coder.tree(&mut self.high, 8)?)
    }
}

struct Machine<'a> {
    coder: Coder<'a>,
    literal: Vec<u16>,
    is_match: [u16; STATES << 4],
    is_rep: [u16; STATES],
    rep0: [u16; STATES],
    rep1: [u16; STATES],
    rep2: [u16; STATES],
    rep0_long: [u16; STATES << 4],
    slots: [[u16; 64]; 4],
    special: [u16; 128],
    align: [u16; 16],
    lengths: Lengths,
    again: Lengths,
    out: Vec<u8>,
    lc: u32,
    lp: u32,
    pb: u32,
}

impl Machine<'_> {
    fn run(&mut self, size: usize) -> Option<()> {
        let mut reps = [0_usize; 4];
        let mut state = 0_usize;
        while self.out.len() < size {
            let place = self.out.len() & ((1 << self.pb) - 1);
            if self.coder.bit(self.is_match.get_mut((state << 4) + place)?)? == 0 {
                self.letter(state, reps[0])?;
                state = state.saturating_sub(if state < 10 { 3 } else { 6 });
                continue;
            }
            let length;
            if self.coder.bit(self.is_rep.get_mut(state)?)? == 0 {
                reps = [0, reps[0], reps[1], reps[2]];
                length = self.lengths.read(&mut self.coder, place)?;
                reps[0] = self.distance(length)?;
                state = if state < 7 { 7 } else { 10 };
                if reps[0] == 0xffff_ffff {
                    return None;
                }
            } else if self.coder.bit(self.rep0.get_mut(state)?)? == 0 {
                if self.coder.bit(self.rep0_long.get_mut((state << 4) + place)?)? == 0 {
                    state = if state < 7 { 9 } else { 11 };
                    self.copy(reps[0], 1, size)?;
                    continue;
                }
                length = self.again.read(&mut self.coder, place)?;
                state = if state < 7 { 8 } else { 11 };
            } else {
                self.older(state, &mut reps)?;
                length = self.again.read(&mut self.coder, place)?;
                state = if state < 7 { 8 } else { 11 };
            }
            self.copy(reps[0], length, size)?;
        }
        Some(())
    }

    /// Brings an older distance to the front.
    fn older(&mut self, state: usize, reps: &mut [usize; 4]) -> Option<()> {
        let [a, b, c, d] = *reps;
        *reps = if self.coder.bit(self.rep1.get_mut(state)?)? == 0 {
            [b, a, c, d]
        } else if self.coder.bit(self.rep2.get_mut(state)?)? == 0 {
            [c, a, b, d]
        } else {
            [d, a, b, c]
        };
        Some(())
    }

    fn letter(&mut self, state: usize, back: usize) -> Option<()> {
        let before = usize::from(self.out.last().copied().unwrap_or(0));
        let low = self.out.len() & ((1 << self.lp) - 1);
        let base = 0x300 * ((low << self.lc) + (before >> (8 - self.lc)));
        let chances = self.literal.get_mut(base..base + 0x300)?;
        let mut at = 1_usize;
        if state >= 7 {
            let mut other = usize::from(*self.out.get(self.out.len().checked_sub(back + 1)?)?);
            while at < 0x100 {
                let wanted = other >> 7 & 1;
                other <<= 1;
                let bit = self.coder.bit(chances.get_mut(((1 + wanted) << 8) + at)?)?;
                at = at << 1 | bit;
                if bit != wanted {
                    break;
                }
            }
        }
        while at < 0x100 {
            at = at << 1 | self.coder.bit(chances.get_mut(at)?)?;
        }
        self.out.push(at as u8);
        Some(())
    }

    fn distance(&mut self, length: usize) -> Option<usize> {
        let slot = self.coder.tree(self.slots.get_mut((length - 2).min(3))?, 6)?;
        if slot < 4 {
            return Some(slot);
        }
        let bits = (slot >> 1) as u32 - 1;
        let base = (2 | slot & 1) << bits;
        if slot < 14 {
            return Some(base + self.coder.reverse(&mut self.special, base - slot, bits)?);
        }
        let middle = self.coder.direct(bits - 4)? << 4;
        Some(base + middle + self.coder.reverse(&mut self.align, 0, 4)?)
    }

    fn copy(&mut self, back: usize, length: usize, size: usize) -> Option<()> {
        for _ in 0..length.min(size - self.out.len()) {
            let byte = *self.out.get(self.out.len().checked_sub(back + 1)?)?;
            self.out.push(byte);
        }
        Some(())
    }
}
