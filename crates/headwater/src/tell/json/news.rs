//! What is new in a story, as `schema/news.json` documents it.

use super::copies::{Place, Points};
use super::list;
use super::words::Word;
use crate::story::versions::{Edit, Notice, Piece};
use crate::tell::Findings;
use headwater_trace::news::{Change, News};
use headwater_trace::{Claim, SourceIx};
use serde::Serialize;
use std::io::{self, Write};

/// A claim that no article had.
#[derive(Debug, Serialize)]
struct New<'f> {
    claim: &'f str,
    canonical: &'f str,
    now: Bounds,
    occurrences: Vec<Place<'f>>,
}

/// What is new about a claim.
#[derive(Debug, Serialize)]
struct Changed<'f> {
    claim: &'f str,
    canonical: &'f str,
    was: Option<Bounds>,
    now: Bounds,
    official: Option<Status>,
    articles: Vec<&'f str>,
    origins: Vec<Origin<'f>>,
    denials: Vec<Denial<'f>>,
    disagreements: Vec<Differing<'f>>,
    occurrences: Vec<Place<'f>>,
}

#[derive(Debug, Serialize)]
struct Bounds {
    certain: u32,
    possible: u32,
}

#[derive(Debug, Serialize)]
struct Status {
    was: &'static str,
    now: &'static str,
}

#[derive(Debug, Serialize)]
struct Origin<'f> {
    id: &'f str,
    name: &'f str,
    spoke_to: Option<&'f str>,
}

#[derive(Debug, Serialize)]
struct Denial<'f> {
    #[serde(flatten)]
    place: Place<'f>,
    origin: Option<Origin<'f>>,
}

#[derive(Debug, Serialize)]
struct Differing<'f> {
    kind: &'static str,
    a: Place<'f>,
    b: Place<'f>,
    reason: &'f str,
}

/// An edit of an article.
#[derive(Debug, Serialize)]
struct Edited<'e> {
    doc: &'e str,
    version: i64,
    added: &'e str,
    notice: &'static str,
    correction: Option<&'e str>,
    pieces: Vec<Words<'e>>,
}

#[derive(Debug, Serialize)]
struct Words<'e> {
    kind: &'static str,
    text: &'e str,
}

fn bounds((certain, possible): (u32, u32)) -> Bounds {
    Bounds { certain, possible }
}

fn now(claim: &Claim) -> Bounds {
    bounds((claim.independence.certain, claim.independence.possible))
}

fn origin(findings: Findings<'_>, source: SourceIx) -> Origin<'_> {
    let about = &findings.trace.sources[source];
    let spoke_to = about.spoke_to.map(|outlet| findings.trace.sources[outlet].name.as_str());
    Origin { id: &about.id, name: &about.name, spoke_to }
}

fn changed<'f>(findings: Findings<'f>, points: &Points<'f>, change: &Change) -> Changed<'f> {
    let claim = &findings.trace.claims[change.claim];
    let place = |at: usize| {
        let found = &claim.occurrences[at];
        points.place(found.doc, found.span)
    };
    Changed {
        claim: &claim.id,
        canonical: &claim.canonical,
        was: change.bounds.map(bounds),
        now: now(claim),
        official: change.official.map(|was| Status { was: was.word(), now: claim.official.status.word() }),
        articles: change.articles.iter().map(|doc| points.id(*doc)).collect(),
        origins: change.origins.iter().map(|source| origin(findings, *source)).collect(),
        denials: (change.denials.iter())
            .map(|&at| Denial {
                place: place(at),
                origin: claim.occurrences[at].origin.map(|source| origin(findings, source)),
            })
            .collect(),
        disagreements: (change.disagreements.iter())
            .map(|index| {
                let found = &claim.disagreements[*index];
                Differing {
                    kind: found.kind.word(),
                    a: place(found.a),
                    b: place(found.b),
                    reason: &found.reason,
                }
            })
            .collect(),
        occurrences: change.occurrences.iter().map(|at| place(*at)).collect(),
    }
}

fn edited(edit: &Edit) -> Edited<'_> {
    let (notice, correction) = match &edit.notice {
        Notice::Correction(words) => ("correction", Some(words.as_str())),
        Notice::Time => ("time", None),
        Notice::Silent => ("silent", None),
    };
    let pieces = edit.pieces.iter().map(|piece| match piece {
        Piece::Kept(text) => Words { kind: "kept", text },
        Piece::Gone(text) => Words { kind: "gone", text },
        Piece::New(text) => Words { kind: "new", text },
    });
    Edited {
        doc: &edit.name,
        version: edit.version,
        added: &edit.added,
        notice,
        correction,
        pieces: pieces.collect(),
    }
}

/// Writes the object. `since` is the moment since when; `None` where all of it is new.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    findings: Findings<'_>,
    news: &News,
    edits: &[Edit],
    since: Option<&str>,
) -> io::Result<()> {
    let points = Points::of(findings.documents);
    let claim = |index: &usize| {
        let claim = &findings.trace.claims[*index];
        let places = claim.occurrences.iter().map(|found| points.place(found.doc, found.span));
        New { claim: &claim.id, canonical: &claim.canonical, now: now(claim), occurrences: places.collect() }
    };
    write!(out, "{{\n  \"since\": {},\n", serde_json::to_string(&since)?)?;
    list(out, "articles", news.articles.iter().map(|doc| points.id(*doc)))?;
    out.write_all(b",\n")?;
    list(out, "claims", news.claims.iter().map(claim))?;
    out.write_all(b",\n")?;
    list(out, "changes", news.changes.iter().map(|change| changed(findings, &points, change)))?;
    out.write_all(b",\n")?;
    list(out, "edits", edits.iter().map(edited))?;
    out.write_all(b"\n}\n")
}
