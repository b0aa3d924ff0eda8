//! Forms for what the analyst decides. Each carries the decision as a line of a file of judgements (`schema/judgement.json`), so that
//! it holds for the words that were looked at, whatever became of the story meanwhile.

use super::Frame;
use crate::judgements::line;
use crate::tell::json::source_target;
use crate::tell::report::view::shown;
use crate::tell::{Findings, report::view::Desk};
use headwater_trace::judgement::{Decision, target};
use headwater_trace::{Claim, Judgement, SourceIx};
use jiff::Timestamp;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Sources offered for an origin.
const OFFERED: usize = 60;

/// The decision as a form carries it; who and when are filled in when it is made.
fn line_of(decision: Decision) -> String {
    let judgement = Judgement {
        when: Timestamp::UNIX_EPOCH,
        id: "new".to_owned(),
        who: "-".to_owned(),
        note: None,
        decision,
    };
    line::write(&judgement).unwrap_or_default()
}

/// A form with one decision. `id` is of the page alone.
fn form(frame: &Frame, back: &str, id: &str, decision: Decision, button: &str, fields: &Markup) -> Markup {
    html! {
        form.decide action="/judgements" method="post" {
            input type="hidden" name="form" value=(frame.form);
            input type="hidden" name="back" value=(back);
            input type="hidden" name="decision" value=(line_of(decision));
            (fields)
            div.by {
                label for={ (id) "-who" } { "Who decides" }
                input id={ (id) "-who" } name="who" required maxlength="200" autocomplete="name" value=(frame.who);
                label for={ (id) "-note" } { "Why" }
                input id={ (id) "-note" } name="note" maxlength="2000";
                button { (button) }
            }
        }
    }
}

/// What can be decided about one occurrence.
pub(super) fn occurrence(frame: &Frame, desk: &Desk<'_>, claim: &Claim, index: usize, back: &str) -> Markup {
    let documents = desk.findings.documents;
    let found = &claim.occurrences[index];
    let at = || target::of(&documents[found.doc], found.span);
    let id = format!("{}-{}", claim.id, index + 1);
    let other = match &found.matched {
        Some(matched) => Some(matched.with),
        None => (0..claim.occurrences.len()).find(|other| *other != index),
    };
    html! {
        details.deciding {
            summary { "Decide about these words" }
            @if let Some(other) = other.and_then(|other| claim.occurrences.get(other)) {
                h4 { "They are another claim" }
                (form(frame, back, &format!("{id}-d"), Decision::DifferentClaim(at(), target::of(&documents[other.doc], other.span)),
                    "Another claim", &html! {
                        p.meta { "Told apart from: “" (desk.words(other.doc, other.span, WORDS)) "”, " bdi { (desk.name(other.doc)) } }
                    }))
            }
            h4 { "They are the same claim as another" }
            p.meta { a href={ "/claims?join=" (super::address::step(back.trim_start_matches("/claims/"))) } { "Choose the other claim from the list" } }
            h4 { "They come from somewhere else" }
            (form(frame, back, &format!("{id}-o"), Decision::Origin { of: at(), source: None }, "This is the origin", &origins(desk, claim, &id)))
            h4 { "Other words carry the claim, or none do" }
            (form(frame, back, &format!("{id}-w"), Decision::WrongSpan { at: at(), instead: None }, "Other words", &html! {
                label for={ (id) "-instead" } { "The words of this article that carry it; empty where none do" }
                input id={ (id) "-instead" } name="instead" maxlength="2000";
            }))
        }
    }
}

/// Columns of words that a form repeats.
const WORDS: usize = 90;

/// Where an occurrence can come from: the sources of its claim, any other by name, or nobody on record.
fn origins(desk: &Desk<'_>, claim: &Claim, id: &str) -> Markup {
    let sources: BTreeSet<SourceIx> = claim
        .occurrences
        .iter()
        .flat_map(|found| found.via.iter().filter_map(|hop| hop.to).chain(found.origin))
        .collect();
    html! {
        label for={ (id) "-from" } { "Origin" }
        select id={ (id) "-from" } name="source" {
            option value="" { "not recorded" }
            @for source in sources.into_iter().take(OFFERED) {
                option value=(source_target(desk.findings, &desk.findings.trace.sources[source])) { (desk.source(source)) }
            }
        }
        label for={ (id) "-name" } { "or, by name" }
        input id={ (id) "-name" } name="name" maxlength="400";
    }
}

/// A button that takes a judgement back.
pub(super) fn undo(frame: &Frame, back: &str, judgement: &str) -> Markup {
    html! {
        form.undo action="/judgements" method="post" {
            input type="hidden" name="form" value=(frame.form);
            input type="hidden" name="back" value=(back);
            input type="hidden" name="decision" value=(line_of(Decision::Undo(judgement.to_owned())));
            input type="hidden" name="who" value=(if frame.who.is_empty() { "not given" } else { &frame.who });
            button { "Take back " span.vh { (shown(judgement)) } }
        }
    }
}

/// A button that makes one claim of two.
pub(super) fn join(frame: &Frame, findings: Findings<'_>, one: &Claim, other: &Claim, back: &str) -> Markup {
    let first = |claim: &Claim| {
        claim.occurrences.first().map(|found| target::of(&findings.documents[found.doc], found.span))
    };
    let (Some(a), Some(b)) = (first(one), first(other)) else { return html! {} };
    let id = format!("{}-join", other.id);
    html! {
        details.deciding {
            summary { "The same claim" }
            (form(frame, back, &id, Decision::SameClaim(a, b), "The same claim", &html! {}))
        }
    }
}

/// Whether two names are one source.
pub(super) fn sources(frame: &Frame, names: &[String]) -> Markup {
    html! {
        form.decide action="/judgements" method="post" {
            input type="hidden" name="form" value=(frame.form);
            input type="hidden" name="back" value="/sources";
            datalist #names { @for name in names { option value=(name) {} } }
            div.by {
                label for="source-a" { "One" } input #source-a name="a" list="names" required maxlength="400";
                label for="source-b" { "and" } input #source-b name="b" list="names" required maxlength="400";
                label for="source-same" { "are" }
                select #source-same name="same" { option value="same_source" { "the same source" } option value="different_source" { "different sources" } }
            }
            div.by {
                label for="source-who" { "Who decides" }
                input #source-who name="who" required maxlength="200" autocomplete="name" value=(frame.who);
                label for="source-note" { "Why" } input #source-note name="note" maxlength="2000";
                button { "Decide" }
            }
        }
    }
}
