//! Judgements, and what points back to them.

use super::place::{Place, Points};
use super::words::Word;
use crate::judgements::line;
use crate::tell::Findings;
use headwater_trace::judgement::{DocumentTarget, SourceTarget, target};
use headwater_trace::{Outcome, Ruling, RulingIx, Source, Voice};
use serde::Serialize;

/// A judgement and what became of it.
#[derive(Debug, Serialize)]
pub(super) struct Judgement<'f> {
    #[serde(flatten)]
    signed: Signed<'f>,
    decision: &'static str,
    text: &'f str,
    outcome: &'static str,
    reason: Option<&'f str>,
    places: Vec<Place<'f>>,
}

/// Who decided, beside what was changed.
#[derive(Debug, Serialize)]
pub(super) struct Signed<'f> {
    voice: &'static str,
    id: &'f str,
    who: &'f str,
    when: String,
    note: Option<&'f str>,
}

fn signed(ruling: &Ruling) -> Signed<'_> {
    Signed {
        voice: Voice::Analyst.word(),
        id: &ruling.id,
        who: &ruling.who,
        when: ruling.when.to_string(),
        note: ruling.note.as_deref(),
    }
}

/// All judgements that hold.
pub(super) fn all<'f>(findings: Findings<'f>, points: &Points<'f>) -> impl Iterator<Item = Judgement<'f>> {
    findings.trace.judgements.iter().map(|ruling| Judgement {
        signed: signed(ruling),
        decision: ruling.kind.word(),
        text: &ruling.text,
        outcome: ruling.outcome.word(),
        reason: ruling.reason.as_deref(),
        places: ruling.places.iter().map(|place| points.place(place.doc, place.span)).collect(),
    })
}

/// Those obeyed that changed a thing.
pub(super) fn of<'f>(findings: Findings<'f>, rulings: &[RulingIx]) -> Vec<Signed<'f>> {
    let rulings = rulings.iter().map(|index| &findings.trace.judgements[*index]);
    rulings.filter(|ruling| ruling.outcome == Outcome::Applied).map(signed).collect()
}

/// How a judgement points to a source.
pub(super) fn source(findings: Findings<'_>, source: &Source) -> line::Source {
    let documents = findings.documents;
    let target = match (source.seen, source.publishes) {
        (Some(seen), _) => SourceTarget::Words(target::of(&documents[seen.doc], seen.span)),
        (None, Some(doc)) => SourceTarget::OutletOf(target::whole(&documents[doc])),
        (None, None) => SourceTarget::Name(source.name.clone()),
    };
    line::Source::from(&target)
}

/// How a judgement points to words.
pub(super) fn words(findings: Findings<'_>, doc: usize, span: headwater_text::Span) -> line::Words {
    line::Words::from(&target::of(&findings.documents[doc], span))
}

/// How a judgement points to a document.
pub(super) fn article(document: &headwater_text::Document) -> line::Article {
    let target: DocumentTarget = target::whole(document);
    line::Article::from(&target)
}
