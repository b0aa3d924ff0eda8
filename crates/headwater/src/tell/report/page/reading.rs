//! What was read, and what could not be.

use super::{To, cell, table};
use crate::tell::report::view::{Claim, DocumentRow, Reading, Unread, several};
use maud::{Markup, html};

/// Problems told one by one before the list may be folded: what could not be read never is, notes are.
fn section_of<'c>(to: To<'_>, reading: &Reading, claims: impl Iterator<Item = &'c Claim>) -> Markup {
    html! {
        div.trio {
            div {
                h3 { "Read" }
                p.big {
                    @if reading.read == reading.given { "All " (reading.given) } @else { (reading.read) " of " (reading.given) }
                }
                @for line in &reading.lines { p.meta { (line) } }
            }
            div {
                h3 { "Not read, or only in part" }
                @if reading.unread.is_empty() { p.meta { "Everything that was given could be read." } }
                @else { (unread(&reading.unread)) }
                @if !reading.notes.is_empty() {
                    details {
                        summary { (several(reading.notes.len(), "note")) ", nothing lost" }
                        (unread(&reading.notes))
                    }
                }
            }
            div {
                h3 { "Cited, but not in this pile" }
                @if reading.cited.is_empty() { p.meta { "Every outlet, document and post that an article cites is here." } }
                @else {
                    ul.plain {
                        @for cited in &reading.cited {
                            li {
                                bdi { (cited.name) }
                                span.why {
                                    "Cited by "
                                    @for (at, (name, place)) in cited.by.iter().take(3).enumerate() {
                                        @if at > 0 { ", " }
                                        a href=(to.place(place)) { bdi { (name) } }
                                    }
                                    @if cited.by.len() > 3 { " and " (cited.by.len() - 3) " more" }
                                }
                            }
                        }
                    }
                    @if reading.cited_more > 0 { p.meta { "And " (reading.cited_more) " more." } }
                }
            }
        }
        @if !reading.unobeyed.is_empty() {
            h3.sub { "Judgements that were not obeyed" }
            (super::statements(to, &reading.unobeyed))
        }
        @if !reading.documents.is_empty() { (documents(to, &reading.documents)) }
        h3.sub { "Three voices, never mixed" }
        (voices(reading, claims))
    }
}

/// Every document, folded away.
fn documents(to: To<'_>, rows: &[DocumentRow]) -> Markup {
    html! {
        details #docs {
            summary { "All " (several(rows.len(), "document")) }
            (table(
                "Every document, in order of publication",
                &["Outlet", "Headline", "Published", "Where the time stands", "State", "File", "BLAKE3"],
                html! {
                    @for row in rows {
                        tr {
                            th scope="row" { a href=(to.article(row.doc)) { bdi { (row.outlet) } } }
                            td { bdi { (row.title) } }
                            (cell("Published", html! { span.num { (row.published) } }))
                            (cell("Where the time stands", html! { (row.stamp) }))
                            (cell("State", html! { (row.state) }))
                            (cell("File", html! { span.path-name { (row.path) } @if let Some(url) = &row.url { br; span.url { (url) } } }))
                            (cell("BLAKE3", html! { span.hash { (row.hash) "…" } }))
                        }
                    }
                },
            ))
        }
    }
}

/// The section; one of `claims` shows what the voices look like.
pub(in crate::tell) fn section<'c>(
    to: To<'_>,
    reading: &Reading,
    claims: impl Iterator<Item = &'c Claim>,
) -> Markup {
    let body = section_of(to, reading, claims);
    html! { div.first { (super::section("read", "What was read, and what could not be", "", body)) } }
}

fn unread(list: &[Unread]) -> Markup {
    html! {
        ul.plain {
            @for problem in list {
                li { (problem.what) span.why { (problem.state) ": " (problem.why) } }
            }
        }
    }
}

/// What the three look like, on the first claim of the page.
fn voices<'c>(reading: &Reading, mut claims: impl Iterator<Item = &'c Claim>) -> Markup {
    let example = claims.find_map(|claim| {
        let said = claim.first.iter().find(|found| found.runs.iter().any(|run| run.marks.source))?;
        Some((claim, said))
    });
    html! {
        div.voices {
            div.says {
                span.voice { "The text says" }
                p {
                    @if let Some((_, said)) = example { (super::runs(&said.runs)) }
                    @else { "Words of an article, with its source, cue and content marked." }
                }
                span.sig.meta {
                    span.s { "source" } " " span.q { "cue" } " " span.c { "content" } " " span.h { "hedge" }
                }
            }
            div.infers {
                span.voice { "Headwater infers" }
                p {
                    @if let Some((claim, _)) = example { (claim.count.articles) ": " (claim.count.interval) ". " }
                    "What no article states: who copied whom, which claims are one, how many origins there are. Every inference has its reason."
                }
            }
            div.judged {
                span.voice { "The analyst decided" }
                "A decision of the person who works on the story, with name and time. "
                @match reading.obeyed {
                    0 => "None stands here.",
                    1 => "One stands here.",
                    count => { (count) " stand here." }
                }
            }
        }
    }
}
