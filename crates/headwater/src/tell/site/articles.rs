//! The list of articles, and one article with its provenance in the margin.

use super::Addresses;
use super::frame::{Stretch, head, pages};
use crate::story::versions::Listed;
use crate::tell::Findings;
use crate::tell::report::page::{To, articles as told, cell, table};
use crate::tell::report::view::{Desk, articles as view, reading, several};
use headwater_text::{CodePoints, Span};
use maud::{Markup, html};

/// Articles on a page.
pub const SIZE: usize = 100;

/// The list, in order of publication.
pub fn list(findings: Findings<'_>, to: &Addresses, page: usize) -> Markup {
    let desk = Desk::new(findings);
    let to: To<'_> = to;
    let order = desk.by_time();
    let stretch = Stretch { all: order.len(), page: page.max(1), size: SIZE };
    let (skip, take) = stretch.range();
    let rows = order.into_iter().skip(skip).take(take).map(|doc| reading::row(&desk, doc));
    html! {
        (head("Articles", ""))
        (table(&format!("{}, in order of publication", several(stretch.all, "article")), &["Outlet", "Headline", "Published", "State", "File"], html! {
            @for row in rows {
                tr {
                    th scope="row" { bdi { (row.outlet) } }
                    td { a.w href=(to.article(row.doc)) { bdi { (row.title) } } }
                    (cell("Published", html! { span.num { (row.published) } br; span.soft { (row.stamp) } }))
                    (cell("State", html! { (row.state) }))
                    (cell("File", html! { span.path-name { (row.path) } @if let Some(url) = &row.url { br; span.url { (url) } } }))
                }
            }
        }))
        (pages(stretch, "/articles", &[]))
    }
}

/// One article; `at` are the code points that a link leads to, `versions` all that the story has of it.
pub fn page(
    findings: Findings<'_>,
    to: &Addresses,
    doc: usize,
    at: Option<(usize, usize)>,
    versions: &[Listed],
) -> Markup {
    let desk = Desk::new(findings);
    let document = &findings.documents[doc];
    let article = view::alone(&desk, doc, at.and_then(|range| bytes(&document.text, range)));
    let copies = copied(&desk, to, doc);
    html! {
        div.title {
            h1 { bdi { (article.title) } }
            p.about { bdi { (article.outlet) } ", " (article.date) " · " (several(article.statements, "statement")) }
        }
        (super::versions::mention(&document.id, versions))
        div.read { (told::body(to, &article)) }
        (copies)
    }
}

/// Code points as bytes, where they lie in the text.
fn bytes(text: &str, (start, end): (usize, usize)) -> Option<Span> {
    let points = CodePoints::of(text);
    if start >= end || end > points.at(text.len()) {
        return None;
    }
    let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let first = starts.nth(start)?;
    let last = starts.nth(end - start - 1)?;
    Some(Span::new(first, last))
}

/// Articles with which this one shares passages.
fn copied(desk: &Desk<'_>, to: &Addresses, doc: usize) -> Markup {
    let mut words: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for passage in &desk.findings.trace.passages {
        let other = match (passage.a == doc, passage.b == doc) {
            (true, _) => passage.b,
            (_, true) => passage.a,
            _ => continue,
        };
        *words.entry(other).or_default() += passage.words;
    }
    let mut all: Vec<(usize, usize)> = words.into_iter().collect();
    all.sort_by_key(|(other, words)| (std::cmp::Reverse(*words), *other));
    html! {
        @if !all.is_empty() {
            details {
                summary { "Shares passages with " (several(all.len(), "article")) }
                ul.plain {
                    @for (other, words) in all.iter().take(SHARED) {
                        li {
                            a href=(super::compare::address(to, doc, *other, desk.findings)) { bdi { (desk.name(*other)) } ", " (desk.date(*other)) }
                            span.why { (several(*words, "word")) " alike" }
                        }
                    }
                }
            }
        }
    }
}

/// Articles named that share passages.
const SHARED: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_to_bytes() {
        let check = |text: &str, range: (usize, usize), expected: Option<&str>| {
            assert_eq!(bytes(text, range).map(|span| span.of(text)), expected, "{text} {range:?}");
        };
        check("Želna dam", (0, 5), Some("Želna"));
        check("Želna dam", (6, 9), Some("dam"));
        check("Želna dam", (6, 10), None);
        check("Želna dam", (6, 6), None);
        check("Želna dam", (usize::MAX - 1, usize::MAX), None);
        check("", (0, 1), None);
    }
}
