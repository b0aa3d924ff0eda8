//! The page: one file that loads nothing, works without a script, and prints.
//!
//! Templates write what [`super::view`] says and [`super::layout`] has placed. Everything from articles goes through the macro, which
//! escapes it.

pub(in crate::tell) mod articles;
pub(in crate::tell) mod chain;
pub(in crate::tell) mod claims;
pub(in crate::tell) mod ledger;
pub(in crate::tell) mod links;
pub(in crate::tell) mod matrix;
pub(in crate::tell) mod method;
pub(in crate::tell) mod news;
pub(in crate::tell) mod officials;
pub(in crate::tell) mod reading;
pub(in crate::tell) mod timeline;

pub(in crate::tell) use links::To;

use super::view::{Place, Report, Run, Statement, Voice};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

pub(in crate::tell) const STYLE: &str = include_str!("report.css");
pub(in crate::tell) const SCRIPT: &str = include_str!("report.js");

/// The whole page.
pub(super) fn page(report: &Report) -> Markup {
    // Only this very style and this very script may run, and nothing may be fetched.
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    );
    let to: To<'_> = &links::OnePage;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "Headwater " (env!("CARGO_PKG_VERSION")) };
                title { (report.title) ": a Headwater report" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                div.page {
                    header.masthead {
                        div.brandline {
                            span { b { "Headwater" } " Who says so, through whom, and who said it first" }
                            @if let Some(published) = &report.published { span { "Articles of " (published) } }
                        }
                        div.mast {}
                    }
                    main #main {
                        div.title {
                            h1 { bdi { (report.title) } }
                            p.stand { (report.standfirst) }
                        }
                        (index(report))
                        (reading::section(to, &report.reading, report.repeated.iter().chain(&report.supported)))
                        (claims::sections(to, report))
                        (matrix::section(to, &report.matrices))
                        (officials::section(to, &report.officials))
                        @if let Some(news) = &report.news { (news::section(to, news)) }
                        (timeline::section(to, &report.timeline))
                        (articles::section(to, &report.articles))
                        (ledger::section(to, &report.ledger))
                        (method::section(&report.method))
                    }
                    footer {
                        p.meta {
                            "Headwater counts origins, not headlines. It does not say what is true, and it gives no marks to outlets or \
                             people. This page loads nothing."
                        }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn index(report: &Report) -> Markup {
    let entries: [(&str, &str, bool); 10] = [
        ("read", "What was read", true),
        ("repeated", "Repeated claims", !report.repeated.is_empty()),
        ("supported", "Several origins", !report.supported.is_empty()),
        ("disagree", "Disagreements", true),
        ("official", "Officials", true),
        ("new", "New", report.news.is_some()),
        ("timeline", "Timeline", true),
        ("reading", "Articles", true),
        ("ledger", "Sources", true),
        ("method", "Method and errors", true),
    ];
    html! {
        nav.index aria-label="Sections" {
            ol {
                @for (id, name, _) in entries.iter().filter(|entry| entry.2) {
                    li { a href={ "#" (id) } { (name) } }
                }
            }
        }
    }
}

pub(in crate::tell) fn digest(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// A section with its head.
pub(in crate::tell) fn section(id: &str, title: &str, about: &str, body: Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-h" } {
            div.sechead {
                h2 id={ (id) "-h" } { (title) }
                @if !about.is_empty() { p { (about) } }
            }
            (body)
        }
    }
}

/// A table that scrolls where it must, and whose rows stack on a phone.
pub(in crate::tell) fn table(caption: &str, heads: &[&str], body: Markup) -> Markup {
    named_table(caption, caption, heads, body)
}

/// [`table`] with a name that no other table of the page has, where captions are alike.
pub(in crate::tell) fn named_table(name: &str, caption: &str, heads: &[&str], body: Markup) -> Markup {
    html! {
        div.tablebox role="region" tabindex="0" aria-label=(name) {
            table.stackt {
                caption { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { (body) }
            }
        }
    }
}

/// A cell with the head that a phone prints before it.
pub(in crate::tell) fn cell(head: &str, body: Markup) -> Markup {
    html! { td data-l=(head) { (body) } }
}

/// Marked words.
pub(in crate::tell) fn runs(runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @if let Some(anchor) = &run.anchor { a.at id=(anchor) {} }
            (marked(run))
            @if let Some(key) = &run.key { sup.k { (key) } }
        }
    }
}

fn marked(run: &Run) -> Markup {
    let marks = run.marks;
    let mut body = html! { (run.text) };
    for (is_marked, class) in
        [(marks.hedge, "h"), (marks.cue, "q"), (marks.source, "s"), (marks.content, "c"), (marks.sought, "f")]
    {
        if is_marked {
            body = html! { span class=(class) { (body) } };
        }
    }
    if run.anchor.is_some() && marks == super::view::Marks::default() {
        body = html! { span { (body) } };
    }
    body
}

/// A voice with its label, always printed.
pub(in crate::tell) fn spoken(voice: &Voice, body: Markup) -> Markup {
    let class = voice_class(voice);
    html! {
        div class=(class) {
            span.voice { (voice.label()) }
            (body)
            @if let Voice::AnalystDecided { by, at } = voice {
                @if by.is_some() || at.is_some() {
                    span.sig { (by.as_deref().unwrap_or("")) @if by.is_some() && at.is_some() { ", " } (at.as_deref().unwrap_or("")) }
                }
            }
        }
    }
}

fn voice_class(voice: &Voice) -> &'static str {
    match voice {
        Voice::TextSays => "says",
        Voice::HeadwaterInfers => "infers",
        Voice::AnalystDecided { .. } => "judged",
    }
}

/// Statements, those of one voice after another under one label.
pub(in crate::tell) fn statements(to: To<'_>, all: &[Statement]) -> Markup {
    let mut groups: Vec<Vec<&Statement>> = Vec::new();
    for statement in all {
        match groups.last_mut() {
            Some(group) if group[0].voice == statement.voice => group.push(statement),
            _ => groups.push(vec![statement]),
        }
    }
    html! {
        @for group in groups {
            (spoken(&group[0].voice, html! {
                @for statement in &group {
                    p {
                        @if let Some(lead) = &statement.lead { b { (lead) } " " }
                        (statement.text)
                        (refs(to, &statement.places, REFS))
                    }
                }
            }))
        }
    }
}

/// Links to words that are pointed to by one sentence, before the rest is counted.
const REFS: usize = 12;

/// Small numbers that link to exact words.
pub(in crate::tell) fn refs(to: To<'_>, places: &[Place], most: usize) -> Markup {
    html! {
        @if !places.is_empty() {
            " "
            span.refs {
                @for (at, place) in places.iter().take(most).enumerate() {
                    a href=(to.place(place)) aria-label={ "the words, " (at + 1) } { (at + 1) }
                    " "
                }
                @if places.len() > most { "and " (places.len() - most) " more" }
            }
        }
    }
}
