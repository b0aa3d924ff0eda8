//! Names of articles and origins.

use crate::tell::Findings;
use headwater_trace::{Claim, SourceIx, SourceKind};

/// The outlet, with the id beside it where another article of the claim has the same outlet; the id where no outlet is
/// recorded.
pub(super) fn article_name(findings: Findings<'_>, claim: &Claim, doc: usize) -> String {
    let document = &findings.documents[doc];
    let Some(outlet) = &document.outlet else {
        return document.id.clone();
    };
    let twin = claim
        .occurrences
        .iter()
        .any(|other| other.doc != doc && findings.documents[other.doc].outlet.as_ref() == Some(outlet));
    if twin { format!("{outlet} ({})", document.id) } else { outlet.clone() }
}

/// The sign of an origin and its name with what is known of it.
pub(super) fn origin(findings: Findings<'_>, source: SourceIx) -> (&'static str, String) {
    let about = &findings.trace.sources[source];
    let name = |source: SourceIx| findings.trace.sources[source].name.as_str();
    let mut parts = vec![about.name.clone()];
    if let Some(role) = about.role.as_ref().filter(|role| !about.name.contains(role.as_str())) {
        parts.push(role.clone());
    }
    if let Some(body) = about.speaks_for.filter(|body| *body != source) {
        parts.push(format!("speaks for {}", name(body)));
    }
    let kind = match about.kind {
        SourceKind::Anonymous => "unnamed",
        SourceKind::Unknown => "not known who",
        SourceKind::Person if about.official => "official",
        SourceKind::Person => "",
        SourceKind::Body if about.official => "official body",
        SourceKind::Body => "",
        SourceKind::Document => "document",
        SourceKind::Wire => "agency",
        SourceKind::Outlet => "outlet; names no further source",
        SourceKind::Social => "post",
        SourceKind::Eyewitness => "eyewitness",
    };
    if !kind.is_empty() {
        parts.push(kind.to_owned());
    }
    if let Some(outlet) = about.spoke_to {
        parts.push(format!("to {}", name(outlet)));
    }
    let sign = match about.kind {
        SourceKind::Anonymous => "( )",
        SourceKind::Unknown => "(?)",
        _ => "(o)",
    };
    (sign, parts.join(", "))
}
