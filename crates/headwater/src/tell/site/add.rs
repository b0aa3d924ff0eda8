//! The form that adds articles.

use super::frame::{Frame, head};
use crate::tell::report::view::shown;
use headwater_text::Problem;
use maud::{Markup, html};

/// The page. `formats` are the names of files that are read.
pub fn page(frame: &Frame, formats: &[&str], most: usize) -> Markup {
    html! {
        (head("Add articles", "Pages, texts, records. An article is in the story once it is listed here; claims follow."))
        form.drop #drop action="/articles" method="post" enctype="multipart/form-data" data-most=(most) {
            input type="hidden" name="form" value=(frame.form);
            label for="files" { "Files; they can also be dropped here, and folders too" }
            input #files type="file" name="files" multiple required;
            button { "Add" }
            p.meta { "Read are " (formats.join(", ")) ". A file of at most " (most >> 20) " MiB at a time." }
        }
        progress #progress hidden aria-label="Files added" {}
        p.meta #state role="status" {}
        button #again type="button" hidden {}
        ul.plain #added aria-label="What became of the files" {}
    }
}

/// What became of files that were sent without a script: ids of articles with what became of each, and what could not be read.
pub fn told(articles: &[(String, String)], problems: &[Problem]) -> Markup {
    html! {
        (head("What became of the files", ""))
        ul.plain {
            @for (id, outcome) in articles { li { bdi { (shown(id)) } span.why { (outcome) } } }
            @for problem in problems { li { span.loss { (shown(&problem.to_string())) } } }
            @if articles.is_empty() && problems.is_empty() { li { "No article was found in what was sent." } }
        }
        p { a href="/add" { "Add more" } ", or see " a href="/articles" { "all articles" } "." }
    }
}
