//! Found attributions against marked ones.

use super::gold::{Article, Mark, Range};
use super::matching::{jaccard, pairs, shared};
use super::words::Words;
use headwater_text::{Annotations, CodePoints, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Contents that share less of their words than this are not the same.
const SAME: f64 = 0.5;

/// What was right of what was found and of what there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Marked ones that were found.
    pub found: usize,
    /// Found ones that are marked.
    pub right: usize,
    /// All that were marked.
    pub gold: usize,
    /// All that were found.
    pub said: usize,
}

impl Tally {
    /// Share of what was found that is right; none where nothing was found.
    pub fn precision(self) -> Option<f64> {
        (self.said > 0).then(|| self.right as f64 / self.said as f64)
    }

    /// Share of what is marked that was found; none where nothing is marked.
    pub fn recall(self) -> Option<f64> {
        (self.gold > 0).then(|| self.found as f64 / self.gold as f64)
    }

    /// Harmonic mean of the two; none where nothing is marked.
    pub fn f1(self) -> Option<f64> {
        let recall = self.recall()?;
        let precision = self.precision().unwrap_or(0.0);
        let sum = precision + recall;
        Some(if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
    }

    fn add_sets<T: Ord>(&mut self, gold: &BTreeSet<T>, said: &BTreeSet<T>) {
        let both = gold.intersection(said).count();
        self.found += both;
        self.right += both;
        self.gold += gold.len();
        self.said += said.len();
    }
}

/// Source, cue and content.
pub const ROLES: [&str; 3] = ["source", "cue", "content"];
/// All, none or some of the words of a content stand between quotation marks.
pub const KINDS: [&str; 3] = ["direct", "indirect", "mixed"];

/// The measures of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// Articles measured.
    pub articles: usize,
    /// Attributions with the same content (half of their words) and a source in common, or none on both sides.
    pub attribution: Tally,
    /// The same by kind of the content.
    pub kinds: [Tally; 3],
    /// Attributions with the same content, whoever the source.
    pub content: Tally,
    /// Words in each role.
    pub tokens: [Tally; 3],
    /// Unbroken runs of words in each role, equal at both ends.
    pub exact: [Tally; 3],
    /// Attributions marked inside another one.
    pub nested: usize,
    /// Of them those where this one, that one and the link between them were found.
    pub nested_found: usize,
}

/// An attribution as sets of words.
#[derive(Debug, Default)]
struct Set {
    roles: [Vec<usize>; 3],
    /// Source and cue where they are not told apart.
    frame: Vec<usize>,
    parent: Option<usize>,
}

impl Set {
    fn is_empty(&self) -> bool {
        self.roles.iter().all(Vec::is_empty) && self.frame.is_empty()
    }

    fn same_content(&self, other: &Self) -> bool {
        jaccard(&self.roles[2], &other.roles[2]) >= SAME
    }

    /// Same content, and sources in common.
    fn same(&self, said: &Self) -> bool {
        let sources = if self.frame.is_empty() {
            let (own, other) = (&self.roles[0], &said.roles[0]);
            own.is_empty() && other.is_empty() || shared(own, other) > 0
        } else {
            shared(&self.frame, &said.roles[0]) + shared(&self.frame, &said.roles[1]) > 0
        };
        sources && self.same_content(said)
    }
}

impl Scores {
    /// Adds an article and what was found in it. Like the field's scorer it passes over nested attributions but for
    /// [`Scores::nested_found`]: PolNeAR marks outermost ones only. Where the gold marks nested ones, they count in nothing else.
    pub fn add(&mut self, article: &Article, found: &Annotations) {
        let words = Words::of(&article.text);
        let dead: BTreeSet<usize> = words.under(&article.discard).into_iter().collect();
        let under = |spans: &[Range]| -> Vec<usize> {
            words.under(spans).into_iter().filter(|word| !dead.contains(word)).collect()
        };
        let gold = gold_sets(article, under);
        let said = found_sets(&article.text, found, under);
        self.articles += 1;
        self.add_nested(&gold, &said);
        let outermost = |set: &&Set| set.parent.is_none() && !set.is_empty();
        let gold: Vec<&Set> = gold.iter().filter(outermost).collect();
        let said: Vec<&Set> = said.iter().filter(outermost).collect();
        self.add_words(&gold, &said);
        self.content = sum(self.content, one_to_one(&gold, &said, Set::same_content).0);
        let (tally, partner) = one_to_one(&gold, &said, Set::same);
        self.attribution = sum(self.attribution, tally);
        let kind = |set: &Set| kind(&set.roles[2], &words);
        for (set, partner) in gold.iter().zip(&partner) {
            if let Some(kind) = kind(set) {
                self.kinds[kind].gold += 1;
                self.kinds[kind].found += usize::from(partner.is_some());
            }
        }
        let right: BTreeSet<usize> = partner.iter().flatten().copied().collect();
        for (index, set) in said.iter().enumerate() {
            if let Some(kind) = kind(set) {
                self.kinds[kind].said += 1;
                self.kinds[kind].right += usize::from(right.contains(&index));
            }
        }
    }

    fn add_words(&mut self, gold: &[&Set], said: &[&Set]) {
        for role in 0..ROLES.len() {
            let words = |sets: &[&Set]| -> BTreeSet<usize> {
                sets.iter().flat_map(|set| set.roles[role].iter().copied()).collect()
            };
            let all_runs = |sets: &[&Set]| -> BTreeSet<(usize, usize)> {
                sets.iter().flat_map(|set| runs(&set.roles[role])).collect()
            };
            self.tokens[role].add_sets(&words(gold), &words(said));
            self.exact[role].add_sets(&all_runs(gold), &all_runs(said));
        }
    }

    /// A marked link is found where some found attribution is like the inner one, and one above it is like the outer one.
    fn add_nested(&mut self, gold: &[Set], said: &[Set]) {
        for inner in gold {
            let Some(outer) = inner.parent.and_then(|parent| gold.get(parent)) else { continue };
            self.nested += 1;
            let linked = said
                .iter()
                .filter(|set| inner.same(set))
                .any(|set| above(set, said).any(|set| outer.same(set)));
            self.nested_found += usize::from(linked);
        }
    }
}

/// The attributions in whose contents one lies, the innermost first.
fn above<'a>(set: &Set, all: &'a [Set]) -> impl Iterator<Item = &'a Set> {
    std::iter::successors(set.parent.and_then(|parent| all.get(parent)), |set| {
        set.parent.and_then(|parent| all.get(parent))
    })
    .take(all.len())
}

fn sum(a: Tally, b: Tally) -> Tally {
    Tally { found: a.found + b.found, right: a.right + b.right, gold: a.gold + b.gold, said: a.said + b.said }
}

fn gold_sets(article: &Article, under: impl Fn(&[Range]) -> Vec<usize>) -> Vec<Set> {
    let ids: BTreeMap<&str, usize> = (article.attributions.iter().enumerate())
        .filter_map(|(index, mark)| Some((mark.id.as_deref()?, index)))
        .collect();
    let set = |mark: &Mark| Set {
        roles: [under(&mark.source), under(&mark.cue), under(&mark.content)],
        frame: under(&mark.frame),
        parent: mark.parent.as_deref().and_then(|parent| ids.get(parent).copied()),
    };
    article.attributions.iter().map(set).collect()
}

fn found_sets(text: &str, found: &Annotations, under: impl Fn(&[Range]) -> Vec<usize>) -> Vec<Set> {
    let points = CodePoints::of(text);
    let role = |spans: &[Span]| {
        under(&spans.iter().map(|span| points.range(*span)).filter(|(a, b)| a < b).collect::<Vec<_>>())
    };
    (found.attributions.iter())
        .map(|one| Set {
            roles: [role(&one.source), role(&one.cue), role(&one.content)],
            frame: Vec::new(),
            parent: one.parent,
        })
        .collect()
}

/// Runs of words without a gap, as first and last.
fn runs(words: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for word in words {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *word => *last = *word,
            _ => runs.push((*word, *word)),
        }
    }
    runs
}

fn one_to_one(
    gold: &[&Set],
    said: &[&Set],
    same: impl Fn(&Set, &Set) -> bool,
) -> (Tally, Vec<Option<usize>>) {
    let edges: Vec<Vec<usize>> = (gold.iter())
        .map(|marked| (0..said.len()).filter(|index| same(marked, said[*index])).collect())
        .collect();
    let partner = pairs(&edges, said.len());
    let matched = partner.iter().flatten().count();
    (Tally { found: matched, right: matched, gold: gold.len(), said: said.len() }, partner)
}

/// Index into [`KINDS`]; none for a content without a word.
fn kind(content: &[usize], words: &Words) -> Option<usize> {
    let letters: Vec<usize> = content.iter().copied().filter(|word| words.letters[*word]).collect();
    let quoted = letters.iter().filter(|word| words.quoted[**word]).count();
    match quoted {
        _ if letters.is_empty() => None,
        all if all == letters.len() => Some(0),
        0 => Some(1),
        _ => Some(2),
    }
}
