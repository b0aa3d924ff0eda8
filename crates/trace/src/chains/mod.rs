//! Where each occurrence comes from: hops, origins, independence, disagreement, drift, official status.
//!
//! [`stated`] reads the chain that a document's own words give; [`upstream`] carries it on through copies, agency texts,
//! links and the documents that are cited; the rest count and compare where the chains end.

mod anaphora;
mod contested;
mod credited;
mod decided;
mod disagreement;
mod drift;
mod independence;
mod linked;
mod official;
mod order;
mod sources;
mod stated;
mod telling;
mod upstream;

use crate::claims::{Found, Groups};
use crate::crew::{self, Alone, Crew};
use crate::entities::Entities;
use crate::judgement::{Docket, Spots};
use crate::{Claim, DocIx, Match, Notice, Occurrence, Passage, Pile, Source, corrections};
use disagreement::Measures;
use headwater_text::Language;
use linked::Links;
use sources::Sources;
use stated::Stated;
use std::collections::{BTreeMap, BTreeSet};
use upstream::{Chain, CopiesOf, Upstream};

/// Everything [`follow`] finds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Followed {
    /// Claims.
    pub claims: Vec<Claim>,
    /// Nodes of their chains.
    pub sources: Vec<Source>,
    /// Pairs of documents whose outlets credit one another for the same claim.
    pub circular: Vec<(DocIx, DocIx)>,
    /// Notes by which articles correct themselves or are withdrawn.
    pub notices: Vec<Notice>,
}

/// Follows every occurrence of every group back to its origin.
pub fn follow(
    pile: Pile<'_>,
    entities: &Entities,
    passages: &[Passage],
    occurrences: Vec<Occurrence>,
    groups: &Groups,
    language: &Language,
) -> Followed {
    let found = Found { occurrences, groups: groups.clone(), notices: corrections::notices(pile, language) };
    let mut docket = Docket::default();
    let beginnings = Beginnings::read(pile, entities, &found.occurrences, language, &docket);
    beginnings.follow(&Alone, passages, found, language, (&mut docket, &Spots::default()))
}

/// The beginnings of chains: what each document says itself of who said what, before it is held against another.
pub(crate) struct Beginnings<'p> {
    sources: Sources<'p>,
    /// For each occurrence.
    stated: Vec<Stated>,
}

impl<'p> Beginnings<'p> {
    /// Reads the chains that the words around each occurrence give.
    pub(crate) fn read(
        pile: Pile<'p>,
        entities: &'p Entities,
        occurrences: &[Occurrence],
        language: &Language,
        docket: &Docket,
    ) -> Self {
        let mut sources = Sources::new(pile, entities, language);
        sources.tell_apart(docket);
        let stated =
            occurrences.iter().map(|occurrence| stated::read(pile, &mut sources, occurrence)).collect();
        Self { sources, stated }
    }

    /// [`follow`], with what an analyst decided.
    pub(crate) fn follow(
        self,
        crew: &dyn Crew,
        passages: &[Passage],
        found: Found,
        language: &Language,
        (docket, spots): (&mut Docket, &Spots),
    ) -> Followed {
        let Self { mut sources, mut stated } = self;
        let pile = sources.pile;
        let Found { mut occurrences, groups, notices } = found;
        sources.unite(docket, &mut stated);
        let origins = docket.origins(spots, &mut occurrences);
        sources.end_chains(docket, &origins, &mut occurrences);
        let copies = CopiesOf::new(passages);
        let links = Links::new(pile);
        let standards = Standards {
            measures: Measures::new(language),
            credits: credits(&sources, &occurrences, &stated),
            notices,
        };
        let mut circular = BTreeSet::new();
        let mut followed: Vec<(Vec<usize>, Vec<Chain>)> = Vec::with_capacity(groups.claims.len());
        for mut members in groups.claims {
            members.sort_by_key(|&index| {
                (order::presented(pile, occurrences[index].doc), occurrences[index].span)
            });
            let mut upstream =
                Upstream::new(pile, &mut sources, (&copies, &links), (&occurrences, &stated), &members);
            let chains = members.iter().map(|&index| upstream.follow(index)).collect();
            circular.append(&mut upstream.circular);
            followed.push((members, chains));
        }
        let mut claims = crew::map(crew, &followed, |(members, chains)| {
            claim(&sources, &standards, &occurrences, &groups.matches, members, chains)
        });
        telling::arrange(pile, &mut claims);
        let sources = telling::number(&mut claims, sources.into_list());
        Followed { claims, sources, circular: circular.into_iter().collect(), notices: standards.notices }
    }
}

/// Which outlets each document credits for anything.
fn credits(sources: &Sources<'_>, occurrences: &[Occurrence], stated: &[Stated]) -> drift::Credits {
    let mut credits = drift::Credits::new();
    for (occurrence, stated) in occurrences.iter().zip(stated) {
        let outlets = stated.hops.iter().filter_map(|hop| hop.to).filter(|&node| sources.is_outlet(node));
        credits.entry(occurrence.doc).or_default().extend(outlets);
    }
    credits
}

/// What the claims of a pile are held against.
struct Standards {
    measures: Measures,
    credits: drift::Credits,
    notices: Vec<Notice>,
}

/// Judges one claim, whose `members` stand in the order of time: counts its origins and compares its occurrences.
fn claim(
    sources: &Sources<'_>,
    standards: &Standards,
    occurrences: &[Occurrence],
    matches: &[Option<Match>],
    members: &[usize],
    chains: &[Chain],
) -> Claim {
    let pile = sources.pile;
    let found: Vec<&Occurrence> = members.iter().map(|&index| &occurrences[index]).collect();
    let (independence, origins) = independence::count(pile, sources, &found, chains);
    let official = official::status(pile, sources, &found, chains);
    let contested = contested::find(sources, &found);
    let disagreements = disagreement::find(pile, &found, &contested, &standards.measures);
    let place: BTreeMap<usize, usize> = members.iter().enumerate().map(|(at, &index)| (index, at)).collect();
    let read: Vec<Option<usize>> =
        chains.iter().map(|chain| chain.read.and_then(|index| place.get(&index).copied())).collect();
    let told = drift::Told { occurrences: &found, chains, read: &read };
    let drifts = drift::find(pile, sources, &standards.credits, &told);
    let corrections = corrections::find(pile, &standards.notices, &found, &read, &sources.stopwords);
    let canonical = telling::canonical(pile, &found);
    let matched = |index: usize| {
        let found = matches.get(index)?.as_ref()?;
        Some(Match { with: *place.get(&found.with)?, ..found.clone() })
    };
    let mut occurrences = members
        .iter()
        .zip(chains)
        .map(|(&index, chain)| Occurrence {
            matched: matched(index),
            via: chain.via.clone(),
            origin: chain.origin,
            ..occurrences[index].clone()
        })
        .collect::<Vec<_>>();
    for named in contested.iter().flatten() {
        let values = &mut occurrences[named.at].values;
        values.name = Some(sources.entities.list[named.entity].name.clone());
        values.name_span = Some(named.span);
    }
    let mut judged: Vec<_> = found.iter().flat_map(|occurrence| occurrence.judged.clone()).collect();
    judged.sort_unstable();
    judged.dedup();
    Claim {
        id: String::new(),
        canonical,
        occurrences,
        origins,
        independence,
        official,
        disagreements,
        drifts,
        corrections,
        judged,
    }
}
