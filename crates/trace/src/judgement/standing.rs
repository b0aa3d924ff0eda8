//! Which judgements hold: each once, in the order in which they were made, without those taken back.

use super::{Decision, Judgement};
use std::collections::{BTreeMap, BTreeSet};

/// What holds, and what cannot be.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Standing<'j> {
    /// Judgements that hold, earliest first, undoing ones left out.
    pub(super) list: Vec<&'j Judgement>,
    /// Those that cannot be obeyed whatever the documents say, and why.
    pub(super) refused: Vec<(&'j Judgement, String)>,
}

/// The order in which judgements were made. Ids break ties, the shorter first, so that "j9" comes before "j10".
fn order(judgement: &Judgement) -> impl Ord + '_ {
    (judgement.when, judgement.id.len(), &judgement.id, judgement)
}

/// Sorts out `judgements`, whatever their order.
pub(super) fn standing(judgements: &[Judgement]) -> Standing<'_> {
    let mut sorted: Vec<&Judgement> = judgements.iter().collect();
    sorted.sort_by(|a, b| order(a).cmp(&order(b)));
    sorted.dedup();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut refused = Vec::new();
    let mut once: Vec<&Judgement> = Vec::with_capacity(sorted.len());
    for judgement in sorted {
        if place.contains_key(judgement.id.as_str()) {
            refused.push((judgement, format!("the id \"{}\" belongs to an earlier judgement", judgement.id)));
        } else {
            place.insert(&judgement.id, once.len());
            once.push(judgement);
        }
    }
    // From the last to the first, so that whether an undoing one was itself undone is known when it is met.
    let mut undone: BTreeSet<usize> = BTreeSet::new();
    for (at, judgement) in once.iter().enumerate().rev() {
        let Decision::Undo(id) = &judgement.decision else { continue };
        if undone.contains(&at) {
            continue;
        }
        match place.get(id.as_str()) {
            Some(&earlier) if earlier < at => {
                undone.insert(earlier);
            }
            Some(_) => {
                refused.push((judgement, format!("it takes back \"{id}\", which was not made before it")));
            }
            None => refused
                .push((judgement, format!("it takes back \"{id}\", which is not among the judgements"))),
        }
    }
    let list = once
        .into_iter()
        .enumerate()
        .filter(|(at, judgement)| !undone.contains(at) && !matches!(judgement.decision, Decision::Undo(_)))
        .map(|(_, judgement)| judgement)
        .collect();
    refused.sort_by(|a, b| order(a.0).cmp(&order(b.0)));
    Standing { list, refused }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::Target;
    use jiff::Timestamp;

    /// "id second" or "id second undoes": what holds and what is refused.
    fn check(given: &[&str], holding: &[&str], refused: &[&str]) {
        let mut judgements: Vec<Judgement> = given
            .iter()
            .map(|line| {
                let parts: Vec<&str> = line.split(' ').collect();
                let decision = match parts.get(2) {
                    Some(id) => Decision::Undo((*id).to_owned()),
                    None => Decision::WrongSpan { at: Target::default(), instead: None },
                };
                Judgement {
                    when: Timestamp::from_second(parts[1].parse().unwrap()).unwrap(),
                    id: parts[0].to_owned(),
                    who: "I. Marr".to_owned(),
                    note: None,
                    decision,
                }
            })
            .collect();
        for _ in 0..2 {
            let found = standing(&judgements);
            let ids: Vec<&str> = found.list.iter().map(|judgement| judgement.id.as_str()).collect();
            assert_eq!(ids, holding, "{given:?}");
            let ids: Vec<&str> = found.refused.iter().map(|(judgement, _)| judgement.id.as_str()).collect();
            assert_eq!(ids, refused, "{given:?}");
            judgements.reverse();
        }
    }

    #[test]
    fn what_is_taken_back_holds_no_more() {
        check(&[], &[], &[]);
        check(&["j1 1", "j2 2"], &["j1", "j2"], &[]);
        check(&["j10 1", "j9 1"], &["j9", "j10"], &[]);
        check(&["j1 1", "u 2 j1"], &[], &[]);
        check(&["j1 1", "u 2 j1", "v 3 u"], &["j1"], &[]);
        check(&["j1 1", "u 2 j1", "v 3 u", "w 4 v"], &[], &[]);
        check(&["j1 1", "u 2 j1", "v 3 j1"], &[], &[]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        check(&["j1 5", "u 2 j1"], &["j1"], &["u"]);
        check(&["u 2 u"], &[], &["u"]);
        check(&["j1 1", "u 2 j7"], &["j1"], &["u"]);
        check(&["j1 1", "j1 1"], &["j1"], &[]);
        check(&["j1 1", "j1 2"], &["j1"], &["j1"]);
    }
}
