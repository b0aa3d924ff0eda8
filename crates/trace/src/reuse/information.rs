//! How much a run of words tells about where a text is from, in bits.
//!
//! A word tells the more the rarer it is in the language, not in the pile: what counts as reuse must not change with
//! the number of documents. Formulas of the trade tell nothing, and names and titles little, since their words come
//! together.

use super::words::{Word, folded};
use headwater_text::Language;

/// Bits of a word that the table does not list.
const RARE: u32 = 18;

/// Part of its bits that a capitalised word inside a sentence has: the next word of a name follows from the first.
const NAME: u32 = 3;

/// Places for the first words of formulas.
const HEADS: usize = 4096;

/// A hash that no word of the table has; an empty slot.
const EMPTY: Word = 0;

/// What the words of a language tell.
#[derive(Debug)]
pub(super) struct Information {
    /// Words with their bits, at the place their hash asks for or the next free one.
    table: Vec<(Word, u8)>,
    /// Formulas, sorted by their words.
    formulas: Vec<Vec<Word>>,
    /// One bit for each place that the first word of a formula can have: most words begin none.
    heads: [u64; HEADS / 64],
}

impl Information {
    pub(super) fn of(language: &Language) -> Self {
        let rows = language.table("frequencies");
        let words = rows.iter().flat_map(|row| {
            let bits = row.key().parse().unwrap_or(RARE as u8);
            row.list(1).flat_map(folded).map(move |word| (word, bits))
        });
        let words: Vec<(Word, u8)> = words.filter(|(word, _)| *word != EMPTY).collect();
        let mut table = vec![(EMPTY, 0); (3 * words.len()).next_power_of_two()];
        let mask = table.len() - 1;
        for (word, bits) in words {
            let mut at = word as usize & mask;
            while table[at].0 != EMPTY && table[at].0 != word {
                at = (at + 1) & mask;
            }
            table[at] = (word, bits);
        }
        let mut formulas: Vec<Vec<Word>> = language.words("stock_phrases").map(folded).collect();
        formulas.sort_unstable();
        let mut heads = [0; HEADS / 64];
        for first in formulas.iter().filter_map(|formula| formula.first()) {
            heads[*first as usize % HEADS / 64] |= 1 << (first % 64);
        }
        Self { table, formulas, heads }
    }

    /// The bits of one word.
    pub(super) fn bits(&self, word: Word, name: bool) -> u32 {
        let mask = self.table.len() - 1;
        let mut at = word as usize & mask;
        let bits = loop {
            match self.table[at] {
                (known, bits) if known == word => break u32::from(bits),
                (EMPTY, _) => break RARE,
                _ => at = (at + 1) & mask,
            }
        };
        if name { bits / NAME } else { bits }
    }

    /// How many words at the head of `words` are a formula; 0 where they are none.
    pub(super) fn formula(&self, words: &[Word]) -> usize {
        let Some(first) = words.first() else { return 0 };
        if self.heads[*first as usize % HEADS / 64] & (1 << (first % 64)) == 0 {
            return 0;
        }
        let from = self.formulas.partition_point(|formula| formula.first() < Some(first));
        self.formulas[from..]
            .iter()
            .take_while(|formula| formula.first() == Some(first))
            .filter(|formula| words.starts_with(formula))
            .map(Vec::len)
            .max()
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_tell_more() {
        let information = Information::of(&Language::english());
        let bits = |word: &str| information.bits(folded(word)[0], false);
        assert!(bits("the") < bits("council") && bits("council") < bits("sluice"));
        assert_eq!(bits("xqzzt"), RARE);
        assert_eq!(information.bits(folded("Zlatkov")[0], true), RARE / NAME);
    }

    #[test]
    fn formulas_of_the_trade() {
        let information = Information::of(&Language::english());
        let check = |words: &str, length: usize| {
            assert_eq!(information.formula(&folded(words)), length, "{words}");
        };
        check("declined to comment on the bolt", 3);
        check("on the condition of anonymity because", 5);
        check("the gate stood open", 0);
        check("", 0);
    }
}
