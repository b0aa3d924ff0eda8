//! Claims that several articles carry, with their words, chains and reasons.

use super::chain::{self, Chain};
use super::desk::{Desk, Place, shown};
use super::officials::Status;
use super::path::{self, Path};
use super::runs::{self, Run};
use super::{Statement, Voice, several};
use crate::tell::text::alerts::list;
use crate::tell::text::claim::{articles, chosen, counts};
use crate::tell::text::judged;
use crate::tell::text::occurrence::Frame;
use crate::tell::text::reasons::interval;
use headwater_text::{Certainty, Polarity, Span};
use headwater_trace::{
    Claim as Found, Drift, DriftKind, NoticeKind, Occurrence as FoundOccurrence, Reason, ReasonKind, Ruling,
};
use std::collections::BTreeSet;

/// How often and from how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// "13 articles · 1 origin".
    pub articles: String,
    /// "1 certain, at most 2".
    pub interval: String,
}

/// A claim in full.
#[derive(Debug, Clone)]
pub struct Claim {
    /// "c1".
    pub id: String,
    /// Its words.
    pub canonical: String,
    /// How often.
    pub count: Count,
    /// What officials said last.
    pub official: Status,
    /// Who said so, where somebody did.
    pub official_by: Option<String>,
    /// Its chains.
    pub chain: Chain,
    /// Occurrences shown first.
    pub first: Vec<Occurrence>,
    /// The rest.
    pub rest: Vec<Occurrence>,
    /// Why it counts as it does, what was lost, what cannot both hold, what the analyst decided.
    pub reasons: Vec<Statement>,
}

/// Where a claim is said.
#[derive(Debug, Clone)]
pub struct Occurrence {
    /// "c1-2".
    pub id: String,
    /// Whose article.
    pub outlet: String,
    /// When.
    pub date: String,
    /// Where the words stand.
    pub place: Place,
    /// Paragraph, from 1; 0 where there are none.
    pub paragraph: usize,
    /// "asserted", "hedged", "denied".
    pub certainty: &'static str,
    /// The sentence.
    pub runs: Vec<Run>,
    /// What Headwater infers to read it.
    pub notes: Vec<String>,
    /// The way upstream.
    pub path: Path,
}

/// Claims of several articles: those of one origin or none, then those of several.
pub(in crate::tell) fn view<'f>(desk: &Desk<'f>) -> (Vec<Claim>, Vec<Claim>) {
    let shared = desk.findings.trace.claims.iter().filter(|claim| articles(claim) > 1);
    let (one, several): (Vec<&Found>, Vec<&Found>) =
        shared.partition(|claim| claim.independence.certain <= 1);
    let all = |claims: Vec<&'f Found>| claims.into_iter().map(|claim| full(desk, claim)).collect();
    (all(one), all(several))
}

/// How often a claim is told and from how many origins.
pub(in crate::tell) fn count(claim: &Found) -> Count {
    Count { articles: counts(claim), interval: interval(claim) }
}

/// A claim in full.
pub(in crate::tell) fn full<'f>(desk: &Desk<'f>, claim: &'f Found) -> Claim {
    let shown: BTreeSet<usize> = chosen(desk.findings, claim).into_iter().collect();
    let (first, rest): (Vec<usize>, Vec<usize>) =
        (0..claim.occurrences.len()).partition(|index| shown.contains(index));
    let all = |indices: Vec<usize>| indices.into_iter().map(|index| occurrence(desk, claim, index)).collect();
    Claim {
        id: claim.id.clone(),
        canonical: desk.canonical(claim),
        count: count(claim),
        official: Status::of(claim.official.status),
        official_by: super::officials::by(desk, claim),
        chain: chain::view(desk, claim),
        first: all(first),
        rest: all(rest),
        reasons: reasons(desk, claim),
    }
}

/// The occurrence with `index` of `claim`.
pub(in crate::tell) fn occurrence(desk: &Desk<'_>, claim: &Found, index: usize) -> Occurrence {
    let found = &claim.occurrences[index];
    let doc = found.doc;
    let notes = &desk.findings.annotations[doc];
    let frame = Frame::of(desk.findings, found);
    let whole = frame.excerpt();
    let excerpt = near(desk.text(doc), whole, found.span);
    let mut marks = Vec::new();
    let attribution = found.attribution.and_then(|index| notes.attributions.get(index));
    let outer = attribution.and_then(|about| about.parent).and_then(|index| notes.attributions.get(index));
    for about in [attribution, outer].into_iter().flatten() {
        runs::frame(about, desk.text(doc), &mut marks);
    }
    runs::occurrence(found, &mut marks);
    let mut shown_runs = runs::cut(desk, doc, excerpt, &marks, &runs::Signs::default());
    if excerpt.start > whole.start {
        shown_runs.insert(0, Run::omitted());
    }
    if excerpt.end < whole.end {
        shown_runs.push(Run::omitted());
    }
    Occurrence {
        id: occurrence_id(claim, index),
        outlet: desk.name(doc),
        date: desk.date(doc),
        place: desk.place(doc, found.span),
        paragraph: notes.paragraphs.partition_point(|paragraph| paragraph.span.start <= found.span.start),
        certainty: certainty(found),
        runs: shown_runs,
        notes: frame.inferences(excerpt).iter().map(|note| curly(&shown(note))).collect(),
        path: path::of(desk, found),
    }
}

/// Columns of a note of correction.
const NOTE: usize = 400;

/// Bytes of a sentence that are shown; a longer one is no sentence.
const SENTENCE: usize = 1_200;

/// `excerpt`, or of one without end what stands around the words.
fn near(text: &str, excerpt: Span, words: Span) -> Span {
    if excerpt.len() <= SENTENCE {
        return excerpt;
    }
    let start = excerpt.start.max(words.start.saturating_sub(SENTENCE / 4));
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Span::new(boundary(start), boundary(excerpt.end.min(start + SENTENCE)))
}

/// "c1-2".
pub(in crate::tell) fn occurrence_id(claim: &Found, index: usize) -> String {
    format!("{}-{}", claim.id, index + 1)
}

pub(in crate::tell) fn certainty(occurrence: &FoundOccurrence) -> &'static str {
    match (occurrence.polarity, occurrence.certainty) {
        (Polarity::Denied, _) | (_, Certainty::Denied) => "denied",
        (_, Certainty::Hedged) => "hedged",
        (_, Certainty::Asserted) => "asserted",
    }
}

/// Straight quotation marks in Headwater's own sentences as curly ones.
pub(in crate::tell) fn curly(told: &str) -> String {
    let mut open = false;
    let curl = |c: char| match c {
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        _ => c,
    };
    told.chars().map(curl).collect()
}

fn infers(lead: Option<String>, text: String, places: Vec<Place>) -> Statement {
    Statement { voice: Voice::HeadwaterInfers, lead, text, places }
}

fn reasons(desk: &Desk<'_>, claim: &Found) -> Vec<Statement> {
    let all = &claim.independence.reasons;
    let certain = match claim.independence.certain {
        0 => "None certain.".to_owned(),
        count => format!("{count} certain."),
    };
    let mut told = bound(desk, certain, all.iter().filter(|reason| reason.certain > 0).collect());
    if claim.independence.certain == 0 {
        let text = "No article names where it has this from.".to_owned();
        told[0].text = if told[0].text.is_empty() { text } else { format!("{text} {}", told[0].text) };
    }
    let most = format!("At most {}.", claim.independence.possible);
    let rest: Vec<&Reason> = (all.iter().filter(|reason| reason.possible > reason.certain))
        .chain(all.iter().filter(|reason| reason.possible == 0 && reason.certain == 0))
        .collect();
    let mut possible = bound(desk, most, rest);
    if possible[0].text.is_empty() {
        possible[0].text = "Every chain ends at what is counted above.".to_owned();
    }
    told.append(&mut possible);
    told.extend(lost(desk, claim));
    told.extend(differ(desk, claim));
    told.extend(taken_back(desk, claim));
    told.extend(decided(desk, claim));
    told
}

/// What the analyst decided that the claim rests on, each with who and when.
fn decided(desk: &Desk<'_>, claim: &Found) -> Vec<Statement> {
    let rulings =
        judged::about(desk.findings, claim).into_iter().map(|index| &desk.findings.trace.judgements[index]);
    rulings.map(ruled).collect()
}

/// A judgement with who and when.
pub(super) fn ruled(ruling: &Ruling) -> Statement {
    Statement {
        voice: Voice::AnalystDecided { by: Some(shown(&ruling.who)), at: Some(judged::moment(ruling)) },
        lead: None,
        text: shown(&match &ruling.note {
            Some(note) => format!("{} \u{201c}{note}\u{201d}", ruling.text),
            None => ruling.text.clone(),
        }),
        places: Vec::new(),
    }
}

/// A sentence for each reason, the first with the bound before it; articles that credit nobody share one.
fn bound(desk: &Desk<'_>, lead: String, reasons: Vec<&Reason>) -> Vec<Statement> {
    let mut told = Vec::new();
    let silent =
        |kind| reasons.iter().filter(move |reason| reason.kind == kind && speaker(desk, reason).is_some());
    for reason in &reasons {
        let grouped = matches!(reason.kind, ReasonKind::NotRecorded | ReasonKind::InferredRepeat);
        if !grouped || speaker(desk, reason).is_none() {
            told.push(infers(None, shown(&reason.text), desk.places(&reason.evidence)));
        }
    }
    for (kind, end) in [
        (ReasonKind::NotRecorded, ": lineage not recorded."),
        (ReasonKind::InferredRepeat, ", and an origin is on record by then: adds nothing."),
    ] {
        let group: Vec<&&Reason> = silent(kind).collect();
        let verb = if group.len() == 1 { "credits" } else { "credit" };
        if let Some(names) = list(group.iter().filter_map(|reason| speaker(desk, reason))) {
            let evidence: Vec<_> = group.iter().flat_map(|reason| reason.evidence.iter().copied()).collect();
            told.push(infers(None, format!("{names} {verb} nobody{end}"), desk.places(&evidence)));
        }
    }
    match told.first_mut() {
        Some(first) => first.lead = Some(lead),
        None => told.push(infers(Some(lead), String::new(), Vec::new())),
    }
    told
}

fn speaker(desk: &Desk<'_>, reason: &Reason) -> Option<String> {
    let outlet = reason.source.map(|source| desk.source(source));
    outlet.or_else(|| reason.evidence.first().map(|found| desk.name(found.doc)))
}

fn lost(desk: &Desk<'_>, claim: &Found) -> Vec<Statement> {
    let mut lead = Some("Lost on the way.".to_owned());
    let mut groups: Vec<Vec<&Drift>> = Vec::new();
    for drift in &claim.drifts {
        let same = |group: &&mut Vec<&Drift>| (group[0].kind, group[0].from) == (drift.kind, drift.from);
        match groups.iter_mut().find(same) {
            Some(group) => group.push(drift),
            None => groups.push(vec![drift]),
        }
    }
    let drifts = groups.iter().map(|group| {
        let from = &claim.occurrences[group[0].from];
        let losers = list(group.iter().map(|drift| desk.name(claim.occurrences[drift.to].doc)));
        let losers = losers.unwrap_or_default();
        let mut places = Vec::new();
        let text = match (group[0].kind, from.certainty_evidence) {
            (DriftKind::HedgeDropped, Some(span)) => {
                places.push(desk.place(from.doc, span));
                format!(
                    "{} has “{}”; without it: {losers}.",
                    desk.name(from.doc),
                    desk.words(from.doc, span, super::desk::WORDS),
                )
            }
            (DriftKind::HedgeDropped, None) => {
                format!("{} has it with a reservation; without it: {losers}.", desk.name(from.doc))
            }
            (DriftKind::AttributionDropped, _) => {
                places.push(desk.place(from.doc, from.span));
                format!("{} gives a source; none in {losers}.", desk.name(from.doc))
            }
        };
        places.extend(group.iter().map(|drift| {
            let to = &claim.occurrences[drift.to];
            desk.place(to.doc, to.span)
        }));
        infers(lead.take(), text, places)
    });
    drifts.collect()
}

fn differ(desk: &Desk<'_>, claim: &Found) -> Vec<Statement> {
    let mut lead = Some("Cannot both hold.".to_owned());
    let found = claim.disagreements.iter().map(|other| {
        let (a, b) = (&claim.occurrences[other.a], &claim.occurrences[other.b]);
        let places = vec![desk.place(a.doc, a.span), desk.place(b.doc, b.span)];
        let value = |index: usize| super::matrix::value(desk, &claim.occurrences[index], other.kind);
        let text = match (value(other.a), value(other.b)) {
            (Some(one), Some(two)) => {
                format!(
                    "{one} in {} of {}, {two} in {} of {}.",
                    desk.name(a.doc),
                    desk.day(a.doc),
                    desk.name(b.doc),
                    desk.day(b.doc)
                )
            }
            _ => format!("{} affirms it, {} denies it.", desk.name(a.doc), desk.name(b.doc)),
        };
        infers(lead.take(), text, places)
    });
    found.collect()
}

fn taken_back(desk: &Desk<'_>, claim: &Found) -> Vec<Statement> {
    let told = claim.corrections.iter().flat_map(|found| {
        let notice = &desk.findings.trace.notices[found.notice];
        let lead = match notice.kind {
            NoticeKind::Corrected => "Corrected.",
            NoticeKind::Withdrawn => "Withdrawn.",
        };
        let note = Statement {
            voice: Voice::TextSays,
            lead: Some(lead.to_owned()),
            text: format!(
                "{}: “{}”",
                desk.name(notice.place.doc),
                desk.words(notice.place.doc, notice.place.span, NOTE)
            ),
            places: vec![desk.place(notice.place.doc, notice.place.span)],
        };
        let names = list(found.dependents.iter().map(|index| desk.name(claim.occurrences[*index].doc)));
        let places = found.dependents.iter().map(|index| {
            let rests = &claim.occurrences[*index];
            desk.place(rests.doc, rests.span)
        });
        let rest =
            names.map(|names| infers(None, format!("Resting on that article: {names}."), places.collect()));
        std::iter::once(note).chain(rest)
    });
    told.collect()
}

/// What the pile amounts to, in a few sentences. Numbers up to nine in words, as a newspaper does.
pub(in crate::tell) fn standfirst(desk: &Desk<'_>) -> String {
    let claims = &desk.findings.trace.claims;
    let shared: Vec<&Found> = claims.iter().filter(|claim| articles(claim) > 1).collect();
    let documents = desk.findings.documents.len();
    let mut told =
        format!("{} carry {}.", capital(&counted(documents, "article")), counted(claims.len(), "claim"));
    if documents == 1 {
        told = told.replace(" carry ", " carries ");
    }
    if shared.is_empty() {
        told.push_str(" None is told by more than one of them.");
        return told;
    }
    let verb = |count: usize, one: &'static str, more: &'static str| if count == 1 { one } else { more };
    told.push_str(&format!(
        " {} {} told by more than one of them.",
        capital(&words(shared.len())),
        verb(shared.len(), "is", "are")
    ));
    let of = |pick: fn(&Found) -> bool| shared.iter().filter(|claim| pick(claim)).count();
    let many = of(|claim| claim.independence.certain > 1);
    let one = of(|claim| claim.independence.certain == 1);
    let none = of(|claim| claim.independence.certain == 0);
    let mut parts = Vec::new();
    for (count, singular, plural) in [
        (one, "rests on one origin for certain", "rest on one origin for certain"),
        (none, "has none on record", "have none on record"),
        (many, "has more than one", "have more than one"),
    ] {
        if count > 0 {
            parts.push(format!("{} {}", words(count), verb(count, singular, plural)));
        }
    }
    if let Some((last, first)) = parts.split_last() {
        let of_these = match first.len() {
            0 => last.clone(),
            1 => format!("{} and {last}", first[0]),
            _ => format!("{}, and {last}", first.join(", ")),
        };
        told.push_str(&format!(" Of these, {of_these}."));
    }
    told
}

fn counted(count: usize, one: &str) -> String {
    several(count, one).replacen(&count.to_string(), &words(count), 1)
}

fn words(count: usize) -> String {
    const NAMES: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    NAMES.get(count).map_or_else(|| count.to_string(), |name| (*name).to_owned())
}

fn capital(told: &str) -> String {
    let mut chars = told.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
