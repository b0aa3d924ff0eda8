//! What is new in a story, as `schema/news.json` documents it.

use super::list;
use super::place::{Disagreement, Notice, Place, Points};
use super::words::Word;
use crate::story::versions::{self, Edit, Piece};
use crate::tell::Findings;
use headwater_trace::news::{self, Change, Corrected};
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
    disagreements: Vec<Disagreement<'f>>,
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

/// A note that is new, and what it takes back.
#[derive(Debug, Serialize)]
struct Corrects<'f> {
    notice: Notice<'f>,
    claims: Vec<Taken<'f>>,
}

/// What a note means for one claim.
#[derive(Debug, Serialize)]
struct Taken<'f> {
    claim: &'f str,
    canonical: &'f str,
    occurrences: Vec<Place<'f>>,
    dependents: Vec<Place<'f>>,
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
    let place = |at: usize| points.of_occurrence(&claim.occurrences[at]);
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
            .map(|index| Disagreement::of(claim, &claim.disagreements[*index], points))
            .collect(),
        occurrences: change.occurrences.iter().map(|at| place(*at)).collect(),
    }
}

/// How an edit is told of, and the words that tell it.
pub(super) fn notice(notice: &versions::Notice) -> (&'static str, Option<&str>) {
    match notice {
        versions::Notice::Correction(words) => ("correction", Some(words.as_str())),
        versions::Notice::Time => ("time", None),
        versions::Notice::Silent => ("silent", None),
    }
}

fn edited(edit: &Edit) -> Edited<'_> {
    let (notice, correction) = notice(&edit.notice);
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

fn corrects<'f>(findings: Findings<'f>, points: &Points<'f>, found: &Corrected) -> Corrects<'f> {
    let taken = |&(claim, at): &(usize, usize)| {
        let claim = &findings.trace.claims[claim];
        let correction = &claim.corrections[at];
        let places =
            |of: &[usize]| of.iter().map(|at| points.of_occurrence(&claim.occurrences[*at])).collect();
        Taken {
            claim: &claim.id,
            canonical: &claim.canonical,
            occurrences: places(&correction.occurrences),
            dependents: places(&correction.dependents),
        }
    };
    Corrects {
        notice: Notice::of(&findings.trace.notices[found.notice], points),
        claims: found.claims.iter().map(taken).collect(),
    }
}

/// What is new, as one object.
#[derive(Debug, Serialize)]
pub struct News<'f> {
    since: Option<&'f str>,
    articles: Vec<&'f str>,
    claims: Vec<New<'f>>,
    changes: Vec<Changed<'f>>,
    corrections: Vec<Corrects<'f>>,
    edits: Vec<Edited<'f>>,
}

impl<'f> News<'f> {
    /// `since` is the moment since when; `None` where all of it is new.
    pub fn of(findings: Findings<'f>, news: &news::News, edits: &'f [Edit], since: Option<&'f str>) -> Self {
        let points = Points::of(findings.documents);
        let claim = |index: &usize| {
            let claim = &findings.trace.claims[*index];
            let occurrences = claim.occurrences.iter().map(|found| points.of_occurrence(found)).collect();
            New { claim: &claim.id, canonical: &claim.canonical, now: now(claim), occurrences }
        };
        Self {
            since,
            articles: news.articles.iter().map(|doc| points.id(*doc)).collect(),
            claims: news.claims.iter().map(claim).collect(),
            changes: news.changes.iter().map(|change| changed(findings, &points, change)).collect(),
            corrections: news.corrections.iter().map(|found| corrects(findings, &points, found)).collect(),
            edits: edits.iter().map(edited).collect(),
        }
    }

    /// Writes it, a line for each thing.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\n  \"since\": {},\n", serde_json::to_string(&self.since)?)?;
        list(out, "articles", self.articles.iter())?;
        out.write_all(b",\n")?;
        list(out, "claims", self.claims.iter())?;
        out.write_all(b",\n")?;
        list(out, "changes", self.changes.iter())?;
        out.write_all(b",\n")?;
        list(out, "corrections", self.corrections.iter())?;
        out.write_all(b",\n")?;
        list(out, "edits", self.edits.iter())?;
        out.write_all(b"\n}\n")
    }
}
