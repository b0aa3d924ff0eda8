//! Names of articles and origins.

use super::visible::{short, width};
use crate::tell::Findings;
use headwater_trace::{Claim, Source, SourceIx, SourceKind};
use std::collections::BTreeSet;

/// The outlet, with the id beside it where another article of the claim has the same outlet; the id where no outlet is
/// recorded.
pub(in crate::tell) fn article_name(findings: Findings<'_>, claim: &Claim, doc: usize) -> String {
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

/// Columns of a role; a longer one is a sentence.
const ROLE: usize = 56;

/// The fullest role that the articles of the claim give a source: "governor of Ulda province" rather than "Gov".
fn role(findings: Findings<'_>, claim: &Claim, about: &Source) -> Option<String> {
    let docs: BTreeSet<usize> = claim.occurrences.iter().map(|occurrence| occurrence.doc).collect();
    let known = about.role.clone();
    let told = docs.into_iter().flat_map(|doc| {
        let text = findings.documents[doc].text.as_str();
        findings.annotations[doc].mentions.iter().filter_map(move |mention| {
            let role = mention.role?;
            let name = mention.head.of(text);
            (name == about.name || about.names.iter().any(|known| known == name))
                .then(|| role.of(text).to_owned())
        })
    });
    known
        .into_iter()
        .chain(told)
        .map(|role| short(without_article(&role), usize::MAX))
        .filter(|role| width(role) <= ROLE && !role.is_empty() && !about.name.contains(role.as_str()))
        .max_by(|a, b| width(a).cmp(&width(b)).then_with(|| b.cmp(a)))
}

fn without_article(words: &str) -> &str {
    let words = words.trim_matches([' ', ',']);
    let bare = ["the ", "The ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article));
    bare.unwrap_or(words)
}

/// The sign of an origin and its name with what is known of it.
pub(in crate::tell) fn origin(
    findings: Findings<'_>,
    claim: &Claim,
    source: SourceIx,
) -> (&'static str, String) {
    let about = &findings.trace.sources[source];
    let name = |source: SourceIx| findings.trace.sources[source].name.as_str();
    let mut parts = vec![about.name.clone()];
    let role = role(findings, claim, about);
    parts.extend(role.clone());
    let told = |body: &SourceIx| role.as_ref().is_some_and(|role| role.contains(name(*body)));
    if let Some(body) = about.speaks_for.filter(|body| *body != source && !told(body)) {
        parts.push(format!("speaks for {}", name(body)));
    }
    // A name whose bearer is not known to be a person or a body is a name all the same.
    let named = about.name.chars().next().is_some_and(char::is_uppercase);
    let kind = match about.kind {
        SourceKind::Anonymous => "unnamed",
        SourceKind::Unknown if named => "",
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
        SourceKind::Unknown if !named => "(?)",
        _ => "(o)",
    };
    (sign, parts.join(", "))
}
