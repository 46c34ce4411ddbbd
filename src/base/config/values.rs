//! Values as people write them: `30s`, `50 MB`, `a, b`.

use std::time::Duration;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A length of time: a number and `s`, `m`, `h` or `d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub Duration);

impl Span {
    /// So many seconds.
    pub const fn seconds(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    /// As a signed difference between instants.
    pub fn delta(self) -> chrono::TimeDelta {
        chrono::TimeDelta::from_std(self.0).unwrap_or(chrono::TimeDelta::MAX)
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let seconds = self.0.as_secs();
        let (number, unit) = match seconds {
            s if s > 0 && s % 86400 == 0 => (s / 86400, "d"),
            s if s > 0 && s % 3600 == 0 => (s / 3600, "h"),
            s if s > 0 && s % 60 == 0 => (s / 60, "m"),
            s => (s, "s"),
        };
        out.serialize_str(&format!("{number}{unit}"))
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        parse(&text, &[("s", 1), ("m", 60), ("h", 3600), ("d", 86400)])
            .map(Self::seconds)
            .ok_or_else(|| D::Error::custom(format!("“{text}” is not a time such as 30s, 5m, 4h or 2d")))
    }
}

/// A number of bytes: a number and `B`, `KB`, `MB` or `GB` (powers of 1024).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub usize);

impl Serialize for Size {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let (number, unit) = match self.0 {
            n if n > 0 && n % (1 << 20) == 0 => (n >> 20, "MB"),
            n if n > 0 && n % (1 << 10) == 0 => (n >> 10, "KB"),
            n => (n, "B"),
        };
        out.serialize_str(&format!("{number} {unit}"))
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = String::deserialize(input)?;
        parse(&text, &[("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30), ("B", 1)])
            .and_then(|bytes| usize::try_from(bytes).ok())
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("“{text}” is not a size such as 512 KB or 50 MB")))
    }
}

fn parse(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let (digits, factor) = units.iter().find_map(|(unit, factor)| Some((text.trim().strip_suffix(unit)?, factor)))?;
    digits.trim().parse::<u64>().ok()?.checked_mul(*factor)
}

/// A list of words: an array in the file, separated by commas in the environment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct List(pub Vec<String>);

impl List {
    /// A list of the words.
    pub fn of(words: &[&str]) -> Self {
        Self(words.iter().map(|word| (*word).to_owned()).collect())
    }
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = List;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an array of texts, or texts separated by commas")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<List, E> {
                Ok(List(text.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = items.next_element::<String>()? {
                    words.push(word);
                }
                Ok(List(words))
            }
        }
        input.deserialize_any(Words)
    }
}
