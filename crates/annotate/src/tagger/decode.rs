//! Scores of pieces to spans: the best sequence of classes that makes whole spans (Viterbi 1967).

use super::network::classes;

/// No score of the network comes near it.
const NEVER: f32 = -1e9;

/// A span of pieces, the last included, of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) kind: usize,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Finds the best spans for a number of kinds.
#[derive(Debug)]
pub(super) struct Decoder {
    classes: usize,
    /// Score of class b behind class a, at `a * classes + b`; [`NEVER`] where spans would not be whole.
    steps: Vec<f32>,
}

/// Where in its span a class stands: not in one, first, inner, last, only piece.
fn part(class: usize) -> Option<usize> {
    class.checked_sub(1).map(|place| place % 4)
}

/// Of what kind of span it is a part.
fn kind(class: usize) -> Option<usize> {
    class.checked_sub(1).map(|place| place / 4)
}

/// More of the same span must follow.
fn opens(class: usize) -> bool {
    matches!(part(class), Some(0 | 1))
}

/// Some of the same span must precede.
fn goes_on(class: usize) -> bool {
    matches!(part(class), Some(1 | 2))
}

impl Decoder {
    /// `learnt` are the scores of one class behind another, in the order of [`Decoder::steps`].
    pub(super) fn new(kinds: usize, learnt: &[f32]) -> Self {
        let classes = classes(kinds);
        let whole = |a: usize, b: usize| {
            if opens(a) { goes_on(b) && kind(a) == kind(b) } else { !goes_on(b) }
        };
        let steps = (0..classes * classes)
            .map(|n| {
                let (a, b) = (n / classes, n % classes);
                if whole(a, b) { learnt[n] } else { NEVER }
            })
            .collect();
        Self { classes, steps }
    }

    /// Begins a span of `kind` only where it is worth `cost` more than it would have to be.
    pub(super) fn wary(mut self, kind: usize, cost: f32) -> Self {
        for (n, step) in self.steps.iter_mut().enumerate() {
            let class = n % self.classes;
            if *step > NEVER && self::kind(class) == Some(kind) && !goes_on(class) {
                *step -= cost;
            }
        }
        self
    }

    /// The best spans of a sequence of pieces, given the scores of each piece's classes. Of equal sequences, the one
    /// with the lower classes.
    pub(super) fn runs<'a>(&self, scores: impl Iterator<Item = &'a [f32]>) -> Vec<Run> {
        let mut best: Vec<f32> = Vec::new();
        let mut from: Vec<u8> = Vec::new();
        let mut next = vec![0.0; self.classes];
        for scores in scores {
            if best.is_empty() {
                best = (0..self.classes)
                    .map(|class| if goes_on(class) { NEVER } else { scores[class] })
                    .collect();
                from.resize(self.classes, 0);
                continue;
            }
            for (class, slot) in next.iter_mut().enumerate() {
                let (mut top, mut origin) = (f32::NEG_INFINITY, 0);
                for (before, score) in best.iter().enumerate() {
                    let score = score + self.steps[before * self.classes + class];
                    if score > top {
                        (top, origin) = (score, before);
                    }
                }
                *slot = top + scores[class];
                from.push(origin as u8);
            }
            std::mem::swap(&mut best, &mut next);
        }
        if best.is_empty() {
            return Vec::new();
        }
        let mut class = 0;
        for other in 1..self.classes {
            if !opens(other) && best[other] > best[class] {
                class = other;
            }
        }
        let mut runs = Vec::new();
        let mut last = 0;
        for place in (0..from.len() / self.classes).rev() {
            match part(class) {
                Some(3) => runs.push(Run { kind: (class - 1) / 4, first: place, last: place }),
                Some(2) => last = place,
                Some(0) => runs.push(Run { kind: (class - 1) / 4, first: place, last }),
                _ => {}
            }
            class = usize::from(from[place * self.classes + class]);
        }
        runs.reverse();
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One kind; a letter for the best class of each piece: outside, begin, inside, end, single.
    fn check(letters: &str, second: &[(usize, char, f32)], expected: &[(usize, usize)]) {
        let class = |letter: char| "obies".find(letter).unwrap();
        let mut scores: Vec<Vec<f32>> = Vec::new();
        for letter in letters.chars() {
            let mut row = vec![0.0; classes(1)];
            row[class(letter)] = 1.0;
            scores.push(row);
        }
        for (place, letter, score) in second {
            scores[*place][class(*letter)] = *score;
        }
        let runs = Decoder::new(1, &[0.0; 25]).runs(scores.iter().map(Vec::as_slice));
        let found: Vec<_> = runs.iter().map(|run| (run.first, run.last)).collect();
        assert_eq!(found, expected, "{letters}");
    }

    #[test]
    fn spans_are_whole() {
        check("", &[], &[]);
        check("ooo", &[], &[]);
        check("obieo", &[], &[(1, 3)]);
        check("sbes", &[], &[(0, 0), (1, 2), (3, 3)]);
        // An end without a beginning: the cheapest repair wins.
        check("oiie", &[(0, 'b', 0.9)], &[(0, 3)]);
        check("obio", &[(3, 'e', 0.2)], &[(1, 3)]);
    }

    #[test]
    fn learnt_steps_count() {
        let mut learnt = vec![0.0; 25];
        let (outside, single) = (0, 4);
        let scores = [[1.0, 0.0, 0.0, 0.0, 0.9], [1.0, 0.0, 0.0, 0.0, 0.9]];
        let find = |learnt: &[f32]| Decoder::new(1, learnt).runs(scores.iter().map(|row| &row[..])).len();
        assert_eq!(find(&learnt), 0);
        learnt[single * 5 + single] = 0.5;
        assert_eq!(find(&learnt), 2);
        learnt[outside * 5 + outside] = 0.5;
        assert_eq!(find(&learnt), 0);
    }

    #[test]
    fn a_wary_decoder_begins_fewer_spans() {
        let scores = [[0.0; 5], [0.0, 0.0, 0.0, 0.0, 0.5], [0.0; 5]];
        let find =
            |cost| Decoder::new(1, &[0.0; 25]).wary(0, cost).runs(scores.iter().map(|row| &row[..])).len();
        assert_eq!((find(0.0), find(0.4), find(0.6)), (1, 1, 0));
    }
}
