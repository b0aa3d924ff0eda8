//! The chain that a document states by itself: who is credited in the words around an occurrence.

use super::sources::Sources;
use crate::{DocIx, Evidence, Hop, HopKind, Occurrence, Pile, SourceIx, Voice};
use headwater_text::{Attribution, Span};

/// Attributions inside attributions that are followed before giving up.
const NESTING: usize = 8;

/// Hops from the document outward, as its own words give them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stated {
    pub(super) hops: Vec<Hop>,
}

impl Stated {
    /// Whether the document credits nobody.
    pub(super) fn own_voice(&self) -> bool {
        self.hops.iter().all(|hop| hop.kind == HopKind::OwnVoice)
    }
}

/// Reads the chain that the words around `occurrence` give.
pub(super) fn read(pile: Pile<'_>, sources: &mut Sources<'_>, occurrence: &Occurrence) -> Stated {
    let doc = occurrence.doc;
    let own = sources.outlet_of(doc);
    let mut hops: Vec<Hop> = Vec::new();
    for attribution in outermost_first(pile, occurrence) {
        for hop in frame(pile, sources, doc, own, &hops, attribution) {
            // The same node twice in a row is one step: "the Post reported ... , it said".
            if hop.to.is_none() || hops.last().is_none_or(|last| last.to != hop.to) {
                hops.push(hop);
            }
        }
    }
    sources.note(doc, &hops);
    if hops.is_empty() {
        hops.push(Hop {
            kind: HopKind::OwnVoice,
            to: own,
            credited: false,
            evidence: Some(Evidence { doc, span: occurrence.span }),
            voice: Voice::Text,
            reason: "the text credits nobody".to_string(),
        });
    }
    Stated { hops }
}

/// The attributions around an occurrence, the one that holds all others first.
fn outermost_first<'p>(pile: Pile<'p>, occurrence: &Occurrence) -> Vec<&'p Attribution> {
    let all = &pile.annotations[occurrence.doc].attributions;
    let mut found = Vec::new();
    let mut at = occurrence.attribution;
    while let Some(attribution) = at.and_then(|index| all.get(index)).filter(|_| found.len() < NESTING) {
        found.push(attribution);
        at = attribution.parent;
    }
    found.reverse();
    found
}

/// The hops of one source-cue-content frame: whom it was told to, then who told it.
fn frame(
    pile: Pile<'_>,
    sources: &mut Sources<'_>,
    doc: DocIx,
    own: Option<SourceIx>,
    before: &[Hop],
    attribution: &Attribution,
) -> Vec<Hop> {
    let mut hops = Vec::new();
    let words = Span::hull(&[&attribution.source[..], &attribution.cue[..]].concat());
    let evidence = words.map(|span| Evidence { doc, span });
    let quoted = words.map_or_else(String::new, |span| excerpt(pile.words(doc, span)));

    let listener = attribution.recipient_mention.and_then(|mention| {
        let mention = sources.resolve(doc, Some(mention)).mention?;
        sources.mention(doc, mention, None)
    });
    if let Some(outlet) = listener.filter(|&node| sources.is_outlet(node) && Some(node) != own) {
        hops.push(Hop {
            kind: HopKind::Relayed,
            to: Some(outlet),
            credited: true,
            evidence,
            voice: Voice::Text,
            reason: format!("{quoted}: the words were spoken to {}", sources.get(outlet).name),
        });
    }
    // "It is said that": a reservation, no step; where nothing else is credited it shows that somebody was.
    if attribution.source.is_empty() && !before.is_empty() || sources.by_author(doc, attribution) {
        return hops;
    }
    let spoke_to = hops
        .iter()
        .chain(before.iter().rev())
        .find(|hop| hop.kind == HopKind::Relayed)
        .and_then(|hop| hop.to);
    let (mut node, mut inferred) = sources.credited(doc, attribution, spoke_to);
    // A report, account or article of an outlet is that outlet speaking.
    if let Some(publisher) =
        node.and_then(|node| sources.get(node).speaks_for).filter(|&body| sources.is_outlet(body))
    {
        node = Some(publisher);
    }
    inferred |= attribution.carries_on.is_some();
    if node.is_some() && node == own {
        return hops;
    }
    let kind = match node {
        Some(node) if sources.is_outlet(node) => HopKind::Relayed,
        _ => HopKind::Attributed,
    };
    let reason = match (node, attribution.carries_on.is_some(), inferred) {
        (None, ..) if attribution.source.is_empty() => format!("{quoted}: the text names no source"),
        (None, ..) => format!("{quoted}: who is meant is not clear from the text"),
        (Some(node), true, _) => {
            format!("carries on the words of {}", sources.get(node).name)
        }
        (Some(node), false, true) => format!("{quoted}: {} is meant", sources.get(node).name),
        (Some(_), false, false) => format!("{quoted}: the text names the source"),
    };
    let voice = if inferred { Voice::Inferred } else { Voice::Text };
    hops.push(Hop { kind, to: node, credited: node.is_some(), evidence, voice, reason });
    hops
}

/// Words of a text on one line between quotation marks, shortened in the middle where long.
fn excerpt(words: &str) -> String {
    const MOST: usize = 90;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return format!("“{line}”");
    }
    let head: String = line.chars().take(MOST / 2).collect();
    let tail: Vec<char> = line.chars().rev().take(MOST / 2).collect();
    format!("“{} … {}”", head.trim_end(), tail.iter().rev().collect::<String>().trim_start())
}
