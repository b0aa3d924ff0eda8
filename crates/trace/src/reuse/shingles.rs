//! Word shingles, hashed and thinned out by winnowing (Schleimer, Wilkerson and Aiken 2003).

use super::words::{Word, mix};

/// Words in a shingle. Five find a lightly edited run too; longer ones lose runs with an edit every few words.
pub(super) const SHINGLE: usize = 5;

/// Of so many shingles in a row one is kept, so every shared run of `SHINGLE + WINDOW - 1` = 8 words is seeded.
const WINDOW: usize = 4;

/// The kept shingles of a text: hash and first word, by place.
pub(super) fn select(words: &[Word]) -> Vec<(u64, u32)> {
    let hashes: Vec<u64> = words.windows(SHINGLE).map(hash).collect();
    let mut kept: Vec<(u64, u32)> = Vec::with_capacity(hashes.len() * 2 / (WINDOW + 1) + 1);
    for (at, window) in hashes.windows(WINDOW.min(hashes.len().max(1))).enumerate() {
        // The rightmost of equal minima: a run of one repeated word keeps fewer.
        let Some((offset, least)) = window.iter().enumerate().rev().min_by_key(|(_, hash)| **hash) else {
            continue;
        };
        let place = (at + offset) as u32;
        if kept.last().is_none_or(|&(_, last)| last != place) {
            kept.push((*least, place));
        }
    }
    kept
}

fn hash(words: &[Word]) -> u64 {
    words.iter().fold(0, |hash: u64, word| mix(hash.rotate_left(23) ^ word))
}

#[cfg(test)]
mod tests {
    use super::super::words::folded;
    use super::*;

    #[test]
    fn a_run_of_eight_words_shares_a_shingle_wherever_it_stands() {
        let run = "seven grey herons stood along the flooded quay";
        let alone: Vec<u64> = select(&folded(run)).into_iter().map(|(hash, _)| hash).collect();
        for before in 0..9 {
            let text = format!("{} {run} and then some more was told", "word ".repeat(before));
            let shared = select(&folded(&text)).iter().any(|(hash, _)| alone.contains(hash));
            assert!(shared, "{text}");
        }
    }

    #[test]
    fn short_texts() {
        assert!(select(&folded("four words at most")).is_empty());
        assert_eq!(select(&folded("five words make one shingle")).len(), 1);
    }
}
