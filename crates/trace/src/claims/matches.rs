//! Why each clause stands in its claim: what it says alike with the clause of the claim that it agrees with most.

use super::agree::agreement;
use super::cluster::speakers;
use super::reading::{Clause, Readings, Terms};
use crate::crew::{self, Crew};
use crate::{Match, Pile, Voice};
use headwater_text::Span;

/// Clauses of a claim that a clause is held against: enough for a telling one, and linear in copies of one clause.
const SPEAKERS: usize = 12;
/// Words told of each sort; the strongest stand for the rest.
const TOLD: usize = 6;

/// For each clause of `claims` its match; `with` is the index of a clause. One of another document says more.
pub(super) fn find(
    crew: &dyn Crew,
    pile: Pile<'_>,
    readings: &Readings<'_>,
    clauses: &[Clause<'_>],
    claims: &[Vec<usize>],
) -> Vec<Option<Match>> {
    let of_claim = |claim: &Vec<usize>| -> Vec<(usize, Match)> {
        let of_clause = |&index: &usize| {
            let best = speakers(claim, SPEAKERS)
                .filter(|other| *other != index)
                .map(|other| {
                    let elsewhere = readings.clauses[other].doc != readings.clauses[index].doc;
                    ((elsewhere, agreement(readings, index, other).unwrap_or(0.0)), other)
                })
                // Of equals the first.
                .reduce(|best, next| if next.0 > best.0 { next } else { best });
            best.map(|(_, with)| (index, explain(pile, readings, clauses, index, with)))
        };
        claim.iter().filter_map(of_clause).collect()
    };
    let mut matches = vec![None; readings.clauses.len()];
    for (index, found) in crew::map(crew, claims, of_claim).into_iter().flatten() {
        matches[index] = Some(found);
    }
    matches
}

fn explain(
    pile: Pile<'_>,
    readings: &Readings<'_>,
    clauses: &[Clause<'_>],
    index: usize,
    with: usize,
) -> Match {
    let (here, there) = (&readings.clauses[index], &readings.clauses[with]);
    if here.wording == there.wording {
        return Match {
            with,
            shared: Vec::new(),
            voice: Voice::Inferred,
            reason: "the same words".to_owned(),
        };
    }
    let mut said = Vec::new();
    let mut shared = Vec::new();
    let parts = [(&here.names, &there.names, "both name"), (&here.frame, &there.frame, "both say")];
    for (ours, theirs, verb) in parts {
        let alike = alike(ours, theirs);
        let words: Vec<String> =
            alike.iter().map(|(a, b)| pair(pile.words(here.doc, *a), pile.words(there.doc, *b))).collect();
        if !words.is_empty() {
            said.push(format!("{verb} {}", words.join(", ")));
        }
        shared.extend(alike.into_iter().map(|(here, _)| here));
    }
    let given = |clause: &Clause<'_>| clause.number_span.map(|span| pile.words(clause.doc, span));
    if let (Some(a), Some(b)) = (given(&clauses[index]), given(&clauses[with])) {
        let same = here.number == there.number;
        said.push(format!("{} {}", if same { "both give" } else { "it gives" }, pair(a, b)));
    }
    if let (Some(days), Some(others)) = (here.days, there.days) {
        let same = days.0 <= others.1 && others.0 <= days.1;
        said.push(if same { "of the same day".to_owned() } else { "of different days".to_owned() });
    }
    shared.sort_unstable();
    shared.dedup();
    let reason =
        if said.is_empty() { "at the same place of a copied passage".to_owned() } else { said.join("; ") };
    Match { with, shared, voice: Voice::Inferred, reason }
}

/// Where two clauses say the same, strongest first.
fn alike(here: &Terms, there: &Terms) -> Vec<(Span, Span)> {
    let mut found: Vec<(f64, Span, Span)> = here
        .list
        .iter()
        .filter_map(|term| {
            let other = there.list.binary_search_by_key(&term.id, |other| other.id).ok()?;
            Some((term.weight, term.span, there.list[other].span))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    // Several words of a full name stand behind one word of the text.
    let mut seen: Vec<Span> = Vec::new();
    found.retain(|(_, span, _)| {
        let new = !seen.contains(span);
        seen.push(*span);
        new
    });
    found.truncate(TOLD);
    found.into_iter().map(|(_, here, there)| (here, there)).collect()
}

/// A word, with the word that stands for it elsewhere where that is another.
fn pair(here: &str, there: &str) -> String {
    if here.to_lowercase() == there.to_lowercase() {
        format!("\"{here}\"")
    } else {
        format!("\"{here}\" (there \"{there}\")")
    }
}
