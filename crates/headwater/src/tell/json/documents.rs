//! Documents and what could not be read, as JSON has them.

use super::judged;
use super::words::Word;
use crate::judgements::line;
use headwater_text::{CodePoints, Document, Problem};
use serde::Serialize;

/// A problem.
#[derive(Debug, Serialize)]
pub(super) struct Trouble<'f> {
    kind: &'static str,
    severity: &'static str,
    path: &'f str,
    line: Option<usize>,
    byte: Option<usize>,
    message: &'f str,
}

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Article<'f> {
    id: &'f str,
    path: &'f str,
    title: Option<&'f str>,
    outlet: Option<&'f str>,
    url: Option<&'f str>,
    author: Option<&'f str>,
    published: Option<&'f str>,
    stamps: Vec<Stamp<'f>>,
    credits: Vec<Credit<'f>>,
    language: Option<&'f str>,
    hash: &'f str,
    text: &'f str,
    target: line::Article,
    problems: Vec<Trouble<'f>>,
    extra: &'f std::collections::BTreeMap<String, serde_json::Value>,
}

#[derive(Debug, Serialize)]
struct Stamp<'f> {
    kind: &'static str,
    role: &'static str,
    raw: &'f str,
    value: &'f str,
    precision: &'static str,
    zone: Option<&'f str>,
}

#[derive(Debug, Serialize)]
struct Credit<'f> {
    kind: &'static str,
    to: &'f str,
    start: Option<usize>,
    end: Option<usize>,
}

/// What could not be read, or not in full.
pub(super) fn trouble(problem: &Problem) -> Trouble<'_> {
    Trouble {
        kind: problem.kind.word(),
        severity: problem.severity.word(),
        path: &problem.place.path,
        line: problem.place.line,
        byte: problem.place.byte,
        message: &problem.message,
    }
}

/// A document as it was read.
pub(super) fn article(document: &Document) -> Article<'_> {
    let points = CodePoints::of(&document.text);
    Article {
        id: &document.id,
        path: &document.path,
        title: document.title.as_deref(),
        outlet: document.outlet.as_deref(),
        url: document.url.as_deref(),
        author: document.author.as_deref(),
        published: document.published().map(|stamp| stamp.value.as_str()),
        stamps: document
            .stamps
            .iter()
            .map(|stamp| Stamp {
                kind: stamp.kind.word(),
                role: stamp.role.word(),
                raw: &stamp.raw,
                value: &stamp.value,
                precision: stamp.precision.word(),
                zone: stamp.zone.as_deref(),
            })
            .collect(),
        credits: document
            .credits
            .iter()
            .map(|credit| Credit {
                kind: credit.kind.word(),
                to: &credit.to,
                start: credit.span.map(|span| points.at(span.start)),
                end: credit.span.map(|span| points.at(span.end)),
            })
            .collect(),
        language: document.language.as_deref(),
        hash: &document.hash,
        text: &document.text,
        target: judged::article(document),
        problems: document.problems.iter().map(trouble).collect(),
        extra: &document.extra,
    }
}
