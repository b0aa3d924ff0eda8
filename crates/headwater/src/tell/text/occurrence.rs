//! One occurrence: where it stands, its words with carets, and what Headwater infers to read them.

use super::carets::{Mark, signed};
use super::number;
use super::page::{Ink, Line, hanging};
use super::visible::{short, width, wrap};
use super::when::When;
use crate::tell::Findings;
use headwater_text::{Annotations, Attribution, Certainty, CodePoints, Form, Polarity, Span};
use headwater_trace::Occurrence;

/// Bytes that an excerpt may grow beyond the sentence to show who speaks.
const REACH: usize = 400;

/// The lines of one occurrence.
pub(super) fn lines(
    findings: Findings<'_>,
    occurrence: &Occurrence,
    when: When,
    columns: usize,
) -> Vec<Line> {
    let frame = Frame::of(findings, occurrence);
    let (text, excerpt) = (frame.text, frame.excerpt());
    let mut lines = header(findings, occurrence, when, columns);
    lines.push(Line::of(Ink::Soft, "  │"));
    lines.extend(signed(text, excerpt, &frame.marks(), columns));
    for note in frame.inferences(excerpt) {
        let lead = Line::of(Ink::Infer, "  = note: ");
        lines.extend(hanging(lead.clone(), lead.width(), Ink::Infer, &note, columns));
    }
    lines
}

fn header(findings: Findings<'_>, occurrence: &Occurrence, when: When, columns: usize) -> Vec<Line> {
    let document = &findings.documents[occurrence.doc];
    let notes = &findings.annotations[occurrence.doc];
    let (start, end) = CodePoints::of(&document.text).range(occurrence.span);
    let mut place = String::new();
    if let Some(outlet) = document.outlet.as_ref().filter(|outlet| **outlet != document.id) {
        place = format!(", {outlet}");
    }
    let before = notes.paragraphs.partition_point(|paragraph| paragraph.span.start <= occurrence.span.start);
    if before > 0 {
        place.push_str(&format!(", paragraph {before}"));
    }
    place.push_str(&format!(", characters {start}-{end}"));
    let certainty = match (occurrence.polarity, occurrence.certainty) {
        (Polarity::Denied, _) | (_, Certainty::Denied) => "denied",
        (_, Certainty::Hedged) => "hedged",
        (_, Certainty::Asserted) => "asserted",
    };
    let ink = if certainty == "denied" { Ink::Loss } else { Ink::Plain };
    let told = format!("{}   {certainty:<8}", when.told(document));
    let room = columns.saturating_sub(2 + width(&place)).max(8);
    let head = Line::plain("  ").add(Ink::Strong, &short(&document.id, room)).add(Ink::Soft, &place);
    if head.width() + 2 + width(&told) <= columns {
        return vec![head.right(columns, ink, &told)];
    }
    // A narrow terminal: the place in as many lines as it needs, then when and how.
    let place = format!("{}{place}", document.id);
    let mut lines: Vec<Line> = wrap(&place, columns.saturating_sub(2))
        .iter()
        .map(|part| Line::plain("  ").add(Ink::Soft, part))
        .collect();
    lines.push(Line::default().right(columns, ink, &told));
    lines
}

/// Whom the source of an attribution refers back to, in words.
pub(super) fn who_is_meant(text: &str, notes: &Annotations, found: &Attribution) -> Option<String> {
    let mention = notes.mentions.get(found.source_mention?)?;
    let before = notes.mentions.get(mention.antecedent?)?;
    let words = |span: Span| short(span.of(text), 60);
    Some(format!(
        "\"{}\" is {} (Headwater infers, from words before)",
        words(mention.span),
        words(before.span)
    ))
}

/// An occurrence with the attribution that carries it and the one around that.
pub(in crate::tell) struct Frame<'f> {
    findings: Findings<'f>,
    occurrence: &'f Occurrence,
    text: &'f str,
    attribution: Option<&'f Attribution>,
    outer: Option<&'f Attribution>,
}

impl<'f> Frame<'f> {
    pub(in crate::tell) fn of(findings: Findings<'f>, occurrence: &'f Occurrence) -> Self {
        let text = findings.documents[occurrence.doc].text.as_str();
        let notes = &findings.annotations[occurrence.doc];
        let attribution = occurrence.attribution.and_then(|index| notes.attributions.get(index));
        let outer =
            attribution.and_then(|found| found.parent).and_then(|index| notes.attributions.get(index));
        Self { findings, occurrence, text, attribution, outer }
    }

    /// The sentence, grown to the words that frame it where they stand near by.
    pub(in crate::tell) fn excerpt(&self) -> Span {
        let mut excerpt = self.occurrence.sentence.cover(self.occurrence.span);
        let frames = [self.attribution, self.outer].into_iter().flatten();
        for span in frames.flat_map(|found| found.source.iter().chain(&found.cue)) {
            let grown = excerpt.cover(*span);
            if grown.len() <= excerpt.len() + REACH {
                excerpt = self.to_sentence(grown);
            }
        }
        excerpt.trim(self.text)
    }

    /// `span` from the start of the sentence that holds its first byte.
    fn to_sentence(&self, span: Span) -> Span {
        let notes = &self.findings.annotations[self.occurrence.doc];
        match notes.sentence_at(span.start) {
            Some(index) => {
                span.cover(Span::new(notes.sentences[index].span.start.min(span.start), span.start))
            }
            None => span,
        }
    }

    fn marks(&self) -> Vec<Mark> {
        let occurrence = self.occurrence;
        let mut marks = Vec::new();
        let mut mark = |spans: &[Span], sign: char, label: &str| {
            for (index, span) in spans.iter().enumerate() {
                let label = if index == 0 { label.to_owned() } else { String::new() };
                let optional = label == "cue";
                marks.push(Mark { span: span.trim(self.text), sign, label, optional });
            }
        };
        if let Some(evidence) = occurrence.certainty_evidence {
            let on_cue = |found: &Attribution| found.cue.iter().any(|cue| cue.overlaps(evidence));
            match occurrence.certainty {
                Certainty::Hedged => mark(&[evidence], '?', "hedge"),
                Certainty::Denied if !self.attribution.is_some_and(on_cue) => {
                    mark(&[evidence], '?', "denial")
                }
                _ => {}
            }
        }
        if let Some(found) = self.attribution {
            let source = if self.is_unnamed(found) { "source, unnamed" } else { "source" };
            mark(&found.source, '^', source);
            mark(&found.cue, '~', "cue");
            if let Some(recipient) = found.recipient {
                mark(&[recipient], '~', "told to");
            }
        }
        if let Some(found) = self.outer {
            mark(&found.source, '^', "through");
            mark(&found.cue, '~', "");
        }
        mark(&[occurrence.span], '-', &self.content_label());
        marks
    }

    fn is_unnamed(&self, found: &Attribution) -> bool {
        let notes = &self.findings.annotations[self.occurrence.doc];
        let mention = found.source_mention.and_then(|index| notes.mentions.get(index));
        mention.is_some_and(|mention| mention.form == Form::Unnamed)
    }

    fn content_label(&self) -> String {
        let values = &self.occurrence.values;
        let mut told = Vec::new();
        told.extend(number::told(self.text, values));
        told.extend(values.date.clone());
        let name = if self.occurrence.attribution.is_some() { "content" } else { "own voice" };
        if told.is_empty() { name.to_owned() } else { format!("{name}: {}", told.join(", ")) }
    }

    /// What a reader must know that the marks do not show.
    pub(in crate::tell) fn inferences(&self, excerpt: Span) -> Vec<String> {
        let notes = &self.findings.annotations[self.occurrence.doc];
        let words = |span: Span| short(span.of(self.text), 60);
        let mut told = Vec::new();
        let Some(found) = self.attribution else {
            return told;
        };
        let sources = [self.attribution, self.outer].into_iter().flatten();
        told.extend(sources.filter_map(|found| who_is_meant(self.text, notes, found)));
        if let Some(span) = found.source.first().filter(|span| !excerpt.contains(**span)) {
            told.push(format!("source: \"{}\", further away in the text", words(*span)));
        }
        if found.carries_on.is_some() {
            told.push("carries on what the sentence before attributes (Headwater infers)".to_owned());
        }
        told
    }
}
