//! What a text means where it stands, as vectors: stretches that say the same in other words point the same way.

use crate::Span;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Numbers of a vector.
pub const WIDTH: usize = 64;
/// What one is kept as: values lie within eight of zero, and a stretch takes the mean of many.
const ONE: f32 = 16.0;

/// The vectors of the words of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meanings {
    /// Where each word starts, in bytes, rising.
    starts: Vec<usize>,
    #[serde(serialize_with = "to_digits", deserialize_with = "from_digits")]
    vectors: Vec<[i8; WIDTH]>,
}

/// Two hexadecimal digits a number: a third of what lists of numbers take in JSON, and as quick to read as text.
fn to_digits<S: Serializer>(vectors: &[[i8; WIDTH]], to: S) -> Result<S::Ok, S::Error> {
    let mut digits = String::with_capacity(2 * WIDTH * vectors.len());
    for value in vectors.as_flattened() {
        digits.extend(
            [*value as u8 >> 4, *value as u8 & 15]
                .map(|half| char::from(b"0123456789abcdef"[usize::from(half)])),
        );
    }
    to.serialize_str(&digits)
}

fn from_digits<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<[i8; WIDTH]>, D::Error> {
    let digits = String::deserialize(from)?;
    let (vectors, rest) = digits.as_bytes().as_chunks::<{ 2 * WIDTH }>();
    if !rest.is_empty() {
        return Err(de::Error::custom("a vector is cut off"));
    }
    let half =
        |digit: u8| char::from(digit).to_digit(16).ok_or_else(|| de::Error::custom("no hexadecimal digit"));
    vectors
        .iter()
        .map(|digits| {
            let mut vector = [0; WIDTH];
            for (value, pair) in vector.iter_mut().zip(digits.chunks_exact(2)) {
                *value = (half(pair[0])? << 4 | half(pair[1])?) as u8 as i8;
            }
            Ok(vector)
        })
        .collect()
}

impl Meanings {
    /// Adds the next word of the text, which starts at byte `start`.
    pub fn push(&mut self, start: usize, vector: &[f32; WIDTH]) {
        self.starts.push(start);
        // A cast of a float keeps to the bounds of the integer.
        self.vectors.push(vector.map(|value| (value * ONE).round() as i8));
    }

    /// As bytes, for keeping: the number of words and where each starts, four bytes each with the lowest first, then the numbers
    /// of each word, a byte each. A start past four gigabytes is kept as that.
    ///
    /// ```
    /// use headwater_text::{Meanings, meaning::WIDTH};
    /// let mut words = Meanings::default();
    /// words.push(4, &[-0.5; WIDTH]);
    /// assert_eq!(Meanings::from_bytes(&words.to_bytes()), Some(words));
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(4 + self.starts.len() * (4 + WIDTH));
        let mut put = |number: usize| {
            bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        };
        put(self.starts.len());
        self.starts.iter().for_each(|start| put(*start));
        bytes.extend(self.vectors.as_flattened().iter().map(|value| *value as u8));
        bytes
    }

    /// Reads [`Meanings::to_bytes`]; `None` where bytes are missing or left over.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let (starts, vectors) = rest.split_at_checked(count.checked_mul(4)?)?;
        let (vectors, left) = vectors.as_chunks::<WIDTH>();
        let (starts, _) = starts.as_chunks::<4>();
        (vectors.len() == count && left.is_empty()).then(|| Self {
            starts: starts.iter().map(|start| u32::from_le_bytes(*start) as usize).collect(),
            vectors: vectors.iter().map(|vector| vector.map(|value| value as i8)).collect(),
        })
    }

    /// What the words that start in `span` mean together; `None` where there are none.
    ///
    /// ```
    /// use headwater_text::{Meanings, Span, meaning::WIDTH};
    /// let mut words = Meanings::default();
    /// words.push(0, &[1.0; WIDTH]);
    /// words.push(4, &[0.5; WIDTH]);
    /// words.push(9, &[-1.0; WIDTH]);
    /// let (first, second) = (words.of(Span::new(0, 3)).unwrap(), words.of(Span::new(4, 8)).unwrap());
    /// assert!(first.likeness(&second) > 0.99);
    /// assert!(first.likeness(&words.of(Span::new(9, 12)).unwrap()) < -0.99);
    /// assert!(words.of(Span::new(20, 30)).is_none());
    /// ```
    pub fn of(&self, span: Span) -> Option<Meaning> {
        let first = self.starts.partition_point(|start| *start < span.start);
        let last = self.starts.partition_point(|start| *start < span.end);
        let mut sum = [0_i32; WIDTH];
        for vector in self.vectors.get(first..last)? {
            for (sum, value) in sum.iter_mut().zip(vector) {
                *sum += i32::from(*value);
            }
        }
        Meaning::toward(sum.map(|value| value as f32))
    }
}

/// What a stretch of text means: a direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meaning([f32; WIDTH]);

impl Meaning {
    fn toward(mut vector: [f32; WIDTH]) -> Option<Self> {
        let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|value| *value /= length);
        (length > 0.0).then_some(Self(vector))
    }

    /// What several stretches mean together, each with a weight; `None` for none.
    pub fn together(all: impl IntoIterator<Item = (f32, Self)>) -> Option<Self> {
        let mut sum = [0.0; WIDTH];
        for (weight, meaning) in all {
            sum.iter_mut().zip(&meaning.0).for_each(|(sum, value)| *sum += weight * value);
        }
        Self::toward(sum)
    }

    /// Its direction, a vector of length one.
    pub fn vector(&self) -> &[f32; WIDTH] {
        &self.0
    }

    /// Cosine of the angle between two: 1 for the same, about 0 for unrelated ones.
    pub fn likeness(&self, other: &Self) -> f64 {
        f64::from(self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum::<f32>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_and_what_is_damaged_is_refused() {
        let mut meanings = Meanings::default();
        for (at, value) in [-8.0, -1.0, 0.0, 0.5, 7.9].into_iter().enumerate() {
            meanings.push(at, &[value; WIDTH]);
        }
        let kept = serde_json::to_string(&meanings).unwrap();
        assert_eq!(serde_json::from_str::<Meanings>(&kept).unwrap(), meanings);
        let bytes = meanings.to_bytes();
        assert_eq!(Meanings::from_bytes(&bytes), Some(meanings.clone()));
        assert_eq!(Meanings::from_bytes(&Meanings::default().to_bytes()), Some(Meanings::default()));
        for end in 0..bytes.len() {
            assert_eq!(Meanings::from_bytes(&bytes[..end]), None, "{end}");
        }
        assert_eq!(Meanings::from_bytes(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(Meanings::from_bytes(&[0xff; 64]), None);
        for damaged in [kept.replace("80", "8"), kept.replace("80", "8x")] {
            assert!(serde_json::from_str::<Meanings>(&damaged).is_err(), "{damaged}");
        }
    }
}
