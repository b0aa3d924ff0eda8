//! The words on an edge: the article's own, cut to what names the step.

use super::visible::{visible, width};
use crate::tell::Findings;
use headwater_text::{Attribution, Span};
use headwater_trace::{Evidence, Hop, HopKind};

/// Columns of an edge's words: more pushes the chain off what an eye takes in at once.
const COLUMNS: usize = 38;
/// Bytes between a cue and whom it is told to, "told (reporters of) the Post"; further apart it is another phrase.
const REACH: usize = 3;

/// The article's own words for a step; `None` where no words state it.
///
/// Who is meant by "the paper" is told beside the occurrence, why Headwater infers a step in JSON.
pub(in crate::tell) fn words(findings: Findings<'_>, hop: &Hop) -> Option<String> {
    hop.evidence.map(|found| own_words(findings, hop.kind, found)).filter(|told| !told.is_empty())
}

fn own_words(findings: Findings<'_>, kind: HopKind, found: Evidence) -> String {
    let text = findings.documents[found.doc].text.as_str();
    let whole = clean(found.span.of(text));
    let notes = &findings.annotations[found.doc];
    let Some((source, cue, to)) =
        notes.attributions.iter().filter_map(|about| frame(about, found.span)).min_by_key(|frame| {
            let (source, cue, _) = frame;
            (source.cover(*cue).len().abs_diff(found.span.len()), *cue)
        })
    else {
        return cut(&whole, COLUMNS);
    };
    let told = to
        .filter(|to| to.start >= cue.end && to.start - cue.end <= REACH)
        .map(|to| clean(cue.cover(to).of(text)))
        .filter(|told| width(told) <= COLUMNS);
    let leads = source.start < cue.start;
    match told {
        Some(told) if leads => told,
        // Who said it stands above: the cue is what is new.
        _ if leads && kind == HopKind::Attributed => cut(&clean(cue.of(text)), COLUMNS),
        _ if width(&whole) <= COLUMNS => whole,
        _ if leads => {
            let cue = cut(&clean(cue.of(text)), COLUMNS / 2);
            let room = COLUMNS.saturating_sub(width(&cue) + 1);
            format!("{} {cue}", cut(&clean(source.of(text)), room))
        }
        _ => cut(&whole, COLUMNS),
    }
}

/// Source, cue and recipient of an attribution that `evidence` speaks of.
fn frame(about: &Attribution, evidence: Span) -> Option<(Span, Span, Option<Span>)> {
    let cue = *about.cue.iter().find(|cue| evidence.contains(**cue))?;
    let source = *about.source.iter().find(|source| source.overlaps(evidence))?;
    Some((source, cue, about.recipient))
}

/// One line without marks at its ends.
fn clean(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    visible(
        line.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '.' | '"' | '“' | '”' | '—' | '–')).trim(),
    )
}

/// Whole words up to `columns`, with an ellipsis where some are missing.
fn cut(words: &str, columns: usize) -> String {
    if width(words) <= columns {
        return words.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for word in words.split(' ') {
        used += width(word) + 1;
        if used > columns {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        return super::visible::short(words, columns);
    }
    format!("{}…", kept.trim_end_matches(','))
}

#[cfg(test)]
mod tests {
    use super::{clean, cut};

    #[test]
    fn words_are_cut_between_words() {
        let check = |words: &str, columns: usize, expected: &str| assert_eq!(cut(words, columns), expected);
        check("said", 10, "said");
        check("according to the governor, Ilse Brandt", 28, "according to the governor…");
        check("incomprehensibilities", 10, "incompreh…");
    }

    #[test]
    fn marks_at_the_ends_go() {
        assert_eq!(clean(" ,the paper\n reported: "), "the paper reported");
    }
}
