//! The versions of an article and what one edit changed, as the API tells them (`schema/versions.json`).

use super::words::Word;
use super::{Range, news};
use crate::story::edited::{Told, Versions};
use crate::story::versions::Listed;
use headwater_text::{CodePoints, Document};
use headwater_trace::Trace;
use headwater_trace::news::edited::Statement;
use headwater_trace::reuse::edits::{Change, Editor, Piece};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Version<'v> {
    version: i64,
    title: Option<&'v str>,
    published: Option<&'v str>,
    captured: &'v str,
    added: &'v str,
    path: &'v str,
    hash: &'v str,
    notice: Option<&'static str>,
    correction: Option<&'v str>,
}

#[derive(Debug, Serialize)]
struct Edit<'v> {
    a: i64,
    b: i64,
    notice: &'static str,
    correction: Option<&'v str>,
    pieces: Vec<Part<'v>>,
    statements: Statements<'v>,
}

/// A piece of both texts.
#[derive(Debug, Serialize)]
struct Part<'v> {
    change: &'static str,
    about: Vec<&'static str>,
    a: Range,
    a_words: &'v str,
    b: Range,
    b_words: &'v str,
}

#[derive(Debug, Serialize)]
struct Statements<'v> {
    kept: usize,
    went: Vec<Said<'v>>,
    came: Vec<Said<'v>>,
    changed: Vec<Changed<'v>>,
}

#[derive(Debug, Serialize)]
struct Changed<'v> {
    was: Said<'v>,
    is: Said<'v>,
}

#[derive(Debug, Serialize)]
struct Said<'v> {
    start: usize,
    end: usize,
    words: &'v str,
    polarity: &'static str,
    certainty: &'static str,
    origin: Option<&'v str>,
}

/// All of it; the last change of the story that is known beside it.
#[derive(Debug, Serialize)]
pub struct Answer<'v> {
    change: i64,
    name: &'v str,
    versions: Vec<Version<'v>>,
    edit: Option<Edit<'v>>,
}

impl<'v> Answer<'v> {
    /// Of what was found.
    pub fn of(change: i64, found: &'v Versions, editor: &Editor) -> Self {
        Self {
            change,
            name: &found.name,
            versions: found.all.iter().map(version).collect(),
            edit: found.edit.as_ref().map(|told| edit(told, editor)),
        }
    }
}

fn version(listed: &Listed) -> Version<'_> {
    let (notice, correction) = listed.notice.as_ref().map(news::notice).unzip();
    Version {
        version: listed.version,
        title: listed.title.as_deref(),
        published: listed.published.as_deref(),
        captured: &listed.captured,
        added: &listed.added,
        path: &listed.path,
        hash: &listed.hash,
        notice,
        correction: correction.flatten(),
    }
}

fn edit<'v>(told: &'v Told, editor: &Editor) -> Edit<'v> {
    let [a, b] = &told.documents;
    let points = [a, b].map(|document| CodePoints::of(&document.text));
    let (notice, correction) = news::notice(&told.notice);
    let part = |piece: Piece| Part {
        change: match piece.change {
            Change::None => "kept",
            Change::Replaced => "replaced",
            Change::Dropped => "dropped",
            Change::Added => "added",
        },
        about: piece.about.iter().map(|about| about.word()).collect(),
        a: points[0].range(piece.a),
        a_words: piece.a.of(&a.text),
        b: points[1].range(piece.b),
        b_words: piece.b.of(&b.text),
    };
    let pieces = editor.pieces((&a.text, told.passage.a_span), (&b.text, told.passage.b_span));
    let of =
        |side: usize, at: &Statement| said(&told.documents[side], &told.traces[side], &points[side], *at);
    let found = &told.statements;
    Edit {
        a: told.numbers.0,
        b: told.numbers.1,
        notice,
        correction,
        pieces: pieces.into_iter().map(part).collect(),
        statements: Statements {
            kept: found.kept,
            went: found.went.iter().map(|at| of(0, at)).collect(),
            came: found.came.iter().map(|at| of(1, at)).collect(),
            changed: found
                .changed
                .iter()
                .map(|(was, is)| Changed { was: of(0, was), is: of(1, is) })
                .collect(),
        },
    }
}

fn said<'v>(document: &'v Document, trace: &'v Trace, points: &CodePoints<'_>, at: Statement) -> Said<'v> {
    let found = &trace.claims[at.0].occurrences[at.1];
    let (start, end) = points.range(found.span);
    Said {
        start,
        end,
        words: found.span.of(&document.text),
        polarity: found.polarity.word(),
        certainty: found.certainty.word(),
        origin: found.origin.map(|source| trace.sources[source].name.as_str()),
    }
}
