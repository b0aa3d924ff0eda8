//! Seeds of one pair of documents to runs that are alike word for word, with light edits between.

use super::index::Seed;
use super::words::Word;

/// Words looked ahead on either side for the place where an edited text falls into step again.
const LOOKAHEAD: usize = 6;

/// Two runs are one passage over a gap of at most so many words on either side ...
const GAP: usize = 40;

/// ... and of no more than this and the shorter run's length together: little material does not carry far.
const SHORT_GAP: usize = 3;

/// Runs looked back at when a seed or run is placed; keeps hostile texts linear.
const BACK: usize = 32;

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

    /// Whether word `a` of one text and word `b` of the other lie in it.
    pub(super) fn holds(&self, a: usize, b: usize) -> bool {
        self.a_from <= a && a < self.a_to && self.b_from <= b && b < self.b_to
    }
}

/// The runs that two texts share, by place in `a`; `seeds` by place.
pub(super) fn runs(a: &[Word], b: &[Word], seeds: &[Seed]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut left_over = WALKS * (a.len() + b.len());
    for seed in seeds {
        let (i, j) = (seed.a_word as usize, seed.b_word as usize);
        if found.iter().rev().take(BACK).any(|run| run.holds(i, j)) {
            continue;
        }
        let steps = left_over.max(SHORT_WALK);
        let right = extend(|k| a.get(i + k).copied(), |k| b.get(j + k).copied(), steps);
        let left = extend(|k| word_before(a, i, k), |k| word_before(b, j, k), steps);
        left_over = left_over.saturating_sub(right.a + left.a);
        found.push(Run {
            a_from: i - left.a,
            a_to: i + right.a,
            b_from: j - left.b,
            b_to: j + right.b,
            alike: left.alike + right.alike,
        });
    }
    found.sort_unstable();
    found.dedup();
    join(found)
}

/// The last few of `runs` (by place) that begin at or before word `a`, nearest first.
pub(super) fn before(runs: &[Run], a: usize) -> impl Iterator<Item = &Run> {
    runs[..runs.partition_point(|run| run.a_from <= a)].iter().rev().take(BACK)
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
    let same = |i: usize, j: usize| matches!((a(i), b(j)), (Some(one), Some(other)) if one == other);
    let mut reach = Reach::default();
    loop {
        if reach.a >= steps {
            return reach;
        }
        if same(reach.a, reach.b) {
            reach = Reach { a: reach.a + 1, b: reach.b + 1, alike: reach.alike + 1 };
            continue;
        }
        let Some((skip_a, skip_b)) = resume(&same, reach) else {
            return reach;
        };
        reach.a += skip_a;
        reach.b += skip_b;
    }
}

/// The smallest edit after which enough words agree: one swapped, dropped or added word asks for two, larger edits
/// for as many as they span plus one.
fn resume(same: &impl Fn(usize, usize) -> bool, at: Reach) -> Option<(usize, usize)> {
    (1..=LOOKAHEAD).find_map(|size| {
        let agree = |&(skip_a, skip_b): &(usize, usize)| {
            (0..=size).all(|k| same(at.a + skip_a + k, at.b + skip_b + k))
        };
        // Of edits of one size the most even first: a swap before a drop.
        (0..=size).rev().flat_map(|less| [(size, less), (less, size)]).find(agree)
    })
}

/// Joins runs that follow one another in both texts across small gaps. Reordered runs stay apart.
fn join(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        if joined.iter().rev().take(BACK).any(|before| before.contains(&run)) {
            continue;
        }
        let nearest = joined
            .iter()
            .enumerate()
            .rev()
            .take(BACK)
            .filter_map(|(at, before)| Some((gap(before, &run)?, at)))
            .min();
        match nearest {
            Some((_, at)) => {
                let before = &mut joined[at];
                let overlap =
                    before.a_to.saturating_sub(run.a_from).max(before.b_to.saturating_sub(run.b_from));
                before.alike += run.alike.saturating_sub(overlap);
                before.a_to = before.a_to.max(run.a_to);
                before.b_to = before.b_to.max(run.b_to);
            }
            None => joined.push(run),
        }
    }
    joined.sort_unstable();
    joined
}

/// Words between two runs, the larger side, if the second may join the first.
fn gap(before: &Run, run: &Run) -> Option<usize> {
    let follows = run.a_from >= before.a_from
        && run.b_from >= before.b_from
        && run.a_to > before.a_to
        && run.b_to > before.b_to;
    let overlap = before.a_to.saturating_sub(run.a_from).max(before.b_to.saturating_sub(run.b_from));
    let gap = run.a_from.saturating_sub(before.a_to).max(run.b_from.saturating_sub(before.b_to));
    let limit = (SHORT_GAP + before.alike.min(run.alike)).min(GAP);
    (follows && overlap < run.alike.min(before.alike) && gap <= limit).then_some(gap)
}

#[cfg(test)]
mod tests {
    use super::super::index::Index;
    use super::super::words::Words;
    use super::*;
    use headwater_text::Annotations;

    fn check(a: &str, b: &str, expected: &[(&str, &str)]) {
        let texts = [a, b].map(|text| Words::of(text, &Annotations::default()));
        let index = Index::of(&texts);
        let found: Vec<(&str, &str)> = runs(&texts[0].ids, &texts[1].ids, &index.seeds)
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
    fn a_text_that_repeats_one_word_costs_no_more_than_another() {
        let text = "ha ".repeat(200_000);
        let words = Words::of(&text, &Annotations::default());
        let texts = [words.clone(), words];
        let index = Index::of(&texts);
        assert!(index.seeds.len() < 100);
        assert!(!runs(&texts[0].ids, &texts[1].ids, &index.seeds).is_empty());
    }
}
