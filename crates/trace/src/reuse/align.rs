//! Seeds of one pair of documents to runs that are alike word for word, with light edits between.

use super::words::Word;
use std::cmp::Reverse;

/// Words looked ahead on either side for the place where an edited text falls into step again.
const LOOKAHEAD: usize = 6;

/// Two runs are one passage over a gap of at most so many words on either side ...
const GAP: usize = 40;

/// ... and, where one of them is no more than a phrase, of no more than this and its length together.
const SHORT_GAP: usize = 3;

/// Words alike from which a run is more than a phrase: winnowing is sure to seed it.
const SEEDED: usize = 8;

/// Runs looked back at when a seed or run is placed; keeps hostile texts linear.
pub(super) const BACK: usize = 32;

/// Steps that all walks of one pair take in sum, in lengths of the two texts. Honest pairs need hardly more than one;
/// texts made so that every seed can be walked to the end would need one for each seed.
const WALKS: usize = 16;

/// Steps of each further walk once those are used up.
const SHORT_WALK: usize = 200;

/// Words `a_from..a_to` of one text aligned with `b_from..b_to` of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    /// First word in a.
    pub(super) a_from: usize,
    /// One past the last.
    pub(super) a_to: usize,
    /// First word in b.
    pub(super) b_from: usize,
    /// One past the last.
    pub(super) b_to: usize,
    /// Words that are alike.
    pub(super) alike: usize,
}

impl Run {
    /// Whether no word differs.
    pub(super) fn verbatim(&self) -> bool {
        self.alike == self.a_to - self.a_from && self.alike == self.b_to - self.b_from
    }

    fn contains(&self, other: &Self) -> bool {
        self.a_from <= other.a_from
            && other.a_to <= self.a_to
            && self.b_from <= other.b_from
            && other.b_to <= self.b_to
    }

    /// Words that both runs have, on the side where they have more in common.
    fn overlap(&self, run: &Self) -> usize {
        self.a_to.saturating_sub(run.a_from).max(self.b_to.saturating_sub(run.b_from))
    }

    /// Makes this run and one that begins no earlier one.
    fn take_in(&mut self, run: &Self) {
        let inside = self.overlap(run);
        self.alike = run.alike.max(self.alike + run.alike.saturating_sub(inside));
        self.a_to = self.a_to.max(run.a_to);
        self.b_from = self.b_from.min(run.b_from);
        self.b_to = self.b_to.max(run.b_to);
        self.alike = self.alike.min(self.a_to - self.a_from).min(self.b_to - self.b_from);
    }

    /// Whether word `a` of one text and word `b` of the other lie in it.
    pub(super) fn holds(&self, a: usize, b: usize) -> bool {
        self.a_from <= a && a < self.a_to && self.b_from <= b && b < self.b_to
    }
}

/// Steps that the walks of a pair may take.
pub(super) fn budget(a: &[Word], b: &[Word]) -> usize {
    WALKS * (a.len() + b.len())
}

/// The run around word `i` of one text and word `j` of the other, which begin the same shingle; walked within `budget`,
/// which it lowers.
pub(super) fn run_at(a: &[Word], b: &[Word], i: usize, j: usize, budget: &mut usize) -> Run {
    let steps = (*budget).max(SHORT_WALK);
    let right = extend(|k| a.get(i + k).copied(), |k| b.get(j + k).copied(), steps);
    let left = extend(|k| word_before(a, i, k), |k| word_before(b, j, k), steps);
    *budget = budget.saturating_sub(right.a + left.a);
    Run {
        a_from: i - left.a,
        a_to: i + right.a,
        b_from: j - left.b,
        b_to: j + right.b,
        alike: left.alike + right.alike,
    }
}

/// Makes the runs of one pair passages, by place in a: each once, joined where they follow one another.
pub(super) fn settle(runs: &mut Vec<Run>) {
    if runs.len() > 1 {
        // Of runs with one beginning the longest first: it takes in the others.
        runs.sort_unstable_by_key(|run| (run.a_from, Reverse(run.a_to), run.b_from, Reverse(run.b_to)));
        *runs = join(runs);
    }
}

fn word_before(words: &[Word], at: usize, back: usize) -> Option<Word> {
    words.get(at.checked_sub(back + 1)?).copied()
}

/// How far two texts stay in step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Reach {
    a: usize,
    b: usize,
    alike: usize,
}

/// Walks both texts word by word, `steps` at most; where they differ, steps over the smallest edit after which they agree
/// again.
fn extend(a: impl Fn(usize) -> Option<Word>, b: impl Fn(usize) -> Option<Word>, steps: usize) -> Reach {
    let mut reach = Reach::default();
    loop {
        if reach.a >= steps {
            return reach;
        }
        if same(a(reach.a), b(reach.b)) {
            reach = Reach { a: reach.a + 1, b: reach.b + 1, alike: reach.alike + 1 };
            continue;
        }
        let pairs = alike(&window(|k| a(reach.a + k)), &window(|k| b(reach.b + k)));
        let Some((skip_a, skip_b)) = resume(&a, &b, reach, pairs) else {
            return reach;
        };
        reach.a += skip_a;
        reach.b += skip_b;
        reach.alike += common(pairs, skip_a, skip_b);
    }
}

/// The smallest edit after which enough words agree: one swapped, dropped or added word asks for two, larger edits
/// for as many as they span plus one.
fn resume(
    a: &impl Fn(usize) -> Option<Word>,
    b: &impl Fn(usize) -> Option<Word>,
    at: Reach,
    pairs: u64,
) -> Option<(usize, usize)> {
    for size in (1..=LOOKAHEAD).filter(|size| pairs & AT_SIZE[*size] != 0) {
        let agree = |skip_a: usize, skip_b: usize| {
            pairs >> (SIDE * skip_a + skip_b) & 1 == 1
                && (1..=size).all(|k| same(a(at.a + skip_a + k), b(at.b + skip_b + k)))
        };
        // Of edits of one size the most even first: a swap before a drop.
        for less in (0..=size).rev() {
            if agree(size, less) {
                return Some((size, less));
            }
            if agree(less, size) {
                return Some((less, size));
            }
        }
    }
    None
}

fn same(one: Option<Word>, other: Option<Word>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one == other)
}

/// Words of a window on either side of an edit: those that an edit can skip and the next one.
const SIDE: usize = LOOKAHEAD + 2;

/// The next words of a text, and how many of them there are.
type Window = ([Word; SIDE], usize);

fn window(word: impl Fn(usize) -> Option<Word>) -> Window {
    let mut words = [0; SIDE];
    let mut count = 0;
    while let Some(next) = word(count).filter(|_| count < SIDE) {
        words[count] = next;
        count += 1;
    }
    (words, count)
}

/// Which words of two windows are alike: bit `SIDE * i + j` for word i of one and word j of the other. Most walks end
/// where no two are, and this is known without a branch for each.
fn alike((a, a_count): &Window, (b, b_count): &Window) -> u64 {
    let mut pairs = 0;
    for (i, one) in a.iter().enumerate() {
        let row = b.iter().enumerate().fold(0u32, |row, (j, other)| row | (u32::from(one == other) << j));
        pairs |= u64::from(row) << (SIDE * i);
    }
    let rows = u64::MAX.checked_shr((SIDE * (SIDE - a_count)) as u32).unwrap_or(0);
    let row = (1u64 << b_count) - 1;
    pairs & rows & (u64::MAX / 0xff * row)
}

/// How many words of an edit that skips `skip_a` and `skip_b` words stand in both, in the same order: where two words
/// are swapped near each other, those between them.
fn common(pairs: u64, skip_a: usize, skip_b: usize) -> usize {
    let mut most = [0; SIDE];
    for i in 0..skip_a {
        let mut diagonal = 0;
        for j in 0..skip_b {
            let above = most[j + 1];
            let here = if pairs >> (SIDE * i + j) & 1 == 1 { diagonal + 1 } else { most[j].max(above) };
            diagonal = above;
            most[j + 1] = here;
        }
    }
    most[skip_b]
}

/// For each size of edit, the pairs of words behind one of that size.
const AT_SIZE: [u64; LOOKAHEAD + 1] = {
    let mut masks = [0; LOOKAHEAD + 1];
    let mut size = 0;
    while size <= LOOKAHEAD {
        let mut less = 0;
        while less <= size {
            masks[size] |= 1 << (SIDE * size + less) | 1 << (SIDE * less + size);
            less += 1;
        }
        size += 1;
    }
    masks
};

/// Joins runs that follow one another in both texts across small gaps. Reordered runs stay apart.
fn join(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        if joined.iter().rev().take(BACK).any(|before| before.contains(run)) {
            continue;
        }
        let nearest = joined
            .iter()
            .enumerate()
            .rev()
            .take(BACK)
            .filter_map(|(at, before)| Some((gap(before, run)?, at)))
            .min();
        match nearest {
            Some((_, at)) => joined[at].take_in(run),
            None => joined.push(*run),
        }
    }
    joined.sort_unstable();
    joined
}

/// Words between two runs, the larger side, if the second may join the first.
fn gap(before: &Run, run: &Run) -> Option<usize> {
    let gap = run.a_from.saturating_sub(before.a_to).max(run.b_from.saturating_sub(before.b_to));
    let shorter = before.alike.min(run.alike);
    let limit = if shorter >= SEEDED { GAP } else { SHORT_GAP + shorter };
    let follows = run.b_from >= before.b_from && run.b_to > before.b_to && before.overlap(run) < shorter;
    // Two walks over the same words that stepped over an edit in different ways.
    let shift = (run.a_from - before.a_from).abs_diff(run.b_from.wrapping_sub(before.b_from));
    let same = before.a_to > run.a_from && before.b_to > run.b_from && shift <= LOOKAHEAD;
    (same || follows && gap <= limit).then_some(gap)
}

#[cfg(test)]
mod tests {
    use super::super::pairs::{Comparer, SHORTEST};
    use super::super::postings::Postings;
    use super::super::words::{Stops, Words};
    use super::*;

    fn runs(texts: &[Words]) -> Vec<Run> {
        let postings = Postings::of(texts);
        let mut comparer = Comparer::new(texts);
        for place in postings.places(1) {
            for other in postings.members(place.shingle).iter().filter(|member| member.doc == 0) {
                comparer.seed(postings.member(place), *other);
            }
        }
        let mut found = Vec::new();
        comparer.finish(SHORTEST, |_, runs| found.extend_from_slice(runs));
        found
    }

    fn check(a: &str, b: &str, expected: &[(&str, &str)]) {
        let texts = [a, b].map(|text| Words::of(text, &Stops::default()));
        let found: Vec<(&str, &str)> = runs(&texts)
            .iter()
            .map(|run| {
                (texts[0].span(a, run.a_from, run.a_to).of(a), texts[1].span(b, run.b_from, run.b_to).of(b))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_same_words_and_no_more() {
        check(
            "Earlier, divers found the ferry's bell under nine metres of silt. They rested.",
            "She wrote that divers found the ferry’s bell under nine metres of silt. Nobody paid.",
            &[(
                "divers found the ferry's bell under nine metres of silt.",
                "divers found the ferry’s bell under nine metres of silt.",
            )],
        );
    }

    #[test]
    fn swapped_dropped_and_added_words() {
        check(
            "One: the council closed both swimming pools on Monday after inspectors found cracks in the roof beams, it said",
            "Two: the council shut both swimming pools on Monday after two inspectors found cracks in roof beams, it said",
            &[(
                "the council closed both swimming pools on Monday after inspectors found cracks in the roof beams, it said",
                "the council shut both swimming pools on Monday after two inspectors found cracks in roof beams, it said",
            )],
        );
    }

    #[test]
    fn reordered_blocks_stay_apart() {
        let one = "Lanterns hung from every mast along the old fish harbour that night";
        let two = "The orchestra refused to play until somebody paid for the broken cello";
        check(
            &format!("{one}. {two}."),
            &format!("{two}. {one}."),
            &[(&format!("{one}."), &format!("{one}.")), (&format!("{two}."), &format!("{two}."))],
        );
    }

    #[test]
    fn which_words_of_two_windows_are_alike() {
        let check = |a: &[Word], b: &[Word]| {
            let pairs = alike(&window(|k| a.get(k).copied()), &window(|k| b.get(k).copied()));
            for (i, j) in (0..SIDE).flat_map(|i| (0..SIDE).map(move |j| (i, j))) {
                let expected = same(a.get(i).copied(), b.get(j).copied());
                assert_eq!(pairs >> (SIDE * i + j) & 1 == 1, expected, "{a:?} {b:?} {i} {j}");
            }
        };
        // 0 is a word like any other, and no word at all behind the end.
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9], &[9, 8, 7, 6, 5, 4, 3, 2, 1]);
        check(&[0, 1, 0], &[0; 12]);
        check(&[0; 12], &[2, 0]);
        check(&[], &[0, 0]);
    }

    #[test]
    fn words_between_two_edits_count() {
        let check = |a: &[Word], b: &[Word], expected: usize| {
            let pairs = alike(&window(|k| a.get(k).copied()), &window(|k| b.get(k).copied()));
            assert_eq!(common(pairs, a.len(), b.len()), expected, "{a:?} {b:?}");
        };
        check(&[1, 2, 3], &[4, 2, 5], 1);
        check(&[1, 2, 3, 4, 5, 6], &[2, 9, 4, 1, 6, 7], 3);
        check(&[1, 2], &[2, 1], 1);
        check(&[1, 1, 1], &[1], 1);
        check(&[1, 2], &[], 0);
    }

    #[test]
    fn a_text_that_repeats_one_word_costs_no_more_than_another() {
        let text = "ha ".repeat(200_000);
        let words = Words::of(&text, &Stops::default());
        assert!(!runs(&[words.clone(), words]).is_empty());
    }
}
