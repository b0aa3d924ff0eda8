//! From what each document states to whole chains: through copies, agency texts, links and the documents that are cited.

use super::linked::{Lead, Links, Target};
use super::order::{earlier, not_later, presented};
use super::sources::{Sources, text_credit};
use super::stated::Stated;
use crate::{
    DocIx, Evidence, Hop, HopKind, Occurrence, Passage, PassageKind, Pile, Relation, Side, SourceIx,
    SourceKind, Voice,
};
use headwater_text::{Form, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Words that a passage must share before a chain goes through it: two sentences' worth. Shorter ones are told as reuse,
/// but two writers may have found the same words for the same fact, and where one credits the other the text says so.
const TAKEN: usize = 25;

/// Steps of a chain that are followed; no real chain comes near, and printing longer ones would take quadratic space.
const LONGEST: usize = 64;

/// A chain followed to its end.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Chain {
    pub(super) via: Vec<Hop>,
    pub(super) origin: Option<SourceIx>,
    /// The credits lead back to where they came from.
    pub(super) circular: bool,
    /// The occurrence that this text read: the one it copied, or of the outlet that it credits first.
    pub(super) read: Option<usize>,
}

/// Follows the occurrences of one claim at a time.
pub(super) struct Upstream<'a, 'p> {
    pile: Pile<'p>,
    pub(super) sources: &'a mut Sources<'p>,
    passages: &'a CopiesOf<'a>,
    links: &'a Links,
    occurrences: &'a [Occurrence],
    stated: &'a [Stated],
    /// The occurrences of the claim at hand, by document.
    members: BTreeMap<DocIx, Vec<usize>>,
    /// The documents of the claim at hand, by the outlet that published them, in order of time.
    of_outlet: BTreeMap<SourceIx, Vec<DocIx>>,
    done: BTreeMap<usize, Chain>,
    pub(super) circular: BTreeSet<(DocIx, DocIx)>,
    on_the_way: Vec<usize>,
}

/// Passages by the document that took them over.
#[derive(Debug, Default)]
pub(super) struct CopiesOf<'a> {
    by_copy: BTreeMap<DocIx, Vec<(&'a Passage, Side)>>,
}

impl<'a> CopiesOf<'a> {
    pub(super) fn new(passages: &'a [Passage]) -> Self {
        let mut by_copy: BTreeMap<DocIx, Vec<(&Passage, Side)>> = BTreeMap::new();
        for passage in
            passages.iter().filter(|p| p.kind != PassageKind::Boilerplate && p.relation != Relation::Sibling)
        {
            match passage.original {
                Some(Side::A) => by_copy.entry(passage.b).or_default().push((passage, Side::A)),
                Some(Side::B) => by_copy.entry(passage.a).or_default().push((passage, Side::B)),
                None => {}
            }
        }
        Self { by_copy }
    }

    /// The passage through which `span` of `doc` was taken over: the original's document and span, and the span here.
    /// A direct copy is preferred to one through a third, then the longest.
    fn original(&self, doc: DocIx, span: Span) -> Option<(&'a Passage, DocIx, Span, Span)> {
        let found = self.by_copy.get(&doc)?;
        found
            .iter()
            .map(|&(passage, side)| match side {
                Side::A => (passage, passage.a, passage.a_span, passage.b_span),
                Side::B => (passage, passage.b, passage.b_span, passage.a_span),
            })
            .filter(|(.., here)| here.intersect(span).is_some_and(|both| both.len() * 2 > span.len()))
            .max_by_key(|(passage, original, ..)| {
                (
                    passage.relation == Relation::Direct,
                    passage.credited,
                    passage.words,
                    std::cmp::Reverse(*original),
                )
            })
    }
}

impl<'a, 'p> Upstream<'a, 'p> {
    pub(super) fn new(
        pile: Pile<'p>,
        sources: &'a mut Sources<'p>,
        (passages, links): (&'a CopiesOf<'a>, &'a Links),
        (occurrences, stated): (&'a [Occurrence], &'a [Stated]),
        cluster: &[usize],
    ) -> Self {
        let mut members: BTreeMap<DocIx, Vec<usize>> = BTreeMap::new();
        for &index in cluster {
            members.entry(occurrences[index].doc).or_default().push(index);
        }
        let mut of_outlet: BTreeMap<SourceIx, Vec<DocIx>> = BTreeMap::new();
        for &doc in members.keys() {
            if let Some(outlet) = sources.outlet_of(doc) {
                of_outlet.entry(outlet).or_default().push(doc);
            }
        }
        for docs in of_outlet.values_mut() {
            docs.sort_by_key(|&doc| presented(pile, doc));
        }
        Self {
            pile,
            sources,
            passages,
            links,
            occurrences,
            stated,
            members,
            of_outlet,
            done: BTreeMap::new(),
            circular: BTreeSet::new(),
            on_the_way: Vec::new(),
        }
    }

    /// The chain of one occurrence.
    pub(super) fn follow(&mut self, index: usize) -> Chain {
        if let Some(known) = self.done.get(&index) {
            return known.clone();
        }
        if self.on_the_way.len() >= LONGEST {
            let via = self.stated[index].hops.clone();
            return Chain { via, ..Chain::default() };
        }
        if let Some(from) = self.on_the_way.iter().position(|&earlier| earlier == index) {
            self.note_circle(from);
            return Chain { circular: true, ..Chain::default() };
        }
        self.on_the_way.push(index);
        let chain = self
            .copied(index)
            .or_else(|| self.agency(index))
            .or_else(|| self.linked(index))
            .unwrap_or_else(|| self.cited(index));
        let chain = self.decided(index, chain);
        self.on_the_way.pop();
        // A chain cut short inside a circle is followed anew from its own start.
        if !chain.circular || self.on_the_way.is_empty() {
            self.done.insert(index, chain.clone());
        }
        chain
    }

    fn note_circle(&mut self, from: usize) {
        let docs: Vec<DocIx> =
            self.on_the_way[from..].iter().map(|&index| self.occurrences[index].doc).collect();
        for (at, &doc) in docs.iter().enumerate() {
            let next = docs[(at + 1) % docs.len()];
            if doc != next {
                self.circular.insert((doc.min(next), doc.max(next)));
            }
        }
    }

    /// The chain through a passage that was taken over from another document.
    fn copied(&mut self, index: usize) -> Option<Chain> {
        let occurrence = &self.occurrences[index];
        let (passage, original, there, here) = self.passages.original(occurrence.doc, occurrence.span)?;
        let outlet = self.sources.outlet_of(original);
        let first = self.stated[index].hops.first();
        // The text itself credits the outlet around these words, or another one: that says it better than the passage.
        let relayed = first.filter(|hop| hop.kind == HopKind::Relayed);
        if relayed.is_some_and(|hop| !passage.credited || (outlet.is_some() && hop.to == outlet)) {
            return None;
        }
        if passage.kind != PassageKind::Syndicated && passage.words < TAKEN {
            return None;
        }
        let (kind, verb) = match passage.kind {
            PassageKind::Syndicated => (HopKind::Syndicated, "carries the text of"),
            _ => (HopKind::Copied, "takes over"),
        };
        let voice = if passage.credited { Voice::Text } else { Voice::Inferred };
        let how = if passage.credited { "with credit" } else { "without credit" };
        let node = outlet
            .or_else(|| self.outlet_in(passage.credit?))
            .or_else(|| Some(self.sources.document(original)));
        let name = node.map_or_else(String::new, |node| self.sources.get(node).name.clone());
        let own = outlet.is_some() && outlet == self.sources.outlet_of(occurrence.doc);
        let hop = (!own).then(|| Hop {
            kind,
            to: node,
            credited: passage.credited,
            evidence: passage.credit.or(Some(Evidence { doc: occurrence.doc, span: here })),
            voice,
            reason: match kind {
                HopKind::Syndicated => format!("{verb} {name}, {how}"),
                _ => format!("{verb} {} words of {name}, {how}", passage.words),
            },
        });
        let counterpart = self.counterpart(index, original, there, here);
        let rest = match counterpart {
            Some(there) => self.follow(there),
            None => self.cited(index),
        };
        // Who the copy itself credits is not who the original credits: then these words were not taken from there.
        let credited =
            self.stated[index].hops.last().filter(|hop| hop.kind != HopKind::OwnVoice).and_then(|hop| hop.to);
        if let (Some(here), Some(there)) = (credited, rest.origin)
            && !self.sources.same_voice(here, there)
            && !counterpart.is_some_and(|index| self.sources.is_decided(index))
        {
            return None;
        }
        // The original in its own voice ends there: the copy's lineage is the original's.
        let mut chain = Chain { read: counterpart.or(rest.read), ..rest };
        if let Some(hop) = hop {
            chain.via.insert(0, hop);
        }
        Some(chain)
    }

    /// The outlet that the words of a credit name.
    fn outlet_in(&mut self, credit: Evidence) -> Option<SourceIx> {
        let mentions = &self.pile.annotations[credit.doc].mentions;
        let inside: Vec<usize> = (0..mentions.len())
            .filter(|&at| mentions[at].span.overlaps(credit.span) && mentions[at].form == Form::Name)
            .collect();
        inside.into_iter().find_map(|mention| {
            self.sources.mention(credit.doc, mention, None).filter(|&node| self.sources.is_outlet(node))
        })
    }

    /// The occurrence of the claim in the original that stands where `index` stands in the copy.
    fn counterpart(&self, index: usize, original: DocIx, there: Span, here: Span) -> Option<usize> {
        let place = self.occurrences[index].span;
        let offset = place.start.saturating_sub(here.start);
        let expected = there.start + offset * there.len().max(1) / here.len().max(1);
        let candidates = self.members.get(&original)?;
        candidates
            .iter()
            .copied()
            .filter(|&other| self.occurrences[other].span.overlaps(there))
            .min_by_key(|&other| self.occurrences[other].span.start.abs_diff(expected))
    }

    /// The chain of an article that credits its whole text to an agency or partner whose own text is not in the pile.
    fn agency(&mut self, index: usize) -> Option<Chain> {
        let doc = self.occurrences[index].doc;
        let own = self.sources.outlet_of(doc);
        let (credit, kind) = text_credit(&self.pile.documents[doc])?;
        let node = self.sources.named(&credit.to, kind);
        if Some(node) == own || !self.sources.is_outlet(node) {
            return None;
        }
        let mut chain = self.cited(index);
        if chain.via.first().is_some_and(|hop| hop.to == Some(node)) {
            return Some(chain);
        }
        if self.stated[index].own_voice() {
            // What an agency states in its own voice ends with the agency.
            chain.via.clear();
            chain.origin = Some(node);
        }
        chain.via.insert(
            0,
            Hop {
                kind: HopKind::Syndicated,
                to: Some(node),
                credited: true,
                evidence: credit.span.map(|span| Evidence { doc, span }),
                voice: Voice::Text,
                reason: format!("the whole article is credited to {}", self.sources.get(node).name),
            },
        );
        Some(chain)
    }

    /// The chain through a link beside the words: to an article of the pile that has the claim, if the text credits nobody or
    /// credits whom that article leads to; else to a page outside, if the text credits nobody.
    fn linked(&mut self, index: usize) -> Option<Chain> {
        let doc = self.occurrences[index].doc;
        let leads = self.links.around(self.pile, &self.occurrences[index]);
        let inside = leads.iter().find_map(|lead| match lead.to {
            Target::Article(other) if not_later(self.pile, other, doc) => {
                Some((*lead, other, self.stands_at(other, index)?))
            }
            _ => None,
        });
        let own_voice = self.stated[index].own_voice();
        if let Some((lead, other, there)) = inside {
            let node = match self.sources.outlet_of(other) {
                Some(outlet) => outlet,
                None => self.sources.document(other),
            };
            let further = self.follow(there);
            if further.circular || further.via.len() >= LONGEST {
                return None;
            }
            let stated = self.stated[index].hops.last().filter(|_| !own_voice).and_then(|hop| hop.to);
            let agrees = match (stated, further.origin) {
                (None, _) => own_voice,
                // The text names the outlet that it links to: the chain that is stated goes on through the right article.
                (Some(stated), _) if stated == node => true,
                (Some(stated), Some(found)) => self.sources.same_voice(stated, found),
                (Some(_), None) => false,
            };
            if !agrees {
                return None;
            }
            let ends_there = further.via.iter().all(|hop| hop.kind == HopKind::OwnVoice);
            let origin = if ends_there { Some(node) } else { further.origin };
            let mut via: Vec<Hop> =
                further.via.into_iter().filter(|hop| hop.kind != HopKind::OwnVoice).collect();
            let own = self.sources.outlet_of(doc);
            if Some(node) != own {
                let stated = self.stated[index].hops.first().filter(|hop| hop.to == Some(node)).cloned();
                via.insert(0, stated.unwrap_or_else(|| self.link(doc, lead, node, "an article of the pile")));
            } else if ends_there {
                // An outlet that links to its own earlier article credits nobody either.
                return None;
            }
            return Some(Chain { via, origin, circular: false, read: Some(there) });
        }
        if !own_voice {
            return None;
        }
        let (lead, host, known) = leads.iter().find_map(|lead| match lead.to {
            Target::Elsewhere(host, known) => Some((*lead, host, known)),
            Target::Article(_) => None,
        })?;
        // A site of which the pile has articles is their outlet.
        let outlet = known.and_then(|doc| self.sources.outlet_of(doc));
        let node = outlet.unwrap_or_else(|| self.sources.named(host, SourceKind::Unknown));
        let hop = self.link(doc, lead, node, "a page that is not in the pile");
        Some(Chain { via: vec![hop], origin: Some(node), ..Chain::default() })
    }

    fn link(&self, doc: DocIx, lead: Lead<'_>, node: SourceIx, page: &str) -> Hop {
        let words = self.pile.words(doc, lead.words).split_whitespace().collect::<Vec<_>>().join(" ");
        Hop {
            kind: HopKind::Linked,
            to: Some(node),
            credited: true,
            evidence: Some(Evidence { doc, span: lead.words }),
            voice: Voice::Text,
            reason: format!("“{words}” links to {page}, of {}", self.sources.get(node).name),
        }
    }

    /// The chain that the text states, carried on through the document of the outlet that it cites.
    fn cited(&mut self, index: usize) -> Chain {
        let mut via = self.stated[index].hops.clone();
        if self.stated[index].own_voice() {
            return self.own_voice(index, via);
        }
        let doc = self.occurrences[index].doc;
        let first = via.iter().filter_map(|hop| hop.to).find(|&node| self.sources.is_outlet(node));
        let read = first.and_then(|outlet| self.cited_document(doc, outlet, index));
        for at in (0..via.len()).rev() {
            let Some(outlet) = via[at].to.filter(|&node| self.sources.is_outlet(node)) else {
                continue;
            };
            let Some(there) = self.cited_document(doc, outlet, index) else {
                continue;
            };
            let further = self.follow(there);
            let ends_here = at + 1 == via.len();
            if further.circular && ends_here {
                // The circle is told once round, up to where it would repeat itself.
                let own = self.sources.outlet_of(doc);
                for hop in further.via {
                    if hop.to == own || via.iter().any(|known| known.to == hop.to) {
                        break;
                    }
                    via.push(hop);
                }
                return Chain { via, origin: None, circular: true, read };
            }
            let own_voice = further.via.iter().all(|hop| hop.kind == HopKind::OwnVoice);
            let agrees = match (via.last().and_then(|hop| hop.to), further.origin) {
                (Some(stated), Some(found)) => self.sources.same_voice(stated, found),
                _ => false,
            };
            let agrees = agrees || self.sources.is_decided(there);
            if !own_voice && further.via.len() < LONGEST && (ends_here || agrees) {
                via.truncate(at + 1);
                via.extend(further.via.into_iter().filter(|hop| hop.kind != HopKind::OwnVoice));
                return Chain { via, origin: further.origin, circular: false, read };
            }
            break;
        }
        let origin = via.last().and_then(|hop| hop.to);
        Chain { via, origin, circular: false, read }
    }

    /// Own voice: the source that the same article gives for the same claim elsewhere, or none.
    fn own_voice(&mut self, index: usize, via: Vec<Hop>) -> Chain {
        let doc = self.occurrences[index].doc;
        let polarity = self.occurrences[index].polarity;
        let elsewhere = self.members.get(&doc).into_iter().flatten().copied().find(|&other| {
            other != index && self.occurrences[other].polarity == polarity && !self.stated[other].own_voice()
        });
        let Some(other) = elsewhere.filter(|other| !self.on_the_way.contains(other)) else {
            return Chain { via, ..Chain::default() };
        };
        let mut chain = self.follow(other);
        for hop in &mut chain.via {
            hop.voice = Voice::Inferred;
            hop.reason =
                format!("the article gives this source for the same claim elsewhere; {}", hop.reason);
        }
        chain
    }

    /// The occurrence of the claim in a document of `outlet` that `doc` can have cited: the last one not later.
    fn cited_document(&mut self, doc: DocIx, outlet: SourceIx, index: usize) -> Option<usize> {
        let docs = self.of_outlet.get(&outlet)?.clone();
        let mut others = docs.iter().copied().filter(|&other| other != doc);
        let last = docs
            .iter()
            .copied()
            .rfind(|&other| other != doc && not_later(self.pile, other, doc))
            // Outlets that credit each other: the credited report stands in the pile, though a later one.
            .or_else(|| others.find(|&other| self.credits(other, doc)))?;
        self.stands_at(last, index)
    }

    /// The occurrence of the claim in `doc` that says most nearly what `index` says.
    fn stands_at(&self, doc: DocIx, index: usize) -> Option<usize> {
        let polarity = self.occurrences[index].polarity;
        let best = |&&other: &&usize| {
            let stated = !self.stated[other].own_voice();
            let number = self.occurrences[other].values.number == self.occurrences[index].values.number;
            (self.occurrences[other].polarity == polarity, stated, number, std::cmp::Reverse(other))
        };
        self.members.get(&doc)?.iter().max_by_key(best).copied()
    }

    /// Whether `doc` credits the outlet of `other` for this claim.
    fn credits(&mut self, doc: DocIx, other: DocIx) -> bool {
        let Some(outlet) = self.sources.outlet_of(other) else {
            return false;
        };
        let members = self.members.get(&doc).cloned().unwrap_or_default();
        !earlier(self.pile, doc, other)
            && members.iter().any(|&index| self.stated[index].hops.iter().any(|hop| hop.to == Some(outlet)))
    }
}
