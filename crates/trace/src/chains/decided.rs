//! What an analyst decided about chains: where they end, and which people without a name are the same.

use super::sources::Sources;
use super::stated::Stated;
use super::upstream::{Chain, Upstream};
use crate::judgement::{Docket, Pair, SourceLink, Who, settle};
use crate::{DocIx, Evidence, Hop, HopKind, Occurrence, RulingIx, SourceIx, SourceKind, Voice};
use headwater_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Decisions, and what is needed to obey them.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// Nodes that are another node.
    is: BTreeMap<SourceIx, SourceIx>,
    /// Words that label somebody, and the node that they stand for.
    labels: Vec<(Evidence, SourceIx)>,
    apart: Vec<Apart>,
    /// The end of the chain of an occurrence, and the step that leads there.
    ends: BTreeMap<usize, (Option<SourceIx>, Hop)>,
}

/// Words whose speaker is not the one of the same label.
#[derive(Debug)]
struct Apart {
    place: Evidence,
    /// Words of the label, where every such label of the document is meant.
    label: Option<BTreeSet<String>>,
}

impl Sources<'_> {
    /// The node that stands for a node.
    pub(super) fn meant(&self, node: SourceIx) -> SourceIx {
        self.decided.is.get(&node).copied().unwrap_or(node)
    }

    /// Takes note of the node that labelling words stand for.
    pub(super) fn note_label(&mut self, doc: DocIx, span: Span, node: SourceIx) {
        self.decided.labels.push((Evidence { doc, span }, node));
    }

    /// Which of the decisions on different sources sets labelling words apart from others of their kind.
    pub(super) fn set_apart(&self, doc: DocIx, span: Span, words: &BTreeSet<String>) -> Option<usize> {
        self.decided.apart.iter().position(|apart| {
            apart.place.doc == doc
                && (apart.place.span.overlaps(span)
                    || apart
                        .label
                        .as_ref()
                        .is_some_and(|label| label.is_subset(words) || words.is_subset(label)))
        })
    }

    /// Before chains are read: people without a name who are not those of the same label.
    pub(super) fn tell_apart(&mut self, docket: &Docket) {
        for link in docket.source_links().into_iter().filter(|link| !link.same) {
            let labels = [&link.b, &link.a].map(|who| self.unnamed_words(who));
            let Some(place) = labels.into_iter().flatten().next() else { continue };
            let elsewhere = match labels {
                [Some(x), Some(y)] => x.doc != y.doc,
                _ => false,
            };
            let words = self.content_words(self.pile.words(place.doc, place.span));
            self.decided.apart.push(Apart { place, label: elsewhere.then_some(words) });
        }
    }

    /// The words of somebody who has no name.
    fn unnamed_words(&self, who: &Who) -> Option<Evidence> {
        let Who::Words { place, mention } = who else { return None };
        let mention = self.resolve(place.doc, *mention).mention;
        let named = mention.and_then(|at| self.entities.of_mention[place.doc].get(at).copied().flatten());
        named.is_none().then(|| {
            let of = mention.and_then(|at| self.pile.annotations[place.doc].mentions.get(at));
            Evidence { doc: place.doc, span: of.map_or(place.span, |of| of.span) }
        })
    }

    /// After chains were read: joins nodes that are one.
    pub(super) fn unite(&mut self, docket: &mut Docket, stated: &mut [Stated]) {
        let links = docket.source_links();
        let mut pairs = Vec::new();
        for SourceLink { a, b, same, ruling } in links {
            let names = self.entity_of(&a).is_some() && self.entity_of(&b).is_some();
            let (a, b) = match (self.who(&a), self.who(&b)) {
                (Ok(a), Ok(b)) => (a, b),
                (Err(why), _) | (_, Err(why)) => {
                    docket.refuse(ruling, why);
                    continue;
                }
            };
            // Two names were joined or told apart before; here they count only against what joins others.
            if a != b {
                pairs.push(Pair { a, b, same, ruling });
            } else if !same && !names {
                docket.refuse(ruling, "both are read as the same words of the same speaker".to_owned());
            }
        }
        let settled = settle(&pairs);
        docket.note(&settled);
        for pair in &settled.held {
            for node in [pair.a, pair.b] {
                let node = self.meant(node);
                if !self.list[node].judged.contains(&pair.ruling) {
                    self.list[node].judged.push(pair.ruling);
                }
            }
            if pair.same {
                self.join(self.meant(pair.a), self.meant(pair.b));
            }
        }
        if self.decided.is.is_empty() {
            return;
        }
        for stated in stated {
            for hop in &mut stated.hops {
                hop.to = hop.to.map(|node| self.meant(node));
            }
            stated.hops.dedup_by(|next, hop| next.to.is_some() && next.to == hop.to);
        }
    }

    /// Makes one node of two: the one with a name, else the one met first.
    fn join(&mut self, a: SourceIx, b: SourceIx) {
        if a == b {
            return;
        }
        let rank = |node: SourceIx| (self.is_unnamed(node), node);
        let (kept, gone) = if rank(a) < rank(b) { (a, b) } else { (b, a) };
        let other = self.list[gone].clone();
        let source = &mut self.list[kept];
        source.names.extend(other.names);
        source.names.sort();
        source.names.dedup();
        source.official |= other.official;
        source.role = source.role.take().or(other.role);
        source.speaks_for =
            source.speaks_for.or(other.speaks_for).filter(|&body| body != kept && body != gone);
        source.judged.extend(other.judged);
        source.judged.sort_unstable();
        source.judged.dedup();
        for meant in self.decided.is.values_mut().filter(|meant| **meant == gone) {
            *meant = kept;
        }
        self.decided.is.insert(gone, kept);
    }

    /// Before chains are followed: where those end that an analyst decided.
    pub(super) fn end_chains(
        &mut self,
        docket: &mut Docket,
        origins: &BTreeMap<usize, (RulingIx, Option<Who>)>,
        occurrences: &mut [Occurrence],
    ) {
        for (&index, (ruling, who)) in origins {
            let doc = occurrences[index].doc;
            let node = match who.as_ref().map(|who| self.who(who)).transpose() {
                Ok(node) => node,
                Err(why) => {
                    docket.refuse(*ruling, why);
                    occurrences[index].judged.retain(|other| other != ruling);
                    continue;
                }
            };
            let kind = match node {
                None => HopKind::OwnVoice,
                Some(node) if self.is_outlet(node) => HopKind::Relayed,
                Some(_) => HopKind::Attributed,
            };
            let hop = Hop {
                kind,
                to: node.or_else(|| self.outlet_of(doc)),
                credited: false,
                evidence: None,
                voice: Voice::Analyst,
                reason: docket.reason(*ruling),
            };
            self.decided.ends.insert(index, (node, hop));
        }
    }

    fn entity_of(&self, who: &Who) -> Option<usize> {
        match who {
            Who::OutletOf(doc) => self.entities.of_outlet[*doc],
            Who::Name(name) => self.entity_names.get(&super::sources::folded(name)).copied(),
            Who::Words { place, mention } => {
                let mention = self.resolve(place.doc, *mention).mention?;
                self.entities.of_mention[place.doc].get(mention).copied().flatten()
            }
        }
    }

    /// The node that a judgement points to.
    fn who(&mut self, who: &Who) -> Result<SourceIx, String> {
        let node = match who {
            Who::OutletOf(doc) => self
                .outlet_of(*doc)
                .ok_or_else(|| format!("the outlet of {} is not recorded", self.pile.documents[*doc].id))?,
            Who::Name(name) => self.named(name, SourceKind::Unknown),
            Who::Words { place, mention } => {
                let known =
                    |(at, _): &&(Evidence, SourceIx)| at.doc == place.doc && at.span.overlaps(place.span);
                let label = self.decided.labels.iter().find(known).map(|(_, node)| *node);
                match (self.entity_of(who), label) {
                    (Some(entity), _) => self.entity(entity),
                    (None, Some(node)) => node,
                    (None, None) => {
                        let named = self.resolve(place.doc, *mention).mention;
                        let node = named.and_then(|mention| self.mention(place.doc, mention, None));
                        node.ok_or_else(|| {
                            let words = self.pile.words(place.doc, place.span);
                            format!("nobody is named or described by \"{words}\"")
                        })?
                    }
                }
            }
        };
        Ok(self.meant(node))
    }

    /// Whether an analyst decided where the chain of an occurrence ends.
    pub(super) fn is_decided(&self, index: usize) -> bool {
        self.decided.ends.contains_key(&index)
    }
}

impl Upstream<'_, '_> {
    /// The chain of an occurrence with the end that an analyst decided: the outlets on the way stay, what was inferred
    /// or stated to be its origin goes.
    pub(super) fn decided(&self, index: usize, chain: Chain) -> Chain {
        let Some((origin, hop)) = self.sources.decided.ends.get(&index) else { return chain };
        let mut via = chain.via;
        via.retain(|hop| hop.kind != HopKind::OwnVoice);
        if let Some(at) = via.iter().position(|step| origin.is_some() && step.to == *origin) {
            via.truncate(at);
        } else if via.last().and_then(|step| step.to).is_some_and(|last| !self.sources.is_outlet(last)) {
            via.pop();
        }
        via.push(hop.clone());
        Chain { via, origin: *origin, circular: false, read: chain.read }
    }
}
