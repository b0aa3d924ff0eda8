//! One object with everything that a trace found.

use super::copies::copy;
use super::documents::{article, trouble};
use super::place::{Disagreement, Notice, Place, Points};
use super::words::Word;
use super::{Range, annotate, judged, list};
use crate::judgements::line;
use crate::tell::Findings;
use headwater_text::{CodePoints, Document, Problem};
use headwater_trace as model;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Debug, Serialize)]
struct Method {
    program: &'static str,
    version: &'static str,
    language: &'static str,
    offsets: &'static str,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct Counts {
    documents: usize,
    lost: usize,
    partial: usize,
    claims: usize,
    occurrences: usize,
    sources: usize,
    copies: usize,
}

#[derive(Debug, Serialize)]
struct Claim<'f> {
    id: &'f str,
    canonical: &'f str,
    occurrences: Vec<Occurrence<'f>>,
    origins: Vec<&'f str>,
    independent_min: u32,
    independent_max: u32,
    independence_reasons: Vec<Reason<'f>>,
    official: &'static str,
    official_occurrence: Option<String>,
    official_reason: &'f str,
    disagreements: Vec<Disagreement<'f>>,
    drifts: Vec<Drift<'f>>,
    corrections: Vec<Correction<'f>>,
    judged: Vec<judged::Signed<'f>>,
}

#[derive(Debug, Serialize)]
struct Occurrence<'f> {
    id: String,
    doc: &'f str,
    start: usize,
    end: usize,
    words: &'f str,
    sent_start: usize,
    sent_end: usize,
    attribution: Option<usize>,
    quote: &'static str,
    polarity: &'static str,
    certainty: &'static str,
    certainty_evidence: Option<Place<'f>>,
    values: Values<'f>,
    matched: Option<Match<'f>>,
    via: Vec<Hop<'f>>,
    origin: Option<&'f str>,
    target: line::Words,
    judged: Vec<judged::Signed<'f>>,
}

#[derive(Debug, Serialize)]
struct Match<'f> {
    with: String,
    shared: Vec<Range>,
    voice: &'static str,
    reason: &'f str,
}

#[derive(Debug, Serialize)]
struct Values<'f> {
    #[serde(serialize_with = "number")]
    number: Option<f64>,
    number_span: Option<Range>,
    unit: Option<&'f str>,
    modifier: Option<&'f str>,
    modifier_kind: Option<&'static str>,
    date: Option<&'f str>,
    date_span: Option<Range>,
    name: Option<&'f str>,
    name_span: Option<Range>,
}

#[derive(Debug, Serialize)]
struct Hop<'f> {
    kind: &'static str,
    to: Option<&'f str>,
    credited: bool,
    evidence: Option<Place<'f>>,
    voice: &'static str,
    reason: &'f str,
}

#[derive(Debug, Serialize)]
struct Reason<'f> {
    kind: &'static str,
    source: Option<&'f str>,
    certain: u32,
    possible: u32,
    text: &'f str,
    evidence: Vec<Place<'f>>,
}

#[derive(Debug, Serialize)]
struct Drift<'f> {
    kind: &'static str,
    from_doc: &'f str,
    to_doc: &'f str,
    from: Place<'f>,
    to: Place<'f>,
    reason: &'f str,
}

#[derive(Debug, Serialize)]
struct Source<'f> {
    id: &'f str,
    name: &'f str,
    names: &'f [String],
    kind: &'static str,
    official: bool,
    speaks_for: Option<&'f str>,
    role: Option<&'f str>,
    spoke_to: Option<&'f str>,
    target: line::Source,
    judged: Vec<judged::Signed<'f>>,
}

#[derive(Debug, Serialize)]
struct Correction<'f> {
    notice: Notice<'f>,
    occurrences: Vec<String>,
    dependents: Vec<String>,
}

#[derive(Debug, Serialize)]
struct DocTime<'f> {
    doc: &'f str,
    #[serde(flatten)]
    time: annotate::Time<'f>,
}

/// Writes the whole trace as one object (`schema/trace.json`).
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, findings: Findings<'_>, language: &'static str) -> io::Result<()> {
    let points = Points::of(findings.documents);
    let trace = findings.trace;
    let teller = Teller { findings, points: &points };
    out.write_all(b"{\n  \"method\": ")?;
    serde_json::to_writer(&mut *out, &teller.method(language))?;
    out.write_all(b",\n")?;
    list(out, "problems", findings.all_problems().chain(findings.unread).map(trouble))?;
    out.write_all(b",\n")?;
    list(out, "documents", findings.documents.iter().map(article))?;
    out.write_all(b",\n")?;
    list(out, "sources", trace.sources.iter().map(|source| teller.source(source)))?;
    out.write_all(b",\n")?;
    list(out, "claims", trace.claims.iter().map(|claim| teller.claim(claim)))?;
    out.write_all(b",\n")?;
    list(out, "copies", trace.passages.iter().map(|passage| copy(passage, &points)))?;
    out.write_all(b",\n")?;
    list(out, "aliases", trace.aliases.iter())?;
    out.write_all(b",\n")?;
    list(out, "times", teller.times())?;
    out.write_all(b",\n")?;
    let circular = trace.circular.iter().map(|(a, b)| (points.id(*a), points.id(*b)));
    list(out, "circular", circular)?;
    out.write_all(b",\n")?;
    list(out, "notices", trace.notices.iter().map(|notice| Notice::of(notice, &points)))?;
    out.write_all(b",\n")?;
    list(out, "judgements", judged::all(findings, &points))?;
    out.write_all(b"\n}\n")
}

/// Writes a line for each document, source, claim, occurrence, copy, notice and judgement, each with its `type` (`schema/export.json`).
///
/// # Errors
///
/// Those of `out`.
pub fn write_lines(out: &mut dyn Write, findings: Findings<'_>) -> io::Result<()> {
    let points = Points::of(findings.documents);
    let trace = findings.trace;
    let teller = Teller { findings, points: &points };
    findings.documents.iter().try_for_each(|document| typed(out, "document", &[], &article(document)))?;
    trace.sources.iter().try_for_each(|source| typed(out, "source", &[], &teller.source(source)))?;
    for claim in &trace.claims {
        let mut told = teller.claim(claim);
        let occurrences = std::mem::take(&mut told.occurrences);
        typed(out, "claim", &["occurrences"], &told)?;
        for occurrence in occurrences {
            typed(out, "occurrence", &[], &occurrence)?;
        }
    }
    trace.passages.iter().try_for_each(|passage| typed(out, "copy", &[], &copy(passage, &points)))?;
    let mut notices = trace.notices.iter();
    notices.try_for_each(|notice| typed(out, "notice", &[], &Notice::of(notice, &points)))?;
    judged::all(findings, &points).try_for_each(|judgement| typed(out, "judgement", &[], &judgement))
}

/// One object with its type first, without what has lines of its own.
fn typed(out: &mut dyn Write, kind: &str, left_out: &[&str], item: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::Map::new();
    line.insert("type".to_owned(), kind.into());
    if let serde_json::Value::Object(fields) = serde_json::to_value(item)? {
        line.extend(fields.into_iter().filter(|(name, _)| !left_out.contains(&name.as_str())));
    }
    super::line(out, &line)
}

/// One thing of a trace as JSON. Nothing here fails but for a fault of the program, which gives null.
fn value(item: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(item).unwrap_or_default()
}

/// A document.
pub fn document(document: &Document) -> serde_json::Value {
    value(&article(document))
}

/// A document without its text and what hangs on it.
pub fn document_head(document: &Document) -> serde_json::Value {
    let published = document.published().map(|stamp| stamp.value.as_str());
    serde_json::json!({
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": published,
        "path": document.path,
        "hash": document.hash,
    })
}

/// A claim in full.
pub fn claim(findings: Findings<'_>, claim: &model::Claim) -> serde_json::Value {
    let points = Points::of(findings.documents);
    value(&Teller { findings, points: &points }.claim(claim))
}

/// A claim in a list, with what its address ends with.
pub fn claim_head(claim: &model::Claim, key: Option<&str>) -> serde_json::Value {
    serde_json::json!({
        "key": key,
        "id": claim.id,
        "canonical": claim.canonical,
        "occurrences": claim.occurrences.len(),
        "articles": crate::tell::text::claim::articles(claim),
        "independent_min": claim.independence.certain,
        "independent_max": claim.independence.possible,
        "official": claim.official.status.word(),
    })
}

/// A source.
pub fn source(findings: Findings<'_>, source: &model::Source) -> serde_json::Value {
    // No place of a document is told with it.
    let points = Points::of(&[]);
    value(&Teller { findings, points: &points }.source(source))
}

/// Passages.
pub fn copies(findings: Findings<'_>, passages: &[model::Passage]) -> serde_json::Value {
    let points = Points::of(findings.documents);
    value(&passages.iter().map(|passage| copy(passage, &points)).collect::<Vec<_>>())
}

/// Judgements that hold, with what became of each.
pub fn judgements(findings: Findings<'_>) -> serde_json::Value {
    let points = Points::of(findings.documents);
    value(&judged::all(findings, &points).collect::<Vec<_>>())
}

/// The judgement of an id; null where none holds.
pub fn judgement(findings: Findings<'_>, id: &str) -> serde_json::Value {
    let all = judgements(findings);
    let found = all.as_array().and_then(|all| all.iter().find(|judgement| judgement["id"] == id).cloned());
    found.unwrap_or_default()
}

/// A problem.
pub fn problem(problem: &Problem) -> serde_json::Value {
    value(&trouble(problem))
}

struct Teller<'f, 'p> {
    findings: Findings<'f>,
    points: &'p Points<'f>,
}

impl<'f> Teller<'f, '_> {
    fn method(&self, language: &'static str) -> Method {
        let trace = self.findings.trace;
        let of =
            |severity| self.findings.all_problems().filter(|problem| problem.severity == severity).count();
        Method {
            program: "headwater",
            version: env!("CARGO_PKG_VERSION"),
            language,
            offsets: "Unicode code points, half-open",
            counts: Counts {
                documents: self.findings.documents.len(),
                lost: of(headwater_text::Severity::Lost),
                partial: of(headwater_text::Severity::Partial),
                claims: trace.claims.len(),
                occurrences: trace.claims.iter().map(|claim| claim.occurrences.len()).sum(),
                sources: trace.sources.len(),
                copies: trace.passages.len(),
            },
        }
    }

    fn source_id(&self, source: usize) -> &'f str {
        &self.findings.trace.sources[source].id
    }

    fn place(&self, evidence: model::Evidence) -> Place<'f> {
        self.points.place(evidence.doc, evidence.span)
    }

    fn source(&self, source: &'f model::Source) -> Source<'f> {
        Source {
            id: &source.id,
            name: &source.name,
            names: &source.names,
            kind: source.kind.word(),
            official: source.official,
            speaks_for: source.speaks_for.map(|body| self.source_id(body)),
            role: source.role.as_deref(),
            spoke_to: source.spoke_to.map(|outlet| self.source_id(outlet)),
            target: judged::source(self.findings, source),
            judged: judged::of(self.findings, &source.judged),
        }
    }

    fn claim(&self, claim: &'f model::Claim) -> Claim<'f> {
        let spot = |index: usize| self.points.of_occurrence(&claim.occurrences[index]);
        let ids = |of: &[usize]| of.iter().map(|index| occurrence_id(claim, *index)).collect();
        Claim {
            id: &claim.id,
            canonical: &claim.canonical,
            occurrences: claim
                .occurrences
                .iter()
                .enumerate()
                .map(|(index, occurrence)| self.occurrence(claim, index, occurrence))
                .collect(),
            origins: claim.origins.iter().map(|origin| self.source_id(*origin)).collect(),
            independent_min: claim.independence.certain,
            independent_max: claim.independence.possible,
            independence_reasons: claim
                .independence
                .reasons
                .iter()
                .map(|reason| self.reason(reason))
                .collect(),
            official: claim.official.status.word(),
            official_occurrence: claim.official.occurrence.map(|index| occurrence_id(claim, index)),
            official_reason: &claim.official.reason,
            disagreements: claim
                .disagreements
                .iter()
                .map(|found| Disagreement::of(claim, found, self.points))
                .collect(),
            drifts: claim
                .drifts
                .iter()
                .map(|found| Drift {
                    kind: found.kind.word(),
                    from_doc: self.points.id(claim.occurrences[found.from].doc),
                    to_doc: self.points.id(claim.occurrences[found.to].doc),
                    from: spot(found.from),
                    to: spot(found.to),
                    reason: &found.reason,
                })
                .collect(),
            corrections: claim
                .corrections
                .iter()
                .map(|found| Correction {
                    notice: Notice::of(&self.findings.trace.notices[found.notice], self.points),
                    occurrences: ids(&found.occurrences),
                    dependents: ids(&found.dependents),
                })
                .collect(),
            judged: judged::of(self.findings, &claim.judged),
        }
    }

    fn occurrence(
        &self,
        claim: &model::Claim,
        index: usize,
        occurrence: &'f model::Occurrence,
    ) -> Occurrence<'f> {
        let doc = occurrence.doc;
        let (start, end) = self.points.range(doc, occurrence.span);
        let (sent_start, sent_end) = self.points.range(doc, occurrence.sentence);
        let values = &occurrence.values;
        Occurrence {
            id: occurrence_id(claim, index),
            doc: self.points.id(doc),
            start,
            end,
            words: occurrence.span.of(&self.findings.documents[doc].text),
            sent_start,
            sent_end,
            attribution: occurrence.attribution,
            quote: occurrence.quote.map_or("none", Word::word),
            polarity: occurrence.polarity.word(),
            certainty: occurrence.certainty.word(),
            certainty_evidence: occurrence.certainty_evidence.map(|span| self.points.place(doc, span)),
            values: Values {
                number: values.number.filter(|number| number.is_finite()),
                number_span: values.number_span.map(|span| self.points.range(doc, span)),
                unit: values.unit.as_deref(),
                modifier: values.modifier_words.as_deref(),
                modifier_kind: values.modifier.map(Word::word),
                date: values.date.as_deref(),
                date_span: values.date_span.map(|span| self.points.range(doc, span)),
                name: values.name.as_deref(),
                name_span: values.name_span.map(|span| self.points.range(doc, span)),
            },
            matched: occurrence.matched.as_ref().map(|found| Match {
                with: occurrence_id(claim, found.with),
                shared: found.shared.iter().map(|span| self.points.range(doc, *span)).collect(),
                voice: found.voice.word(),
                reason: &found.reason,
            }),
            via: occurrence.via.iter().map(|hop| self.hop(hop)).collect(),
            origin: occurrence.origin.map(|origin| self.source_id(origin)),
            target: judged::words(self.findings, doc, occurrence.span),
            judged: judged::of(self.findings, &occurrence.judged),
        }
    }

    fn hop(&self, hop: &'f model::Hop) -> Hop<'f> {
        Hop {
            kind: hop.kind.word(),
            to: hop.to.map(|to| self.source_id(to)),
            credited: hop.credited,
            evidence: hop.evidence.map(|evidence| self.place(evidence)),
            voice: hop.voice.word(),
            reason: &hop.reason,
        }
    }

    fn reason(&self, reason: &'f model::Reason) -> Reason<'f> {
        Reason {
            kind: reason.kind.word(),
            source: reason.source.map(|source| self.source_id(source)),
            certain: reason.certain,
            possible: reason.possible,
            text: &reason.text,
            evidence: reason.evidence.iter().map(|evidence| self.place(*evidence)).collect(),
        }
    }

    fn times(&self) -> impl Iterator<Item = DocTime<'f>> + use<'f> {
        let Findings { documents, annotations, .. } = self.findings;
        documents.iter().zip(annotations).flat_map(|(document, notes)| {
            let points = CodePoints::of(&document.text);
            let times = annotate::times(document, notes, &points);
            times.into_iter().map(|time| DocTime { doc: &document.id, time })
        })
    }
}

/// A whole number without ".0", as every reader of JSON expects of a count.
fn number<S: serde::Serializer>(number: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    /// Above this not every whole number has a floating-point value of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number {
        None => to.serialize_none(),
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        Some(number) if number.fract() == 0.0 && number.abs() <= EXACT => to.serialize_i64(*number as i64),
        Some(number) => to.serialize_f64(*number),
    }
}

/// "c3.2": the second occurrence of claim c3.
fn occurrence_id(claim: &model::Claim, index: usize) -> String {
    format!("{}.{}", claim.id, index + 1)
}
