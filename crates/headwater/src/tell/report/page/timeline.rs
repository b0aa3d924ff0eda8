//! When it happened, when it was reported.

use super::chain::{px, texts};
use super::{To, cell, table};
use crate::tell::report::layout::timeline::FAR_LINES;
use crate::tell::report::layout::timeline::{Dot, Row, Shape, Tracks, WIDTH, tracks};
use crate::tell::report::view::{Event, Timeline, several};
use maud::{Markup, html};

/// Entries of the list that stand open.
const LISTED: usize = 60;

pub(in crate::tell) fn section(to: To<'_>, timeline: &Timeline) -> Markup {
    super::section(
        "timeline",
        "When it happened, when it was reported",
        "Above, the dates that articles give for what several of them tell; below, when they were published. A bar where the text gives a \
         day or a part of it; an outlined bar where another text gives another time.",
        html! {
            div.tlwide { (picture(to, timeline)) }
            @if timeline.reports.is_empty() { p.meta { "No article records a date." } }
            @else if timeline.undated > 0 { p.meta { (several(timeline.undated, "article")) " without a date: not on the line." } }
            div.tlist { (list(to, timeline)) }
            details.tlt { summary { "The timeline as a table" } (as_table(to, timeline)) }
        },
    )
}

/// Both tracks, drawn; nothing where no article records a date.
pub(in crate::tell) fn picture(to: To<'_>, timeline: &Timeline) -> Markup {
    let drawn = tracks(&timeline.events, &timeline.reports);
    html! { @if let Some(tracks) = &drawn { (svg(to, timeline, tracks)) } }
}

fn svg(to: To<'_>, timeline: &Timeline, tracks: &Tracks) -> Markup {
    let height = px(tracks.height);
    html! {
        svg.tl viewBox={ "0 0 " (px(WIDTH)) " " (height) } role="group" aria-labelledby="tl-t" aria-describedby="tl-d" {
            title #tl-t { "Timeline with two tracks" }
            desc #tl-d { "Above, when things happened; below, when each article was published. The table below holds the same content." }
            @if !tracks.rows.is_empty() {
                rect.band x="0" y="44" width=(px(WIDTH)) height=(px(tracks.band - 44.0)) {}
                text.trk.onb x="10" y="70" { "When it" }
                text.trk.onb x="10" y="86" { "happened" }
            }
            text.trk x="10" y=(px(tracks.line + 4.0)) { "When it was" }
            text.trk x="10" y=(px(tracks.line + 20.0)) { "reported" }
            path.grid d={ "M" (px(tracks.axis.0)) " 24H" (px(tracks.axis.1)) } {}
            @for (at, (x, told)) in tracks.ticks.iter().enumerate() {
                path.grid d={ "M" (px(*x)) " 24V" (height) } {}
                @if at + 1 < tracks.ticks.len() { text.axl x=(px(x + 5.0)) y="38" { (told) } }
            }
            @for (at, (x, told)) in tracks.far.iter().enumerate() {
                // Neighbours stand closer than their dates are long: each on a line of its own.
                text.axl x=(px(*x)) y=(px(FAR_LINES[at % FAR_LINES.len()])) text-anchor="middle" { (told) }
                path.grid d={ "M" (px(*x)) " 44V" (px(tracks.band)) } {}
            }
            @for x in &tracks.breaks { path.brk d={ "M" (px(x - 5.0)) " 60L" (px(x - 1.0)) " 48M" (px(x + 1.0)) " 60L" (px(x + 5.0)) " 48" } {} }
            @for row in &tracks.rows { (event(to, &timeline.events[row.event], row)) }
            path.line d={ "M" (px(tracks.axis.0)) " " (px(tracks.line)) "H" (px(tracks.axis.1)) } {}
            @for dot in tracks.dots.iter() { (leader(dot, tracks)) }
            @for dot in tracks.dots.iter() { (report(to, dot, timeline, tracks)) }
        }
    }
}

fn event(to: To<'_>, event: &Event, row: &Row) -> Markup {
    html! {
        a href=(to.place(&event.place)) {
            @match row.shape {
                Shape::Bar(start, end) => rect class=(if event.disputed { "ivb" } else { "iv" })
                    x=(px(start)) y=(px(row.y - 4.0)) width=(px(end - start)) height="8" {},
                Shape::Diamond(x) => path class=(if event.disputed { "ivb" } else { "iv" })
                    d={ "M" (px(x - 6.0)) " " (px(row.y)) "L" (px(x)) " " (px(row.y - 6.0)) "L" (px(x + 6.0)) " " (px(row.y)) "L" (px(x)) " " (px(row.y + 6.0)) "Z" } {},
            }
            g.onb { (texts(&row.labels)) }
        }
    }
}

fn leader(dot: &Dot, tracks: &Tracks) -> Markup {
    html! {
        @if let Some((name, _)) = &dot.label {
            path.lead d={ "M" (px(dot.x)) " " (px(tracks.line)) "V" (px(name.y - 3.0)) } {}
        }
        @if let Some(until) = dot.until { path.vague d={ "M" (px(dot.x)) " " (px(tracks.line)) "H" (px(until)) } {} }
    }
}

fn report(to: To<'_>, dot: &Dot, timeline: &Timeline, tracks: &Tracks) -> Markup {
    let first = &timeline.reports[dot.reports[0]];
    html! {
        a href=(to.article(first.doc)) {
            @if dot.reports.len() == 1 { title { (first.name) ", " (first.told) } }
            @else { title { (first.name) " and " (dot.reports.len() - 1) " more, " (first.told) } }
            circle class=(if dot.until.is_some() { "n-day" } else { "n-art" }) cx=(px(dot.x)) cy=(px(tracks.line)) r="4" {}
            @if let Some((name, told)) = &dot.label { (texts(&[name.clone(), told.clone()])) }
        }
    }
}

/// One entry of the list that stands for both tracks on a phone and on paper.
enum Entry<'t> {
    Event(&'t Event),
    Report(&'t str, &'t str, usize),
}

fn entries(timeline: &Timeline) -> Vec<(i64, Entry<'_>)> {
    let mut all: Vec<(i64, Entry<'_>)> =
        timeline.events.iter().map(|event| (event.from, Entry::Event(event))).collect();
    let reports = timeline.reports.iter();
    all.extend(reports.map(|report| (report.from, Entry::Report(&report.name, &report.told, report.doc))));
    all.sort_by_key(|(from, entry)| (*from, matches!(entry, Entry::Report(..))));
    all
}

fn list(to: To<'_>, timeline: &Timeline) -> Markup {
    let all = entries(timeline);
    let (open, rest) = all.split_at(all.len().min(LISTED));
    let items = |list: &[(i64, Entry<'_>)]| {
        html! {
            ol {
                @for (_, entry) in list {
                    @match entry {
                        Entry::Event(event) => li.th {
                            span.meta { "happened " (event.told) @if event.disputed { ", disputed" } }
                            a href=(to.place(&event.place)) { bdi { (event.name) } }
                            span.meta { "“" (event.words) "”, " (event.by) }
                        },
                        Entry::Report(name, told, doc) => li.tr {
                            span.meta { "reported " (told) " " } a href=(to.article(*doc)) { bdi { (name) } }
                        },
                    }
                }
            }
        }
    };
    html! {
        (items(open))
        @if !rest.is_empty() { details { summary { (rest.len()) " more" } (items(rest)) } }
    }
}

fn as_table(to: To<'_>, timeline: &Timeline) -> Markup {
    html! {
        (table("What happened when, as the articles date it", &["When", "What", "The words", "Articles"], html! {
            @for event in timeline.events.iter().chain(&timeline.single) {
                tr {
                    th scope="row" { span.num { (event.told) } @if event.disputed { br; span.soft { "disputed" } } }
                    (cell("What", html! { a href=(to.claim(&event.claim)) { bdi { (event.name) } } }))
                    (cell("The words", html! { a.w href=(to.place(&event.place)) { "“" bdi { (event.words) } "”" } ", " (event.by) }))
                    (cell("Articles", html! { (event.articles) }))
                }
            }
        }))
        (table("What was published when", &["Published", "Outlet"], html! {
            @for report in &timeline.reports {
                tr { th scope="row" { span.num { (report.told) } } (cell("Outlet", html! { a href=(to.article(report.doc)) { bdi { (report.name) } } })) }
            }
        }))
    }
}
