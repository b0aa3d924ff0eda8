//! Articles found by their words, for people.

use super::page::{Ink, Line, Page};
use super::visible::{short, wrap};
use crate::story::search::facets::{Count, DateCount};
use crate::story::search::snippet::Snippet;
use crate::story::search::{Hit, Results};
use headwater_text::Span;
use std::io::{self, Write};

/// Values told of a count; the rest is counted.
const VALUES: usize = 12;

/// Writes each article with the lines in which the words stand, *marked like this*, then the counts.
///
/// # Errors
///
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    found: &Results,
    skip: usize,
    columns: usize,
    colour: bool,
) -> io::Result<()> {
    let mut page = Page::new(out, columns, colour);
    for hit in &found.hits {
        article(&mut page, hit)?;
        page.blank()?;
    }
    page.line(Line::of(Ink::Strong, &summary(found, skip)))?;
    if !found.unsearched.is_empty() {
        let pieces = short(&found.unsearched.join(" "), columns.saturating_sub(14));
        page.line(Line::of(Ink::Loss, &format!("not searched: {pieces}")))?;
    }
    values(&mut page, "by outlet", found.facets.outlets.iter().map(value))?;
    if let Some(sources) = &found.facets.sources {
        values(&mut page, "by source", sources.iter().map(value))?;
    }
    values(&mut page, "by date", found.facets.dates.iter().map(dated))
}

fn article(page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
    let name = match hit.version {
        1 => hit.name.clone(),
        version => format!("{}, version {version}", hit.name),
    };
    let published = hit.published.as_deref().unwrap_or("undated");
    let outlet = hit.outlet.as_deref().unwrap_or("outlet not recorded");
    page.line(Line::of(Ink::Strong, &name).add(Ink::Soft, &format!("  {published}  {outlet}")))?;
    let told = |page: &mut Page<'_>, ink: Ink, words: &str| {
        let lines = wrap(words, page.columns.saturating_sub(4));
        lines.iter().try_for_each(|line| page.line(Line::plain("    ").add(ink, line)))
    };
    if let Some(title) = &hit.title {
        told(page, Ink::Plain, &marked(title, &hit.title_hits))?;
    }
    hit.snippets.iter().try_for_each(|snippet| told(page, Ink::Soft, &cut(snippet)))
}

/// The words of a snippet, with an ellipsis where more stands before or after them.
fn cut(snippet: &Snippet) -> String {
    let words = marked(&snippet.words, &snippet.hits);
    let before = if snippet.cut_before { "… " } else { "" };
    let after = if snippet.cut_after { " …" } else { "" };
    format!("{before}{words}{after}")
}

fn marked(words: &str, hits: &[Span]) -> String {
    let mut told = String::new();
    let mut at = 0;
    for hit in hits {
        told.push_str(Span::new(at, hit.start).of(words));
        told.push_str(&format!("*{}*", hit.of(words)));
        at = hit.end;
    }
    told + words.get(at..).unwrap_or_default()
}

fn summary(found: &Results, skip: usize) -> String {
    let noun = if found.total == 1 { "article" } else { "articles" };
    let shown = found.hits.len();
    match found.total {
        0 => "nothing found".to_owned(),
        total if shown == total => format!("{total} {noun}"),
        total if shown == 0 => format!("{total} {noun}, none of them after the first {skip}"),
        total => {
            format!("{} to {} of {total} {noun}; --skip {} goes on", skip + 1, skip + shown, skip + shown)
        }
    }
}

fn value(count: &Count) -> (String, usize) {
    (count.value.clone().unwrap_or_else(|| "not recorded".to_owned()), count.count)
}

fn dated(count: &DateCount) -> (String, usize) {
    (count.value.as_ref().map_or_else(|| "undated".to_owned(), |(value, ..)| value.clone()), count.count)
}

/// "by outlet: Tarn Courier 3, Dnevka 2".
fn values(
    page: &mut Page<'_>,
    title: &str,
    counts: impl ExactSizeIterator<Item = (String, usize)>,
) -> io::Result<()> {
    let more = counts.len().saturating_sub(VALUES);
    let mut told: Vec<String> =
        counts.take(VALUES).map(|(value, count)| format!("{} {count}", short(&value, 48))).collect();
    if told.is_empty() {
        return Ok(());
    }
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    let lines = wrap(&format!("{title}: {}", told.join(", ")), page.columns.saturating_sub(2));
    for (row, line) in lines.iter().enumerate() {
        page.line(Line::of(Ink::Soft, &format!("{}{line}", if row == 0 { "" } else { "  " })))?;
    }
    Ok(())
}
