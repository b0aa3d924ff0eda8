//! Word shingles, hashed and thinned out by winnowing (Schleimer, Wilkerson and Aiken 2003).

use super::words::{Word, mix};

/// Words in a shingle. Five find a lightly edited run too; longer ones lose runs with an edit every few words.
pub(super) const SHINGLE: usize = 5;

/// Of so many shingles in a row one is kept, so every shared run of `SHINGLE + WINDOW - 1` = 8 words is seeded.
const WINDOW: usize = 4;

/// An odd number without structure; its powers weigh the words of a shingle.
const WEIGHT: u64 = 0x9e37_79b9_7f4a_7c15;

/// Calls `keep` with hash and first word of each kept shingle of a text, by place.
pub(super) fn select(words: &[Word], mut keep: impl FnMut(u64, u32)) {
    let oldest = (0..SHINGLE).fold(1u64, |power, _| power.wrapping_mul(WEIGHT));
    let mut sum = 0u64;
    // The last few hashes, in a ring.
    let mut recent = [u64::MAX; WINDOW];
    let mut kept = None;
    let shingles = (words.len() + 1).saturating_sub(SHINGLE);
    for (at, &word) in words.iter().enumerate() {
        sum = sum.wrapping_mul(WEIGHT).wrapping_add(u64::from(word));
        if let Some(gone) = at.checked_sub(SHINGLE) {
            sum = sum.wrapping_sub(u64::from(words[gone]).wrapping_mul(oldest));
        }
        let Some(place) = (at + 1).checked_sub(SHINGLE) else { continue };
        recent[place % WINDOW] = mix(sum);
        let first = (place + 1).saturating_sub(WINDOW);
        if place + 1 < WINDOW.min(shingles) {
            continue;
        }
        // The one kept last if it is still the least: a run of one repeated word keeps few.
        let hash = |place: &usize| recent[place % WINDOW];
        let Some(least) = (first..=place).rev().min_by_key(hash) else { continue };
        if kept.is_none_or(|kept: usize| kept < first || hash(&kept) != hash(&least)) {
            kept = Some(least);
            keep(hash(&least), least as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::folded;
    use super::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut kept = Vec::new();
        select(&folded(text), |hash, _| kept.push(hash));
        kept
    }

    #[test]
    fn a_run_of_eight_words_shares_a_shingle_wherever_it_stands() {
        let run = "seven grey herons stood along the flooded quay";
        let alone = hashes(run);
        for before in 0..9 {
            let text = format!("{} {run} and then some more was told", "word ".repeat(before));
            assert!(hashes(&text).iter().any(|hash| alone.contains(hash)), "{text}");
        }
    }

    #[test]
    fn short_texts() {
        assert!(hashes("four words at most").is_empty());
        assert_eq!(hashes("five words make one shingle").len(), 1);
    }

    #[test]
    fn a_repeated_word_keeps_few() {
        assert!(hashes(&"no ".repeat(1000)).len() < 300);
    }
}
