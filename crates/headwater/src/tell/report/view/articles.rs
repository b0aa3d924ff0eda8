//! Every article with its provenance: source, cue and content in the text, who speaks and through whom in the margin.

use super::claims::{certainty, count};
use super::desk::{Desk, shown};
use super::path::{self, Path};
use super::reading::found_in;
use super::runs::{self, Run};
use crate::tell::text::claim::articles;
use headwater_text::{Span, StampKind};
use headwater_trace::{Claim, NoticeKind, Occurrence};

/// What the margin says about one or more statements of a paragraph that came the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The letter that the text has for it, where its paragraph has several.
    pub key: Option<String>,
    /// The way upstream.
    pub path: Path,
    /// Ids and counts of the claims that other articles carry as well: "6 articles · 1 origin".
    pub claims: Vec<(String, String)>,
    /// Statements that stand in this article alone: ids.
    pub alone: Vec<String>,
    /// "hedged" or "denied", where one of them is.
    pub certainty: Option<&'static str>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words.
    pub runs: Vec<Run>,
    /// Its margin.
    pub notes: Vec<Note>,
    /// Header lines, captions, newsletter lines: not part of the article proper.
    pub furniture: bool,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Index of the document.
    pub doc: usize,
    /// Headline.
    pub title: String,
    /// Outlet.
    pub outlet: String,
    /// Date.
    pub date: String,
    /// Author, address, hash and the like, one fact each.
    pub facts: Vec<String>,
    /// Statements found in it.
    pub statements: usize,
    /// Paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

pub(in crate::tell) fn view(desk: &Desk<'_>) -> Vec<Article> {
    let mut found: Vec<Vec<(&Claim, usize)>> = vec![Vec::new(); desk.findings.documents.len()];
    for claim in &desk.findings.trace.claims {
        for (index, occurrence) in claim.occurrences.iter().enumerate() {
            found[occurrence.doc].push((claim, index));
        }
    }
    for list in &mut found {
        list.sort_by_key(|(claim, index)| (claim.occurrences[*index].span, *index));
    }
    desk.by_time().into_iter().map(|doc| article(desk, doc, &found[doc], None)).collect()
}

/// One article by itself, with the words that a link leads to.
pub(in crate::tell) fn alone(desk: &Desk<'_>, doc: usize, sought: Option<Span>) -> Article {
    let mut found: Vec<(&Claim, usize)> = Vec::new();
    for claim in &desk.findings.trace.claims {
        let here = claim.occurrences.iter().enumerate().filter(|(_, occurrence)| occurrence.doc == doc);
        found.extend(here.map(|(index, _)| (claim, index)));
    }
    found.sort_by_key(|(claim, index)| (claim.occurrences[*index].span, *index));
    article(desk, doc, &found, sought)
}

fn article(desk: &Desk<'_>, doc: usize, found: &[(&Claim, usize)], sought: Option<Span>) -> Article {
    let document = &desk.findings.documents[doc];
    let notes = &desk.findings.annotations[doc];
    let text = desk.text(doc);
    let mut marks = Vec::new();
    for attribution in &notes.attributions {
        runs::frame(attribution, text, &mut marks);
    }
    for (claim, index) in found {
        runs::occurrence(&claim.occurrences[*index], &mut marks);
    }
    marks.extend(sought.map(|span| (span, runs::Mark::Sought)));
    marks.sort_by_key(|(span, _)| *span);
    let spans: Vec<Span> = match notes.paragraphs.len() {
        0 => vec![Span::new(0, text.len()).trim(text)],
        _ => notes.paragraphs.iter().map(|paragraph| paragraph.span).collect(),
    };
    // Words between paragraphs are none, yet a text has to be shown whole: what no paragraph holds is shown as furniture.
    let paragraphs = whole(text, &spans)
        .into_iter()
        .map(|(span, inside)| {
            let here: Vec<(&Claim, usize)> = found
                .iter()
                .copied()
                .filter(|(claim, index)| span.holds(claim.occurrences[*index].span.start))
                .collect();
            let from = marks.partition_point(|(mark, _)| mark.start < span.start.saturating_sub(REACH));
            let near: Vec<_> =
                marks[from..].iter().copied().take_while(|(mark, _)| mark.start < span.end).collect();
            let (notes, keys) = margin(desk, &here);
            Paragraph {
                runs: runs::cut(desk, doc, span, &near, &runs::Signs { anchors: true, keys }),
                notes,
                furniture: !inside || document.furniture.iter().any(|furniture| furniture.contains(span)),
            }
        })
        .collect();
    Article {
        doc,
        title: document.title.as_deref().map_or_else(|| desk.name(doc), shown),
        outlet: desk.name(doc),
        date: desk.date(doc),
        facts: facts(desk, doc),
        statements: found.len(),
        paragraphs,
    }
}

/// Bytes before a paragraph in which a mark that reaches into it may begin.
const REACH: usize = 20_000;

/// The paragraphs, and what stands between them, if words do.
fn whole(text: &str, paragraphs: &[Span]) -> Vec<(Span, bool)> {
    let mut all = Vec::new();
    let mut at = 0;
    for span in paragraphs.iter().copied().filter(|span| !span.is_empty()) {
        let between = Span::new(at, span.start).trim(text);
        if !between.is_empty() && span.start > at {
            all.push((between, false));
        }
        all.push((span, true));
        at = at.max(span.end);
    }
    let rest = Span::new(at, text.len()).trim(text);
    if !rest.is_empty() {
        all.push((rest, false));
    }
    all
}

/// Statements that came the same way share a note, in the order of the first; where a paragraph has several, each has a letter,
/// which also stands in the text where such a statement ends.
fn margin(desk: &Desk<'_>, here: &[(&Claim, usize)]) -> (Vec<Note>, Vec<(usize, String)>) {
    let mut notes: Vec<Note> = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (claim, index) in here {
        let occurrence: &Occurrence = &claim.occurrences[*index];
        let path = path::of(desk, occurrence);
        let certain = Some(certainty(occurrence)).filter(|word| *word != "asserted");
        let at = match notes.iter().position(|note| note.path == path && note.certainty == certain) {
            Some(at) => at,
            None => {
                notes.push(Note {
                    key: None,
                    path,
                    claims: Vec::new(),
                    alone: Vec::new(),
                    certainty: certain,
                });
                notes.len() - 1
            }
        };
        let end = (occurrence.span.end, at);
        if !ends.contains(&end) {
            ends.push(end);
        }
        let note = &mut notes[at];
        if articles(claim) > 1 {
            let told = (claim.id.clone(), count(claim).articles);
            if !note.claims.contains(&told) {
                note.claims.push(told);
            }
        } else if !note.alone.contains(&claim.id) {
            note.alone.push(claim.id.clone());
        }
    }
    if notes.len() < 2 {
        return (notes, Vec::new());
    }
    for (at, note) in notes.iter_mut().enumerate() {
        note.key = Some(letter(at));
    }
    ends.sort_unstable();
    let keys = ends.into_iter().map(|(end, at)| (end, letter(at))).collect();
    (notes, keys)
}

/// "a" to "z", then "a1" and on.
fn letter(at: usize) -> String {
    let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26) }
}

fn facts(desk: &Desk<'_>, doc: usize) -> Vec<String> {
    let document = &desk.findings.documents[doc];
    let mut facts: Vec<String> = document.author.as_deref().map(shown).into_iter().collect();
    facts.push(match document.published() {
        Some(stamp) => {
            let found = match stamp.kind {
                StampKind::Head | StampKind::Tail => "text",
                kind => found_in(kind),
            };
            format!("published {} ({found})", desk.date(doc))
        }
        None => "no date recorded".to_owned(),
    });
    let notice = desk.findings.trace.notices.iter().find(|notice| notice.place.doc == doc);
    facts.extend(notice.map(|notice| {
        match notice.kind {
            NoticeKind::Corrected => "corrects itself",
            NoticeKind::Withdrawn => "withdrawn",
        }
        .to_owned()
    }));
    let captured = document.stamps.iter().find(|stamp| stamp.role == headwater_text::StampRole::Captured);
    facts.extend(captured.map(|stamp| format!("captured {}", shown(&stamp.value))));
    facts.extend(document.url.as_deref().map(shown));
    facts.push(shown(&document.path));
    facts.push(format!("BLAKE3 {}", document.hash.get(..12).unwrap_or(&document.hash)));
    facts
}
