//! Clauses that agree, joined into claims: average agreement decides, so that no chain of near matches forms.

use super::agree::{ENOUGH, agreement, may_agree};
use super::reading::{Brief, Readings};
use crate::crew::{self, Crew};
use foldhash::HashSet;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Members of a group that stand for it in comparisons. Keeps the cost of a merge constant.
const SPEAKERS: usize = 6;
/// Groups of the same wording that a clause is compared with before it opens its own.
const LEADERS: usize = 8;

/// A possible join, best first; ties by the smaller groups.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Join {
    score: f64,
    a: usize,
    b: usize,
    /// How often each group had grown when the score was taken.
    grown: (u32, u32),
}

impl Eq for Join {}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score
            .total_cmp(&other.score)
            .then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
            .then_with(|| other.grown.cmp(&self.grown))
    }
}

/// Groups under construction: a forest with the members at its roots.
struct Groups {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    grown: Vec<u32>,
}

impl Groups {
    fn new(len: usize) -> Self {
        Self {
            parent: (0..len).collect(),
            members: (0..len).map(|index| vec![index]).collect(),
            grown: vec![0; len],
        }
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.parent[index] != index {
            self.parent[index] = self.parent[self.parent[index]];
            index = self.parent[index];
        }
        index
    }

    /// Whether a clause was joined to no other.
    fn is_alone(&mut self, index: usize) -> bool {
        let root = self.root(index);
        self.members[root].len() == 1
    }

    /// Joins two roots; the smaller index stays root, so that the outcome does not depend on who asked.
    fn join(&mut self, a: usize, b: usize) -> usize {
        let (root, leaf) = (a.min(b), a.max(b));
        self.parent[leaf] = root;
        let mut moved = std::mem::take(&mut self.members[leaf]);
        let kept = &mut self.members[root];
        if kept.len() < moved.len() {
            std::mem::swap(kept, &mut moved);
        }
        kept.append(&mut moved);
        self.grown[root] += 1;
        root
    }
}

/// Joins clauses into claims. `alike` are those to join first (aligned copies).
pub(super) fn join(crew: &dyn Crew, readings: &Readings<'_>, alike: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let len = readings.clauses.len();
    let mut groups = Groups::new(len);
    for &(a, b) in alike {
        let (a, b) = (groups.root(a), groups.root(b));
        if a != b {
            groups.join(a, b);
        }
    }
    let leaders = same_wording(readings, &mut groups);
    let alone: Vec<bool> = (0..len).map(|index| groups.is_alone(index)).collect();
    // What a group says as a whole is only known when it is compared.
    let worth = |a: &Brief, b: &Brief| !alone[a.clause] || !alone[b.clause] || may_agree(readings, a, b);
    let mut offers = Offers::default();
    let pairs = super::candidates::pairs(crew, readings, &leaders, worth);
    let asked = pairs.into_iter().filter_map(|(a, b)| offers.asked(&mut groups, a, b)).collect::<Vec<_>>();
    offers
        .heap
        .extend(crew::map(crew, &asked, |asked| asked.answer(readings, &groups)).into_iter().flatten());
    while let Some(join) = offers.heap.pop() {
        let (a, b) = (groups.root(join.a), groups.root(join.b));
        if a == b {
            continue;
        }
        let fresh = (a, b) == (join.a, join.b) && join.grown == (groups.grown[a], groups.grown[b]);
        if fresh {
            groups.join(a, b);
        } else {
            let asked = offers.asked(&mut groups, a, b);
            offers.heap.extend(asked.and_then(|asked| asked.answer(readings, &groups)));
        }
    }
    let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..len {
        let root = groups.root(index);
        claims.entry(root).or_default().push(index);
    }
    let mut claims: Vec<Vec<usize>> = claims.into_values().collect();
    claims.sort_unstable();
    claims
}

/// Joins clauses of the same words about the same event; returns one clause of every group.
fn same_wording(readings: &Readings<'_>, groups: &mut Groups) -> Vec<usize> {
    let mut by_wording: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut leaders = Vec::new();
    for (index, reading) in readings.clauses.iter().enumerate() {
        let known = by_wording.entry(reading.wording).or_default();
        let leader = known
            .iter()
            .take(LEADERS)
            .copied()
            .find(|leader| agreement(readings, *leader, index).is_some_and(|score| score >= 1.0));
        match leader {
            Some(leader) => {
                let (a, b) = (groups.root(leader), groups.root(index));
                if a != b {
                    groups.join(a, b);
                }
            }
            None => {
                known.push(index);
                leaders.push(index);
            }
        }
    }
    leaders
}

/// Joins worth trying.
#[derive(Default)]
struct Offers {
    heap: BinaryHeap<Join>,
    /// Groups that were compared, as often as each had grown by then.
    seen: HashSet<(usize, usize, u32, u32)>,
}

impl Offers {
    /// The join of two groups, where they were not compared as they are.
    fn asked(&mut self, groups: &mut Groups, a: usize, b: usize) -> Option<Asked> {
        let (a, b) = (groups.root(a), groups.root(b));
        let (a, b) = (a.min(b), a.max(b));
        let grown = (groups.grown[a], groups.grown[b]);
        // Two clauses by themselves are paired once, and never asked about again.
        let anew = grown == (0, 0) || self.seen.insert((a, b, grown.0, grown.1));
        (a != b && anew).then_some(Asked { a, b, grown })
    }
}

/// A join of which it is not known whether the groups agree.
struct Asked {
    a: usize,
    b: usize,
    grown: (u32, u32),
}

impl Asked {
    /// The join, if the two groups agree enough.
    fn answer(&self, readings: &Readings<'_>, groups: &Groups) -> Option<Join> {
        let Self { a, b, grown } = *self;
        let score = average(readings, &groups.members[a], &groups.members[b])?;
        (score >= ENOUGH).then_some(Join { score, a, b, grown })
    }
}

/// Mean agreement of the speakers of two groups, where a pair that cannot be one claim counts as none; `None` for
/// empty groups.
fn average(readings: &Readings<'_>, a: &[usize], b: &[usize]) -> Option<f64> {
    let mut sum = 0.0;
    let mut count = 0.0;
    for x in speakers(a, SPEAKERS) {
        for y in speakers(b, SPEAKERS) {
            sum += agreement(readings, x, y).unwrap_or(0.0);
            count += 1.0;
        }
    }
    (count > 0.0).then(|| sum / count)
}

/// At most so many members, spread evenly over the group.
pub(super) fn speakers(members: &[usize], most: usize) -> impl Iterator<Item = usize> {
    members.iter().copied().step_by(members.len().div_ceil(most).max(1))
}

#[cfg(test)]
mod tests {
    use super::super::{Reader, reading::Clause};
    use super::*;
    use crate::{Alone, Occurrence, Pile, Values, entities};
    use headwater_text::{Annotations, Certainty, Document, Language, Polarity, Span};

    /// Documents of the given clauses, one a line, each an occurrence; numbers are read off the first digits.
    fn cluster(documents: &[&[&str]]) -> Vec<Vec<usize>> {
        let language = Language::english();
        let mut occurrences = Vec::new();
        let mut made = Vec::new();
        for (doc, clauses) in documents.iter().enumerate() {
            let mut start = 0;
            for clause in *clauses {
                occurrences.push(occurrence(doc, clause, start));
                start += clause.len() + 1;
            }
            made.push(Document { id: doc.to_string(), text: clauses.join("\n"), ..Document::default() });
        }
        let annotations = vec![Annotations::default(); made.len()];
        let pile = Pile { documents: &made, annotations: &annotations };
        let entities = entities::resolve(pile, &language);
        let clauses: Vec<_> = occurrences.iter().map(Clause::of).collect();
        let mut reader = Reader::new(&language);
        let keys: Vec<u64> = (0..made.len() as u64).collect();
        let texts = reader.read(&Alone, pile, &keys);
        let mut corpus = reader.compare(&Alone, pile, texts, &entities);
        join(&Alone, &corpus.readings(&clauses), &[])
    }

    fn occurrence(doc: usize, clause: &str, start: usize) -> Occurrence {
        let digits: String =
            clause.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        let after = clause.split(&digits).nth(1).unwrap_or("").split_whitespace().next();
        let at = clause.find(&digits).unwrap_or(0);
        Occurrence {
            doc,
            span: Span::new(start, start + clause.len()),
            sentence: Span::new(start, start + clause.len()),
            attribution: None,
            quote: None,
            polarity: Polarity::Affirmed,
            certainty: Certainty::Asserted,
            certainty_evidence: None,
            values: Values {
                number: digits.parse().ok(),
                unit: after.filter(|_| !digits.is_empty()).map(str::to_lowercase),
                number_span: (!digits.is_empty()).then(|| Span::new(start + at, start + at + digits.len())),
                ..Values::default()
            },
            via: Vec::new(),
            origin: None,
            matched: None,
            judged: Vec::new(),
        }
    }

    const FERRY: [&[&str]; 3] = [
        &[
            "the ferry Osprey sank near Port Ellery with 86 passengers on board",
            "the harbour at Port Ellery was closed to all traffic",
            "the owner of the Osprey was detained in Port Ellery",
        ],
        &[
            "86 passengers were aboard the Osprey when she went down near Port Ellery",
            "police arrested the owner of the Osprey in Port Ellery",
        ],
        &[
            "the harbour of Port Ellery was shut after the Osprey capsized",
            "the Osprey carried 88 passengers near Port Ellery",
        ],
    ];

    #[test]
    fn the_same_matter_in_other_words_is_one_claim() {
        assert_eq!(cluster(&FERRY), [vec![0, 3, 6], vec![1, 5], vec![2, 4]]);
    }

    #[test]
    fn the_same_words_about_another_event_are_another_claim() {
        let claims = cluster(&[
            &["a fire at the Calder mill in Estwick killed 7 people", "Estwick shut the Calder mill road"],
            &["a fire at the Lorimer depot in Vantry killed 4 people", "Vantry evacuated the Lorimer depot"],
        ]);
        assert!(!claims.iter().any(|claim| claim.contains(&0) && claim.contains(&2)), "{claims:?}");
    }

    #[test]
    fn every_clause_is_in_one_claim_whatever_the_order_of_documents() {
        let texts = |order: [usize; 3]| {
            let documents = order.map(|doc| FERRY[doc]);
            let all: Vec<&str> = documents.iter().flat_map(|clauses| clauses.iter().copied()).collect();
            let mut claims: Vec<Vec<&str>> = cluster(&documents)
                .iter()
                .map(|claim| claim.iter().map(|index| all[*index]).collect())
                .collect();
            for claim in &mut claims {
                claim.sort_unstable();
            }
            claims.sort();
            assert_eq!(claims.iter().map(Vec::len).sum::<usize>(), all.len());
            claims
        };
        assert_eq!(texts([0, 1, 2]), texts([2, 0, 1]));
        assert_eq!(texts([0, 1, 2]), texts([1, 2, 0]));
    }

    #[test]
    fn ten_thousand_copies_of_a_clause_are_one_claim() {
        let clause = ["the Osprey sank off Port Ellery"];
        let documents = vec![&clause[..]; 10_000];
        assert_eq!(cluster(&documents).len(), 1);
    }
}
