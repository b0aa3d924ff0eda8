//! The versions of an article, and what one edit changed: its words, and the statements in them.

use super::Addresses;
use super::compare::{noted, paragraphs, words};
use super::frame::head;
use super::front::day;
use crate::story::edited::{Told, Versions};
use crate::story::versions::{Listed, Notice};
use crate::tell::comparison::{Comparison, Fate, Run};
use crate::tell::report::page::{cell, section, spoken, table};
use crate::tell::report::view::{Voice, clipped, several, shown};
use headwater_text::{Certainty, Language, Polarity};
use headwater_trace::news::edited::Statement;
use headwater_trace::reuse::edits::Editor;
use maud::{Markup, html};

/// Columns of a statement's words.
const WORDS: usize = 240;

/// Where the versions of an article stand.
pub fn address(name: &str) -> String {
    format!("/versions/{}", super::address::step(name))
}

fn pair(name: &str, a: i64, b: i64) -> String {
    format!("{}?a={a}&b={b}", address(name))
}

/// "Corrected", and the like.
fn did(notice: Option<&Notice>) -> &'static str {
    match notice {
        None => "As first captured",
        Some(Notice::Correction(_)) => "Corrected, and says so",
        Some(Notice::Time) => "Edited, with a new time of change",
        Some(Notice::Silent) => "Edited without saying so",
    }
}

/// What the page of an article says of its versions; nothing where there is one.
pub fn mention(name: &str, all: &[Listed]) -> Markup {
    let Some(last) = all.last().filter(|_| all.len() > 1) else { return html! {} };
    html! {
        p.notice {
            "This is version " (last.version) ", captured " (day(&last.captured)) ". "
            span .loss[last.notice == Some(Notice::Silent)] { (did(last.notice.as_ref())) } ": "
            a href=(address(name)) { "what changed" } ". Earlier: "
            @for (at, listed) in all.iter().rev().skip(1).take(MENTIONED).enumerate() {
                @if at > 0 { "; " }
                "version " (listed.version) ", captured " (day(&listed.captured))
            }
            @if all.len() > MENTIONED + 1 { "; and " (several(all.len() - 1 - MENTIONED, "more version")) }
            "."
        }
    }
}

/// Earlier versions named on the page of an article.
const MENTIONED: usize = 4;

/// The page.
pub fn page(to: &Addresses, found: &Versions, language: &Language) -> Markup {
    let title = found.all.last().and_then(|listed| listed.title.as_deref()).unwrap_or(&found.name);
    let present = to.document(&found.name);
    html! {
        (head(&shown(title), ""))
        p.about {
            (several(found.all.len(), "version")) " of "
            @match present {
                Some(_) => a href={ "/articles/" (super::address::step(&found.name)) } { bdi { (shown(&found.name)) } },
                None => { bdi { (shown(&found.name)) } ", which is not part of the story now" },
            }
            "."
        }
        @match &found.edit {
            None => p.meta { "There is nothing to compare it with." },
            Some(told) => (edit(to, found, told, language)),
        }
        (list(found))
    }
}

fn list(found: &Versions) -> Markup {
    section(
        "versions",
        "All versions",
        "The story keeps the bytes of each.",
        html! {
            (table("Versions, the latest first", &["Version", "Captured", "Dated, as recorded", "What the edit did", "File"], html! {
                @for (at, listed) in found.all.iter().enumerate().rev() {
                    tr {
                        th scope="row" { span.num { (listed.version) } }
                        (cell("Captured", html! { span.num { (day(&listed.captured)) } }))
                        (cell("Dated, as recorded", html! { span.num { (shown(listed.published.as_deref().unwrap_or("no date"))) } }))
                        (cell("What the edit did", html! {
                            (did(listed.notice.as_ref()))
                            @if at > 0 { br; a href=(pair(&found.name, found.all[at - 1].version, listed.version)) { "what changed since version " (found.all[at - 1].version) } }
                        }))
                        (cell("File", html! { span.path-name { (shown(&listed.path)) } }))
                    }
                }
            }))
        },
    )
}

fn edit(to: &Addresses, found: &Versions, told: &Told, language: &Language) -> Markup {
    let [a, b] = &told.documents;
    let editor = Editor::of(language);
    let compared = Comparison::of(a, b, std::slice::from_ref(&told.passage), &editor);
    let title = format!("From version {} to version {}", told.numbers.0, told.numbers.1);
    let when = |number: i64| {
        let listed = found.all.iter().find(|listed| listed.version == number);
        listed.map_or_else(String::new, |listed| day(&listed.captured))
    };
    let about = format!("Captured {} and {}, both in UTC.", when(told.numbers.0), when(told.numbers.1));
    section(
        "edit",
        &title,
        &about,
        html! {
            (spoken(&Voice::HeadwaterInfers, html! { p { b { (did(Some(&told.notice))) "." } " " (counted(told)) } }))
            @if let Notice::Correction(note) = &told.notice {
                (spoken(&Voice::TextSays, html! { p { "“" bdi { (shown(note)) } "”" } }))
            }
            (statements(to, told))
            h3.sub { "The words" }
            p.meta { del { "only in version " (told.numbers.0) } " " ins { "only in version " (told.numbers.1) } }
            @for shared in compared.shared() {
                (noted(shared, &a.text, &b.text))
                div.diff { (diff(&shared.runs(&a.text, &b.text))) }
            }
            @if compared.parts.is_empty() { p.meta { "Neither has any words." } }
        },
    )
}

/// "2 statements changed, 1 went."
fn counted(told: &Told) -> String {
    let found = &told.statements;
    let parts = [(found.changed.len(), "changed"), (found.went.len(), "went"), (found.came.len(), "came")];
    let some: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", several(count, "statement")))
        .collect();
    match (some.is_empty(), found.kept) {
        (true, _) => "No statement was touched.".to_owned(),
        (false, 0) => format!("{}.", some.join(", ")),
        (false, kept) => format!("{}; {} as they were.", some.join(", "), several(kept, "statement")),
    }
}

fn statements(to: &Addresses, told: &Told) -> Markup {
    let found = &told.statements;
    let rows = |what: &'static str, of: &[Statement], side: usize| {
        html! { @for at in of { li { div.kind.loss { (what) } div { p { (statement(to, told, side, *at)) } } } } }
    };
    html! {
        @if !(found.changed.is_empty() && found.went.is_empty() && found.came.is_empty()) {
            h3.sub { "The statements" }
            ol.newlist {
                @for (was, is) in &found.changed {
                    li {
                        div.kind.loss { "Changed" }
                        div {
                            p { span.meta { "was " } (statement(to, told, 0, *was)) }
                            p { span.meta { "is " } (statement(to, told, 1, *is)) }
                        }
                    }
                }
                (rows("Went", &found.went, 0))
                (rows("Came", &found.came, 1))
            }
        }
    }
}

/// Its words, with a link where they are part of a claim of the story, and how they are said.
fn statement(to: &Addresses, told: &Told, side: usize, at: Statement) -> Markup {
    let (document, trace) = (&told.documents[side], &told.traces[side]);
    let found = &trace.claims[at.0].occurrences[at.1];
    let words = clipped(found.span.of(&document.text), WORDS);
    let claim = to.holding(document, found);
    let manner = match (found.polarity, found.certainty) {
        (Polarity::Denied, _) => Some("denied"),
        (_, Certainty::Hedged) => Some("hedged"),
        _ => None,
    };
    let by = found.origin.map(|source| &trace.sources[source]).filter(|source| source.publishes.is_none());
    html! {
        @match claim {
            Some(claim) => a href={ "/claims/" (to.key(claim)) } { "“" bdi { (words) } "”" },
            None => { "“" bdi { (words) } "”" },
        }
        @if let Some(by) = by { span.meta { " from " bdi { (shown(&by.name)) } } }
        @else { span.meta { " in its own voice, or not recorded" } }
        @if let Some(manner) = manner { " " span.certain { (manner) } }
    }
}

/// Both texts in one, a paragraph each; paragraphs in which nothing changed are folded where several follow one another.
fn diff(runs: &[Run<'_>]) -> Markup {
    let is_changed =
        |paragraph: &&[Run<'_>]| paragraph.iter().any(|run| !matches!(run, Run::Words(Fate::Kept, _)));
    let all: Vec<&[Run<'_>]> = paragraphs(runs).collect();
    let groups = all.chunk_by(|a, b| is_changed(a) == is_changed(b));
    html! {
        @for group in groups {
            @if is_changed(&group[0]) || group.len() < FOLDED {
                @for paragraph in group { p { (words(paragraph)) } }
            } @else {
                details { summary { (several(group.len(), "paragraph")) " as before" } @for paragraph in group { p { (words(paragraph)) } } }
            }
        }
    }
}

/// Unchanged paragraphs that are folded away.
const FOLDED: usize = 2;
