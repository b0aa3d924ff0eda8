//! Occurrences put away or moved to other words, and occurrences found by the words of a judgement.

use super::docket::{Aim, Docket, Who};
use super::links::{Pair, Settled, settle};
use crate::claims::Corpus;
use crate::{Evidence, Occurrence, RulingIx};
use headwater_text::Span;
use std::collections::BTreeMap;

/// Where occurrences were put, so that judgements that know the old words find them.
#[derive(Debug, Default)]
pub(crate) struct Spots {
    moved: Vec<(Evidence, Evidence)>,
    away: Vec<Evidence>,
}

/// Pairs of occurrences that are one claim, and pairs that are not; they contradict one another nowhere.
#[derive(Debug, Default)]
pub(crate) struct ClaimLinks {
    pub(crate) same: Vec<(usize, usize)>,
    pub(crate) apart: Vec<(usize, usize)>,
}

/// An occurrence as it was found and as it was judged.
struct Spot {
    found: Occurrence,
    /// Where it stands now; `None` where it was put away.
    now: Option<Span>,
    ruling: Option<RulingIx>,
}

impl Docket {
    /// Obeys the judgements on wrong spans, in their order.
    pub(crate) fn spans(&mut self, corpus: &Corpus<'_>, occurrences: &mut Vec<Occurrence>) -> Spots {
        let decided: Vec<(RulingIx, Evidence, Option<Span>)> = self
            .aims()
            .into_iter()
            .filter_map(|(ruling, aim)| match aim {
                Aim::Span { at, instead } => Some((ruling, at, instead)),
                _ => None,
            })
            .collect();
        if decided.is_empty() {
            return Spots::default();
        }
        let mut spots: Vec<Spot> = std::mem::take(occurrences)
            .into_iter()
            .map(|found| Spot { now: Some(found.span), found, ruling: None })
            .collect();
        for (ruling, at, instead) in decided {
            let places = spots.iter().enumerate().flat_map(|(index, spot)| {
                let doc = spot.found.doc;
                [Some(spot.found.span), spot.now]
                    .into_iter()
                    .flatten()
                    .map(move |span| (Evidence { doc, span }, index))
            });
            let meant = nearest(places, at);
            if meant.is_empty() {
                self.refuse(ruling, "no claim is found at its words".to_owned());
            }
            for index in meant {
                if let Some(earlier) = spots[index].ruling.replace(ruling) {
                    self.overrule(earlier, ruling);
                }
                spots[index].now = instead;
            }
        }
        let mut places = Spots::default();
        for Spot { found, now, ruling } in spots {
            let (doc, before) = (found.doc, found.span);
            match now {
                None => places.away.push(Evidence { doc, span: before }),
                Some(span) => {
                    let mut kept = if span == before {
                        found
                    } else {
                        places.moved.push((Evidence { doc, span: before }, Evidence { doc, span }));
                        corpus.moved(&found, span)
                    };
                    kept.judged.extend(ruling);
                    occurrences.push(kept);
                }
            }
        }
        occurrences.sort_by_key(|occurrence| (occurrence.doc, occurrence.span, occurrence.attribution));
        occurrences.dedup_by(|b, a| (a.doc, a.span, a.attribution) == (b.doc, b.span, b.attribution));
        places
    }

    /// The judgements on claims, settled; the occurrences concerned are marked. What holds for words holds for each of several
    /// occurrences over them.
    pub(crate) fn claims(&mut self, spots: &Spots, occurrences: &mut [Occurrence]) -> ClaimLinks {
        let mut pairs = Vec::new();
        let mut over: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (ruling, aim) in self.aims() {
            let Aim::Claims { a, b, same } = aim else { continue };
            let (a, b) = match (spots.find(occurrences, a), spots.find(occurrences, b)) {
                (Ok(a), Ok(b)) => (a, b),
                (Err(why), _) | (_, Err(why)) => {
                    self.refuse(ruling, why);
                    continue;
                }
            };
            if a[0] == b[0] {
                self.refuse(ruling, "both its ends are the same occurrence".to_owned());
                continue;
            }
            pairs.push(Pair { a: a[0], b: b[0], same, ruling });
            over.extend([(a[0], a), (b[0], b)]);
        }
        let settled = settle(&pairs);
        self.note(&settled);
        let mut links = ClaimLinks::default();
        for pair in settled.held {
            for (&a, &b) in over[&pair.a].iter().flat_map(|a| over[&pair.b].iter().map(move |b| (a, b))) {
                let list = if pair.same { &mut links.same } else { &mut links.apart };
                list.push((a, b));
            }
            for index in [&over[&pair.a], &over[&pair.b]].into_iter().flatten() {
                occurrences[*index].judged.push(pair.ruling);
            }
        }
        links
    }

    /// The judgements on origins, by occurrence; the occurrences concerned are marked.
    pub(crate) fn origins(
        &mut self,
        spots: &Spots,
        occurrences: &mut [Occurrence],
    ) -> BTreeMap<usize, (RulingIx, Option<Who>)> {
        let mut origins: BTreeMap<usize, (RulingIx, Option<Who>)> = BTreeMap::new();
        for (ruling, aim) in self.aims() {
            let Aim::Origin { of, source } = aim else { continue };
            match spots.find(occurrences, of) {
                Err(why) => self.refuse(ruling, why),
                Ok(found) => {
                    for index in found {
                        if let Some((earlier, _)) = origins.insert(index, (ruling, source.clone())) {
                            self.overrule(earlier, ruling);
                        }
                    }
                }
            }
        }
        for (index, (ruling, _)) in &origins {
            occurrences[*index].judged.push(*ruling);
        }
        origins
    }

    /// Notes which of settled judgements are not obeyed.
    pub(crate) fn note(&mut self, settled: &Settled) {
        for &(ruling, by) in &settled.overruled {
            self.overrule(ruling, by);
        }
        for (ruling, by) in &settled.contradicted {
            self.contradict(*ruling, by);
        }
    }
}

impl Spots {
    /// The occurrences at `place`, at least one. Words that were put away are not looked for in their neighbours.
    fn find(&self, occurrences: &[Occurrence], place: Evidence) -> Result<Vec<usize>, String> {
        let now = occurrences.iter().enumerate().map(|(index, occurrence)| {
            (Evidence { doc: occurrence.doc, span: occurrence.span }, Some(index))
        });
        let before = self.moved.iter().flat_map(|(before, now)| {
            let there = occurrences.iter().enumerate();
            let there = there.filter(|(_, found)| (found.doc, found.span) == (now.doc, now.span));
            there.map(|(index, _)| (*before, Some(index)))
        });
        let away = self.away.iter().map(|away| (*away, None));
        let meant = nearest(now.chain(before).chain(away), place);
        let standing: Vec<usize> = meant.iter().copied().flatten().collect();
        if !standing.is_empty() {
            return Ok(standing);
        }
        Err(if meant.is_empty() {
            "no claim is found at its words".to_owned()
        } else {
            "another judgement says that no claim stands at its words".to_owned()
        })
    }
}

/// What stands at the very words of `wanted`, else what shares most with them and at least half of both; sorted.
fn nearest<T: Ord>(places: impl Iterator<Item = (Evidence, T)>, wanted: Evidence) -> Vec<T> {
    let mut best: Option<(bool, usize, Span)> = None;
    let mut found: Vec<T> = Vec::new();
    for (place, index) in places.filter(|(place, _)| place.doc == wanted.doc) {
        let both = place.span.intersect(wanted.span).map_or(0, Span::len);
        if both == 0 || 2 * both < place.span.len().max(wanted.span.len()) {
            continue;
        }
        // Of two that share as much the shorter fits better.
        let rank = (place.span == wanted.span, both, place.span);
        let shorter = |a: Span, b: Span| (a.len(), a.start) < (b.len(), b.start);
        let better = best.is_none_or(|(exact, most, span)| {
            (rank.0, rank.1) > (exact, most)
                || ((rank.0, rank.1) == (exact, most) && shorter(place.span, span))
        });
        if better {
            best = Some(rank);
            found.clear();
        }
        if best == Some(rank) {
            found.push(index);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
