//! The yes-or-no questions that `expected.json` asks of a trace.

use crate::expected::{self, Story};
use crate::found::{self, Trace};
use crate::reader::{Hit, Reader, home, plain};
use crate::tally::Tally;
use std::collections::BTreeSet;

/// Asks everything.
pub(crate) fn ask(story: &Story, trace: &Trace) -> Tally {
    let reader = Reader::of(story, trace);
    let mut tally = Tally::default();
    reader.ask_documents(&mut tally);
    reader.ask_claims(&mut tally);
    reader.ask_restraint(&mut tally);
    reader.ask_names(&mut tally);
    reader.ask_reuse(&mut tally);
    reader.ask_circular(&mut tally);
    tally
}

impl Reader<'_> {
    fn ask_documents(&self, tally: &mut Tally) {
        for (id, fields) in &self.story.documents {
            let document = self.trace.documents.iter().find(|document| document.id == *id);
            for (field, wanted) in fields {
                let got = document.and_then(|d| d.fields.get(field)).and_then(|value| value.as_str());
                let right = document.is_some()
                    && match (wanted, got) {
                        (Some(wanted), Some(got)) if field == "published" => got.starts_with(wanted),
                        (Some(wanted), Some(got)) => plain(got) == plain(wanted),
                        (wanted, got) => wanted.is_none() && got.is_none(),
                    };
                tally.ask("document", right, || format!("{id}, {field}: {wanted:?}, got {got:?}"));
            }
        }
    }

    fn ask_claims(&self, tally: &mut Tally) {
        let claims = &self.story.claims;
        let hits: Vec<Vec<Vec<Hit>>> = claims
            .iter()
            .map(|claim| claim.occurrences.iter().map(|sought| self.hits(&sought.place)).collect())
            .collect();
        let homes: Vec<Option<usize>> = hits.iter().map(|hits| home(hits)).collect();
        for ((claim, hits), home) in claims.iter().zip(&hits).zip(&homes) {
            for (sought, hits) in claim.occurrences.iter().zip(hits) {
                self.ask_occurrence(tally, &claim.id, sought, hits);
                if claim.occurrences.len() > 1 {
                    let joined = home.is_some() && hits.iter().any(|hit| Some(hit.claim) == *home);
                    tally.ask("same claim", joined, || about(&claim.id, &sought.place));
                }
            }
            let alone = home.is_some() && homes.iter().filter(|other| *other == home).count() == 1;
            tally.ask("distinct", alone, || claim.id.clone());
            let found = home.and_then(|index| self.trace.claims.get(index));
            self.ask_verdicts(tally, claim, found);
        }
    }

    fn ask_occurrence(&self, tally: &mut Tally, claim: &str, sought: &expected::Occurrence, hits: &[Hit]) {
        let question = || about(claim, &sought.place);
        tally.ask("occurrence", !hits.is_empty(), question);
        if let Some(chain) = &sought.chain {
            let readings = || [Some(chain), sought.or_chain.as_ref()].into_iter().flatten();
            let any = |right: &dyn Fn(Hit, &[String]) -> bool| {
                hits.iter().any(|hit| readings().any(|chain| right(*hit, chain)))
            };
            tally.ask("chain", any(&|hit, chain| self.has_chain(hit, chain)), || {
                format!("{}: {chain:?}, got {:?}", question(), self.chains(hits))
            });
            tally.ask("origin", any(&|hit, chain| self.has_origin(hit, chain)), || {
                format!("{}: {:?}", question(), chain.last())
            });
        }
        let any = |right: &dyn Fn(&found::Occurrence) -> bool| hits.iter().any(|hit| right(hit.occurrence));
        if let Some(kind) = &sought.kind {
            tally.ask("quote", any(&|got| got.quote == *kind), question);
        }
        if let Some(certainty) = &sought.certainty {
            tally.ask("certainty", any(&|got| got.certainty == *certainty), question);
        }
        if let Some(quantity) = &sought.quantity {
            let right = |got: &found::Occurrence| {
                let modifier = got.values.modifier.as_deref().map(plain);
                got.values.number == Some(quantity.value)
                    && quantity.modifier.as_deref().is_none_or(|wanted| modifier == Some(plain(wanted)))
            };
            tally.ask("quantity", any(&right), question);
        }
        if let Some(time) = &sought.time {
            let at = self.place(&sought.place.doc, &time.expression).map(|(start, _)| start);
            let right = self.trace.times.iter().any(|got| {
                got.place.doc == sought.place.doc
                    && at.is_some_and(|at| got.place.start <= at && at < got.place.end)
                    && got.value.as_deref().is_some_and(|value| value.starts_with(&time.value))
            });
            tally.ask("time", right, || format!("{}: {} = {}", question(), time.expression, time.value));
        }
    }

    fn ask_verdicts(&self, tally: &mut Tally, claim: &expected::Claim, found: Option<&found::Claim>) {
        let id = &claim.id;
        if let Some(wanted) = &claim.independence {
            let got = found.map(|found| (found.independent_min, found.independent_max));
            let most = wanted.possible_at_most.unwrap_or(wanted.possible);
            tally.ask("certain", got.is_some_and(|(certain, _)| certain == wanted.certain), || {
                format!("{id}: {}, got {got:?}", wanted.certain)
            });
            tally.ask(
                "possible",
                got.is_some_and(|(_, got)| (wanted.possible..=most).contains(&got)),
                || format!("{id}: {} to {most}, got {got:?}", wanted.possible),
            );
        }
        if let Some(wanted) = &claim.official {
            let got = found.map(|found| found.official.as_str());
            tally.ask("official", got == Some(wanted), || format!("{id}: {wanted}, got {got:?}"));
        }
        for wanted in &claim.disagreements {
            let touches = |place: &found::Place| {
                place.doc == wanted.b.doc
                    && self
                        .place(&wanted.b.doc, &wanted.b.find)
                        .is_some_and(|(start, end)| place.start < end && start < place.end)
            };
            let right = found.is_some_and(|found| {
                found
                    .disagreements
                    .iter()
                    .any(|got| got.kind == wanted.kind && (touches(&got.a) || touches(&got.b)))
            });
            tally.ask("disagreement", right, || format!("{id}: {} in {}", wanted.kind, wanted.b.doc));
        }
        for wanted in &claim.drifts {
            let right = found.is_some_and(|found| {
                found.drifts.iter().any(|got| got.kind == wanted.kind && got.to_doc == wanted.to)
            });
            tally.ask("drift", right, || format!("{id}: {} in {}", wanted.kind, wanted.to));
        }
    }

    /// What must not be found: claims in furniture, or more claims than text.
    fn ask_restraint(&self, tally: &mut Tally) {
        for place in &self.story.no_claim {
            let (mut told, mut inside) = (false, false);
            if let Some((start, end)) = self.place(&place.doc, &place.find) {
                for (_, got) in self.occurrences().filter(|(_, got)| got.place.doc == place.doc) {
                    told = true;
                    inside |= got.place.start < end && start < got.place.end;
                }
            }
            // Words that main-text extraction left out carry no claim either.
            let left_out = self.texts.get(place.doc.as_str()).is_some_and(|text| !text.contains(&place.find));
            tally.ask("no claim", left_out || (told && !inside), || about("furniture", place));
        }
        for id in self.story.documents.keys() {
            let length = self.texts.get(id.as_str()).map_or(0, |text| text.chars().count());
            let told: usize = self
                .occurrences()
                .filter(|(_, got)| got.place.doc == *id)
                .map(|(_, got)| got.place.end.saturating_sub(got.place.start))
                .sum();
            tally
                .ask("in bounds", told > 0 && 2 * told <= 3 * length, || format!("{id}: {told} of {length}"));
        }
    }

    fn ask_names(&self, tally: &mut Tally) {
        let lists: Vec<BTreeSet<String>> =
            self.trace.aliases.iter().map(|list| list.iter().map(|name| plain(name)).collect()).collect();
        let together = |a: &str, b: &str| {
            let (a, b) = (plain(a), plain(b));
            a == b || lists.iter().any(|list| list.contains(&a) && list.contains(&b))
        };
        for list in &self.story.aliases {
            if let Some((first, others)) = list.split_first() {
                for other in others {
                    tally.ask("alias", together(first, other), || format!("{first} = {other}"));
                }
            }
        }
        for (a, b) in &self.story.must_not_merge {
            tally.ask("apart", !lists.is_empty() && !together(a, b), || format!("{a}, {b}"));
        }
    }

    fn ask_reuse(&self, tally: &mut Tally) {
        for wanted in &self.story.reuse {
            let matches = self.copies(wanted);
            let question = || format!("{} and {}: {}", wanted.a, wanted.b, wanted.find);
            tally.ask("copy", !matches.is_empty(), question);
            let original = matches.iter().any(|(_, original)| *original == wanted.original.as_deref());
            tally.ask("copy original", original, question);
            let credited = matches.iter().any(|(copy, _)| copy.credited == wanted.credited);
            tally.ask("copy credited", credited, question);
        }
    }

    fn ask_circular(&self, tally: &mut Tally) {
        let unordered = |(a, b): &(String, String)| BTreeSet::from([a.clone(), b.clone()]);
        let got: BTreeSet<_> = self.trace.circular.iter().map(unordered).collect();
        for pair in &self.story.circular {
            tally.ask("circular", got.contains(&unordered(pair)), || format!("{pair:?}"));
        }
        let wanted: BTreeSet<_> = self.story.circular.iter().map(unordered).collect();
        tally.ask("circular", got.is_subset(&wanted), || format!("no others, got {got:?}"));
    }
}

fn about(claim: &str, place: &expected::Place) -> String {
    format!("{claim}, {}: {}", place.doc, place.find)
}
