//! What every page of the site has around it.

use super::address::step;
use crate::tell::report::page::{SCRIPT, STYLE};
use crate::tell::report::view::shown;
use maud::{DOCTYPE, Markup, html};
use std::sync::LazyLock;

/// The rules of the report, and what only the site has.
pub static SITE_STYLE: LazyLock<String> = LazyLock::new(|| format!("{STYLE}\n{}", include_str!("site.css")));
/// The script of the report, and what only the site has.
pub static SITE_SCRIPT: LazyLock<String> = LazyLock::new(|| format!("{SCRIPT}\n{}", include_str!("site.js")));

/// A name that changes when the file does, so that browsers may keep it.
fn named(file: &str, ending: &str) -> String {
    const DIGITS: usize = 12;
    format!("/static/{}.{ending}", &blake3::hash(file.as_bytes()).to_hex()[..DIGITS])
}

/// Address of the style sheet.
pub static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| named(&SITE_STYLE, "css"));
/// Address of the script.
pub static SCRIPT_ADDRESS: LazyLock<String> = LazyLock::new(|| named(&SITE_SCRIPT, "js"));

/// What a page knows of the story and of whoever looks at it.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Name of the story.
    pub story: String,
    /// The last change that the page knows; a script asks whether there is a later one.
    pub change: i64,
    /// The word that forms carry.
    pub form: String,
    /// Who decided last on this browser.
    pub who: String,
    /// Something to tell above the page.
    pub notice: Option<String>,
    /// What keeps the story from being up to date.
    pub trouble: Option<String>,
}

/// Sections of the site: address, name.
const SECTIONS: [(&str, &str); 9] = [
    ("/", "Front page"),
    ("/claims", "Claims"),
    ("/articles", "Articles"),
    ("/sources", "Sources"),
    ("/timeline", "Timeline"),
    ("/compare", "Compare"),
    ("/judgements", "Judgements"),
    ("/method", "Method"),
    ("/add", "Add articles"),
];

/// A page: `here` is the section that it belongs to, `title` names it.
pub fn page(frame: &Frame, here: &str, title: &str, body: &Markup) -> Markup {
    shell(
        title,
        &html! {
            header.masthead {
                div.brandline {
                    span { b { "Headwater" } " " bdi { (frame.story) } }
                    form.seek role="search" action="/search" method="get" {
                        label.vh for="seek" { "Search the articles" }
                        input #seek type="search" name="q" placeholder="Search the articles" maxlength="400";
                        button { "Search" }
                    }
                }
                div.mast {}
                nav.index aria-label="Sections" {
                    ol {
                        @for (address, name) in SECTIONS {
                            li { a href=(address) aria-current=[(address == here).then_some("page")] { (name) } }
                        }
                    }
                }
            }
            main #main data-change=(frame.change) data-form=(frame.form) {
                p.notice #stale role="status" hidden { }
                @if let Some(trouble) = &frame.trouble { p.notice.loss role="alert" { (trouble) } }
                @if let Some(notice) = &frame.notice { p.notice role="status" { (notice) } }
                (body)
            }
        },
    )
}

/// A page for those who may not see the story yet, or for whom there is none.
pub fn plain(title: &str, body: &Markup) -> Markup {
    shell(
        title,
        &html! {
            header.masthead { div.brandline { span { b { "Headwater" } " Who says so, through whom, and who said it first" } } div.mast {} }
            main #main { div.title { h1 { (title) } } (body) }
        },
    )
}

fn shell(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (shown(title)) ": Headwater" }
                link rel="stylesheet" href=(STYLE_ADDRESS.as_str());
                link rel="icon" href="data:,";
                script src=(SCRIPT_ADDRESS.as_str()) defer {}
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                div.page {
                    (body)
                    footer {
                        p.meta {
                            "Headwater counts origins, not headlines. It does not say what is true, and it gives no marks to outlets or \
                             people."
                        }
                    }
                }
            }
        }
    }
}

/// The head of a page, with a standfirst where there is one.
pub fn head(title: &str, about: &str) -> Markup {
    html! { div.title { h1 { bdi { (title) } } @if !about.is_empty() { p.about { (about) } } } }
}

/// Where in a list that takes several pages the reader is.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    /// Things in all.
    pub all: usize,
    /// The page, from 1.
    pub page: usize,
    /// Things on a page.
    pub size: usize,
}

impl Stretch {
    /// The things of this page: skip, take.
    pub fn range(self) -> (usize, usize) {
        ((self.page.max(1) - 1).saturating_mul(self.size), self.size)
    }

    fn pages(self) -> usize {
        self.all.div_ceil(self.size).max(1)
    }
}

/// Links to the pages of a list. `query` is what else its address has.
pub fn pages(stretch: Stretch, path: &str, query: &[(&str, &str)]) -> Markup {
    let to = |page: usize| {
        let rest: String = query
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}&", step(value)))
            .collect();
        format!("{path}?{rest}page={page}")
    };
    let (here, last) = (stretch.page, stretch.pages());
    html! {
        @if last > 1 {
            nav.pages aria-label="Pages" {
                @if here > 1 { a rel="prev" href=(to(here - 1)) { "Earlier in the list" } }
                span { "Page " (here) " of " (last) }
                @if here < last { a rel="next" href=(to(here + 1)) { "Further in the list" } }
            }
        }
    }
}
