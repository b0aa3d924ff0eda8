//! The front page, in the report's order, with so much of each section as a page can hold; and the sections that are pages by
//! themselves.

use super::address::Addresses;
use crate::tell::Findings;
use crate::tell::report::page::{
    self, To, cell, chain, claims as told, matrix, named_table, officials, reading,
};
use crate::tell::report::view::{
    Claim, Desk, OfficialRow, Status, claims, matrix as matrices, method, news, officials as index,
    reading as read, several,
};
use crate::tell::report::{Options, Since};
use headwater_trace::Claim as Found;
use maud::{Markup, html};

/// Claims told in full in each section.
const FULL: usize = 3;
/// Claims told by their heads after those.
const HEADS: usize = 12;
/// Claims that disagree, and official words.
const ROWS: usize = 20;

/// The front page.
pub fn page(findings: Findings<'_>, to: &Addresses, options: &Options<'_>) -> Markup {
    let desk = Desk::new(findings);
    let to: To<'_> = to;
    let mut read = read::view(&desk);
    // They have a page of their own.
    read.documents.clear();
    let shared: Vec<&Found> =
        findings.trace.claims.iter().filter(|claim| crate::tell::text::claim::articles(claim) > 1).collect();
    let (one, many): (Vec<&Found>, Vec<&Found>) =
        shared.into_iter().partition(|claim| claim.independence.certain <= 1);
    let repeated = full(&desk, &one);
    let supported = full(&desk, &many);
    html! {
        div.title {
            h1 { bdi { (options.title.clone().unwrap_or_else(|| desk.title())) } }
            p.stand { (claims::standfirst(&desk)) }
        }
        (reading::section(to, &read, repeated.iter().chain(&supported)))
        @if one.is_empty() && many.is_empty() {
            (page::section("repeated", "Repeated by many", "No claim was found in more than one article.", html! {}))
        }
        (section(to, &desk, "repeated", "Repeated by many, from one origin",
            "Each claim is followed upstream to where it began. Copies and relays add nothing to the count.", &repeated, &one))
        (section(to, &desk, "supported", "Told by several, from more than one origin",
            "More than one origin is certain. That makes no claim true; it says that not all of it goes back to one voice.", &supported, &many))
        (disagreements(to, &desk))
        (official(to, &desk))
        @if let Some(since) = &options.since { (fresh(to, &desk, since)) }
    }
}

/// What came since the front page was seen, whenever it was published.
fn fresh(to: To<'_>, desk: &Desk<'_>, since: &Since<'_>) -> Markup {
    let mut told = news::view(desk, since);
    told.articles = match told.fresh {
        0 => "No article was added or edited.".to_owned(),
        1 => "1 article was added or edited.".to_owned(),
        count => format!("{count} articles were added or edited."),
    };
    page::news::section(to, &told)
}

fn full<'f>(desk: &Desk<'f>, list: &[&'f Found]) -> Vec<Claim> {
    list.iter().take(FULL).map(|claim| claims::full(desk, claim)).collect()
}

fn section(
    to: To<'_>,
    desk: &Desk<'_>,
    id: &str,
    title: &str,
    about: &str,
    full: &[Claim],
    all: &[&Found],
) -> Markup {
    if full.is_empty() {
        return html! {};
    }
    page::section(
        id,
        title,
        about,
        html! {
            @if id == "repeated" { (chain::key()) }
            @for claim in full {
                article.claim id=(claim.id) aria-labelledby={ (claim.id) "-h" } {
                    header.claimhead { (told::linked_head(to, claim)) }
                    (told::body(to, claim))
                }
            }
            @if all.len() > FULL {
                h3.sub.more { (several(all.len() - FULL, "more claim")) }
                (rows(to, &format!("{title}: more claims"), "Claims, those first that many articles repeat", all.iter().skip(FULL).take(HEADS).map(|claim| index::row(desk, claim))))
            }
            @if all.len() > FULL + HEADS { p.meta { a href={ "/claims?show=" (id) } { "All " (all.len()) " claims of this kind" } } }
        },
    )
}

/// Claims as rows of a table; `name` is of the page alone.
pub(super) fn rows(to: To<'_>, name: &str, caption: &str, rows: impl Iterator<Item = OfficialRow>) -> Markup {
    named_table(
        name,
        caption,
        &["Claim", "Counts", "Official status", "First told by"],
        html! {
            @for row in rows {
                tr {
                    th.cl scope="row" { a href=(to.claim(&row.id)) { bdi { (row.canonical) } } }
                    (cell("Counts", html! { (row.count.articles) br; span.soft.nw { (row.count.interval) } }))
                    (cell("Official status", html! { span.nw { (officials::status(row.status)) } }))
                    (cell("First told by", html! { bdi { (row.outlet) } }))
                }
            }
        },
    )
}

fn disagreements(to: To<'_>, desk: &Desk<'_>) -> Markup {
    let mut left = ROWS;
    let mut all = matrices::view(desk);
    let rows: usize = all.iter().map(|matrix| matrix.differ.len() + matrix.changed.len()).sum();
    for matrix in &mut all {
        matrix.differ.truncate(left);
        left -= matrix.differ.len();
        matrix.changed.truncate(left);
        left -= matrix.changed.len();
    }
    all.retain(|matrix| !matrix.differ.is_empty() || !matrix.changed.is_empty());
    html! {
        (matrix::section(to, &all))
        @if rows > ROWS { p.meta { a href="/claims?show=disagree" { "All " (rows) " claims whose accounts disagree" } } }
    }
}

fn official(to: To<'_>, desk: &Desk<'_>) -> Markup {
    let sorted = index::Sorted::of(desk);
    let (spoken, silent) = (sorted.spoken.len(), sorted.silent.len() + sorted.single.len());
    // Every claim is told on a page of its own.
    let row = |claim: &&Found| OfficialRow { full: true, ..index::row(desk, claim) };
    let found = index::Officials {
        spoken: sorted.spoken.iter().take(ROWS).map(row).collect(),
        silent: Vec::new(),
        single: Vec::new(),
        unread: index::unread(desk),
    };
    html! {
        (officials::section(to, &found))
        @if spoken > ROWS { p.meta { a href="/claims?show=official" { "All " (spoken) " claims with an official word" } } }
        @if silent > 0 { p.meta { "On " a href="/claims?show=silent" { (several(silent, "claim")) } ", officials are silent in these articles." } }
    }
}

/// How it is made and how often that is wrong.
pub fn method_page(findings: Findings<'_>, options: &Options<'_>) -> Markup {
    let desk = Desk::new(findings);
    page::method::section(&method::view(&desk, options))
}

/// Whether a claim is of the kind that a list shows.
pub(super) fn is_shown(claim: &Found, kind: &str) -> bool {
    let shared = || crate::tell::text::claim::articles(claim) > 1;
    match kind {
        "repeated" => shared() && claim.independence.certain <= 1,
        "supported" => shared() && claim.independence.certain > 1,
        "disagree" => !claim.disagreements.is_empty(),
        "lost" => !claim.drifts.is_empty(),
        "official" => Status::of(claim.official.status) != Status::Silent,
        "denied" => Status::of(claim.official.status) == Status::Denied,
        "silent" => Status::of(claim.official.status) == Status::Silent,
        "single" => !shared(),
        "judged" => !claim.judged.is_empty(),
        _ => true,
    }
}

/// "14 April 2032, 09:12" of a moment as a story has it.
pub fn day(moment: &str) -> String {
    let told = moment
        .parse::<jiff::Timestamp>()
        .map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).datetime().strftime("%-d %B %Y, %H:%M").to_string());
    told.unwrap_or_else(|_| moment.to_owned())
}

/// The form that has what is new told from now on.
pub fn seen(frame: &super::Frame) -> Markup {
    html! {
        form.seen action="/seen" method="post" {
            input type="hidden" name="form" value=(frame.form);
            button { "I have seen this" }
            span.meta { "What comes after is told as new, here and by `headwater news`." }
        }
    }
}
