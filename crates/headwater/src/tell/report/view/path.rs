//! The way from an article upstream, stop by stop, each in the voice that knows of it.

use super::Voice;
use super::desk::Desk;
use crate::tell::text::forest::Strength;
use headwater_trace::{HopKind, Occurrence};

/// A stop on the way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stop {
    /// How the step that leads there is known.
    pub strength: Strength,
    /// Who or what stands there.
    pub name: String,
}

/// The whole way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// What the article itself states, nearest first.
    pub stated: Vec<Stop>,
    /// What Headwater adds.
    pub inferred: Vec<Stop>,
    /// The analyst's part.
    pub decided: Vec<Stop>,
}

/// The way of an occurrence.
pub(in crate::tell) fn of(desk: &Desk<'_>, occurrence: &Occurrence) -> Path {
    let mut path = Path { stated: Vec::new(), inferred: Vec::new(), decided: Vec::new() };
    let own = desk.name(occurrence.doc);
    let mut last = None;
    for hop in occurrence.via.iter().filter(|hop| hop.kind != HopKind::OwnVoice) {
        let Some(to) = hop.to else { break };
        last = Some(to);
        let name = desk.source(to);
        // An outlet that names itself is no stop, unless it is itself the one who speaks.
        if name == own && hop.kind != HopKind::Attributed {
            continue;
        }
        match Voice::of(hop.voice) {
            Voice::TextSays if path.inferred.is_empty() => {
                path.stated.push(Stop { strength: Strength::Stated, name });
            }
            Voice::AnalystDecided { .. } => path.decided.push(Stop { strength: Strength::Stated, name }),
            // What another article states of its own source is known to this one by inference alone.
            Voice::TextSays | Voice::HeadwaterInfers => {
                path.inferred.push(Stop { strength: Strength::Inferred, name });
            }
        }
    }
    match occurrence.origin {
        Some(origin) if last != Some(origin) && desk.source(origin) != own => {
            path.inferred.push(Stop { strength: Strength::Inferred, name: desk.source(origin) });
        }
        Some(_) => {}
        None => path
            .inferred
            .push(Stop { strength: Strength::NotRecorded, name: "lineage not recorded".to_owned() }),
    }
    path
}
