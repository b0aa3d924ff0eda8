//! How many distinct origins stand behind a claim, at least and at most, and why.
//!
//! Origins are counted, not documents. Identified origins (a person, a body, a document, a post, an outlet credited
//! without further source) count for certain, spokespeople and documents once with their body. Unnamed people count
//! once for each outlet that spoke to them, possibly the same people everywhere. An outlet's own voice adds nothing
//! where a text not later records an origin; else its lineage is not recorded and it may be one more.

use super::order::earlier;
use super::sources::Sources;
use super::upstream::Chain;
use crate::{DocIx, Evidence, HopKind, Independence, Occurrence, Pile, Reason, ReasonKind, SourceIx};
use headwater_text::Polarity;
use std::collections::{BTreeMap, BTreeSet};

/// What the chains of a claim amount to. `chains` stand in the order of `occurrences`.
pub(super) fn count(
    pile: Pile<'_>,
    sources: &Sources<'_>,
    occurrences: &[&Occurrence],
    chains: &[Chain],
) -> (Independence, Vec<SourceIx>) {
    let affirmed: Vec<usize> =
        (0..occurrences.len()).filter(|&at| occurrences[at].polarity == Polarity::Affirmed).collect();
    let ends = Ends::of(pile, sources, occurrences, chains, &affirmed);
    let mut reasons = Vec::new();

    for (&root, group) in &ends.identified {
        reasons.push(identified(sources, occurrences, chains, root, group));
    }
    let mut certain = ends.identified.len() as u32;
    let mut possible = certain;
    for (&node, group) in &ends.unnamed {
        possible += 1;
        reasons.push(unnamed(sources, occurrences, node, group));
    }
    if certain == 0 && !ends.unnamed.is_empty() {
        certain = 1;
        reasons.push(plain(
            ReasonKind::UnnamedCertain,
            1,
            0,
            "Nobody is named, but somebody spoke: one origin is certain.".to_string(),
        ));
    }
    for (outlet, group) in &ends.unrecorded {
        possible += 1;
        let name = outlet_name(pile, sources, outlet, occurrences[group[0]].doc);
        reasons.push(Reason {
            kind: ReasonKind::NotRecorded,
            source: outlet.node(),
            certain: 0,
            possible: 1,
            text: format!("{name} states it crediting nobody: its lineage is not recorded."),
            evidence: evidence(occurrences, group),
        });
    }
    for (outlet, group) in &ends.repeats {
        let name = outlet_name(pile, sources, outlet, occurrences[group[0]].doc);
        reasons.push(Reason {
            kind: ReasonKind::InferredRepeat,
            source: outlet.node(),
            certain: 0,
            possible: 0,
            text: format!(
                "{name} states it crediting nobody, but a text not later gives an origin: it adds nothing."
            ),
            evidence: evidence(occurrences, group),
        });
    }
    if !ends.circular.is_empty() {
        reasons.push(Reason {
            kind: ReasonKind::Circular,
            source: None,
            certain: 0,
            possible: 0,
            text: "Outlets credit one another; following the credits leads back to the start.".to_string(),
            evidence: evidence(occurrences, &ends.circular),
        });
    }
    let copies: Vec<usize> = affirmed.iter().copied().filter(|&at| is_copy(&chains[at])).collect();
    if !copies.is_empty() {
        let docs: BTreeSet<DocIx> = copies.iter().map(|&at| occurrences[at].doc).collect();
        let what = if docs.len() == 1 {
            "1 article is a copy".to_string()
        } else {
            format!("{} articles are copies", docs.len())
        };
        let mut reason = plain(ReasonKind::Copy, 0, 0, format!("{what} or agency text: copies add nothing."));
        reason.evidence = evidence(occurrences, &copies);
        reasons.push(reason);
    }
    let denials: Vec<usize> =
        (0..occurrences.len()).filter(|&at| occurrences[at].polarity == Polarity::Denied).collect();
    if !denials.is_empty() {
        let mut reason = plain(ReasonKind::Denial, 0, 0, "Denials never count as origins.".to_string());
        reason.evidence = evidence(occurrences, &denials);
        reasons.push(reason);
    }
    if possible == 0 && !affirmed.is_empty() {
        possible = 1;
        let text = "Somebody states it, so one origin is possible.".to_string();
        reasons.push(plain(ReasonKind::AtLeastOne, 0, 1, text));
    }
    let origins = ends
        .identified
        .values()
        .chain(ends.unnamed.values())
        .filter_map(|group| group.iter().find_map(|&at| chains[at].origin))
        .collect();
    (Independence { certain, possible, reasons }, origins)
}

/// The outlet behind an own-voice statement: its node, or the document where no outlet is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Outlet(SourceIx),
    Document(DocIx),
}

impl Voice {
    fn node(self) -> Option<SourceIx> {
        match self {
            Self::Outlet(node) => Some(node),
            Self::Document(_) => None,
        }
    }
}

/// Where the affirming chains of a claim end; every list holds indices into the claim's occurrences.
#[derive(Debug, Default)]
struct Ends {
    identified: BTreeMap<SourceIx, Vec<usize>>,
    unnamed: BTreeMap<SourceIx, Vec<usize>>,
    /// Own voices that repeat what stands recorded in a text not later.
    repeats: Voices,
    /// Own voices whose lineage is not recorded.
    unrecorded: Voices,
    circular: Vec<usize>,
}

impl Ends {
    fn of(
        pile: Pile<'_>,
        sources: &Sources<'_>,
        occurrences: &[&Occurrence],
        chains: &[Chain],
        affirmed: &[usize],
    ) -> Self {
        let mut ends = Self::default();
        // An outlet that one text credits and for which another text gives a further source is a step, not an end.
        let steps: BTreeSet<SourceIx> = affirmed
            .iter()
            .flat_map(|&at| chains[at].via.iter().rev().skip(1))
            .filter(|hop| hop.kind != HopKind::OwnVoice)
            .filter_map(|hop| hop.to)
            .collect();
        let mut own_voice: BTreeMap<Voice, Vec<usize>> = BTreeMap::new();
        let mut outlets: BTreeMap<SourceIx, Vec<usize>> = BTreeMap::new();
        for &at in affirmed {
            let chain = &chains[at];
            match chain.origin {
                Some(node) if sources.is_unnamed(node) => ends.unnamed.entry(node).or_default().push(at),
                Some(node) if sources.is_outlet(node) && steps.contains(&node) => {}
                Some(node) if sources.is_outlet(node) => {
                    outlets.entry(sources.root(node)).or_default().push(at)
                }
                Some(node) => ends.identified.entry(sources.root(node)).or_default().push(at),
                None if chain.circular => ends.circular.push(at),
                None => {
                    if let Some(last) = chain.via.iter().rev().find(|hop| hop.kind == HopKind::OwnVoice) {
                        let doc = last.evidence.map_or(occurrences[at].doc, |evidence| evidence.doc);
                        let voice = last.to.map_or(Voice::Document(doc), Voice::Outlet);
                        own_voice.entry(voice).or_default().push(at);
                    }
                }
            }
        }
        let recorded: Vec<DocIx> = ends
            .identified
            .values()
            .chain(ends.unnamed.values())
            .flatten()
            .map(|&at| occurrences[at].doc)
            .collect();
        let first = |group: &[usize]| {
            group.iter().all(|&at| recorded.iter().all(|&doc| earlier(pile, occurrences[at].doc, doc)))
        };
        for (voice, group) in own_voice {
            // An outlet that states it in its own voice and is credited for it is one origin, unless it only repeats.
            let credited = voice.node().and_then(|node| outlets.remove(&node));
            match (first(&group), voice.node(), credited) {
                (true, Some(node), Some(crediting)) => {
                    ends.identified.entry(node).or_default().extend(group.into_iter().chain(crediting));
                }
                (true, ..) => ends.unrecorded.push((voice, group)),
                (false, _, crediting) => {
                    ends.repeats
                        .push((voice, group.into_iter().chain(crediting.into_iter().flatten()).collect()));
                }
            }
        }
        ends.identified.append(&mut outlets);
        ends
    }
}

type Voices = Vec<(Voice, Vec<usize>)>;

fn identified(
    sources: &Sources<'_>,
    occurrences: &[&Occurrence],
    chains: &[Chain],
    root: SourceIx,
    group: &[usize],
) -> Reason {
    let name = &sources.get(root).name;
    let voices: BTreeSet<&str> = group
        .iter()
        .filter_map(|&at| chains[at].origin)
        .filter(|&node| node != root)
        .map(|node| sources.get(node).name.as_str())
        .collect();
    let articles: BTreeSet<DocIx> = group.iter().map(|&at| occurrences[at].doc).collect();
    let (count, lead, credit) = match articles.len() {
        1 => ("1 article".to_string(), "leads", "credits"),
        many => (format!("{many} articles"), "lead", "credit"),
    };
    let text = if sources.is_outlet(root) {
        format!("{count} {credit} {name}, and no text gives a source behind it: one origin.")
    } else if voices.is_empty() {
        format!("{count} {lead} to {name}: one origin.")
    } else {
        let voices = voices.into_iter().collect::<Vec<_>>().join(", ");
        format!("{count} {lead} to {name}, for which {voices} spoke: one origin.")
    };
    let interested =
        group.iter().any(|&at| chains[at].origin.is_some_and(|node| sources.named_in(node, occurrences[at])));
    let kind = if interested { ReasonKind::Interested } else { ReasonKind::Identified };
    let text = if interested { format!("{text} It speaks about itself.") } else { text };
    Reason { kind, source: Some(root), certain: 1, possible: 1, text, evidence: evidence(occurrences, group) }
}

fn unnamed(sources: &Sources<'_>, occurrences: &[&Occurrence], node: SourceIx, group: &[usize]) -> Reason {
    let source = sources.get(node);
    let whom = source.spoke_to.map_or_else(String::new, |outlet| format!(" to {}", sources.get(outlet).name));
    Reason {
        kind: ReasonKind::Unnamed,
        source: Some(node),
        certain: 0,
        possible: 1,
        text: format!("“{}” spoke{whom} unnamed; the same people may have spoken elsewhere.", source.name),
        evidence: evidence(occurrences, group),
    }
}

fn is_copy(chain: &Chain) -> bool {
    chain.via.iter().any(|hop| matches!(hop.kind, HopKind::Copied | HopKind::Syndicated))
}

fn evidence(occurrences: &[&Occurrence], group: &[usize]) -> Vec<Evidence> {
    group.iter().map(|&at| Evidence { doc: occurrences[at].doc, span: occurrences[at].span }).collect()
}

fn plain(kind: ReasonKind, certain: u32, possible: u32, text: String) -> Reason {
    Reason { kind, source: None, certain, possible, text, evidence: Vec::new() }
}

fn outlet_name(pile: Pile<'_>, sources: &Sources<'_>, voice: &Voice, doc: DocIx) -> String {
    match voice {
        Voice::Outlet(node) => sources.get(*node).name.clone(),
        Voice::Document(_) => format!("An article whose outlet is not recorded ({})", pile.documents[doc].id),
    }
}
