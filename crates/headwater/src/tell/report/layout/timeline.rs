//! Two tracks on one scale: what happened, each in a row of its own, and what was published, with labels below the line.

use super::measure::{fit, width};
use super::scale::Scale;
use super::{Class, Label};
use crate::tell::report::view::{Event, Reported};

/// Width of the picture.
pub(in crate::tell::report) const WIDTH: f64 = 1100.0;
/// Where the main scale begins and ends.
const AXIS: (f64, f64) = (150.0, 850.0);
/// Room at one side for dates that are far from the rest.
const FAR: f64 = 130.0;
/// Far dates at one side.
const FAR_SLOTS: usize = 3;
/// Events drawn; the rest stand in the list.
const EVENTS: usize = 16;
/// Rows of labels below the line.
const LEVELS: usize = 12;
/// Articles closer together than this are one dot.
const CLOSE: f64 = 4.0;
/// Baselines of far dates, from the first on.
pub(in crate::tell::report) const FAR_LINES: [f64; 3] = [12.0, 25.0, 38.0];
const DAY: i64 = 86_400;

/// How the time of an event is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::tell::report) enum Shape {
    /// From x to x.
    Bar(f64, f64),
    /// A moment, or a date beyond the break.
    Diamond(f64),
}

/// An event in its place.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tell::report) struct Row {
    /// Index into the events given.
    pub(in crate::tell::report) event: usize,
    /// Middle of its row.
    pub(in crate::tell::report) y: f64,
    /// Its time.
    pub(in crate::tell::report) shape: Shape,
    /// Its name and the words that give the time.
    pub(in crate::tell::report) labels: Vec<Label>,
}

/// One or more articles at one place of the line.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tell::report) struct Dot {
    /// Place.
    pub(in crate::tell::report) x: f64,
    /// Where a time that is known to the day only ends.
    pub(in crate::tell::report) until: Option<f64>,
    /// Indices of the articles.
    pub(in crate::tell::report) reports: Vec<usize>,
    /// Name and time, where there is room; the leader ends above it.
    pub(in crate::tell::report) label: Option<(Label, Label)>,
}

/// The whole picture.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tell::report) struct Tracks {
    /// Height.
    pub(in crate::tell::report) height: f64,
    /// Bottom of the upper track.
    pub(in crate::tell::report) band: f64,
    /// Place of the line of articles.
    pub(in crate::tell::report) line: f64,
    /// Ends of the main scale.
    pub(in crate::tell::report) axis: (f64, f64),
    /// Marks of the main scale.
    pub(in crate::tell::report) ticks: Vec<(f64, String)>,
    /// Far dates.
    pub(in crate::tell::report) far: Vec<(f64, String)>,
    /// Where the scale is broken.
    pub(in crate::tell::report) breaks: Vec<f64>,
    /// Events.
    pub(in crate::tell::report) rows: Vec<Row>,
    /// Articles.
    pub(in crate::tell::report) dots: Vec<Dot>,
}

/// Top of the first row.
const TOP: f64 = 48.0;
/// Height of a row of events.
const ROW: f64 = 32.0;
/// Height of a level of labels.
const LEVEL: f64 = 19.0;

/// Lays both tracks out; `None` where nothing is dated.
pub(in crate::tell::report) fn tracks(events: &[Event], reports: &[Reported]) -> Option<Tracks> {
    let first = reports.iter().map(|report| report.from).min()?;
    let last = reports.iter().map(|report| report.from).max()?;
    let reach = ((last - first) / 2).max(2 * DAY);
    let near = |event: &Event| event.from >= first - reach && event.to <= last + reach;
    let chosen = chosen(events, near);
    let inside = || chosen.iter().map(|at| &events[*at]).filter(|event| near(event));
    let from = inside().map(|event| event.from).min().unwrap_or(first).min(first);
    let to = inside().map(|event| event.to).max().unwrap_or(last).max(last);
    let past = far_dates(events, &chosen, |event| !near(event) && event.from < from);
    let future = far_dates(events, &chosen, |event| !near(event) && event.from >= from);
    let left = AXIS.0 + if past.is_empty() { 0.0 } else { FAR };
    let right = AXIS.1 - if future.is_empty() { 0.0 } else { FAR };
    let scale = Scale::over(from, to, left, right);
    let slot = |at: usize| (at as f64 + 0.5) * (FAR - 30.0) / FAR_SLOTS as f64;
    let place = |event: &Event| -> Option<Shape> {
        if near(event) {
            let (x, end) = (scale.at(event.from), scale.at(event.to));
            return Some(if event.from == event.to {
                Shape::Diamond(x)
            } else {
                Shape::Bar(x, end.max(x + 5.0))
            });
        }
        let key = (event.from, event.to);
        let at = |list: &[(i64, i64, String)]| list.iter().position(|far| (far.0, far.1) == key);
        let x = at(&past)
            .map(|at| AXIS.0 + slot(at))
            .or_else(|| at(&future).map(|at| right + 30.0 + slot(at)))?;
        Some(Shape::Diamond(x))
    };
    let mut rows = Vec::new();
    for at in chosen {
        let event = &events[at];
        let Some(shape) = place(event) else { continue };
        let y = TOP + 20.0 + rows.len() as f64 * ROW;
        rows.push(Row { event: at, y, shape, labels: event_labels(event, shape, y) });
    }
    let band = if rows.is_empty() { TOP } else { TOP + rows.len() as f64 * ROW + 10.0 };
    let line = band + 22.0;
    let mut dots = dots(reports, &scale);
    let deepest = label_dots(&mut dots, reports, line);
    let far = past.iter().enumerate().map(|(at, far)| (AXIS.0 + slot(at), far.2.clone()));
    let far = far.chain(future.iter().enumerate().map(|(at, far)| (right + 30.0 + slot(at), far.2.clone())));
    let mut breaks = Vec::new();
    breaks.extend((!past.is_empty()).then_some(left - 15.0));
    breaks.extend((!future.is_empty()).then_some(right + 15.0));
    Some(Tracks {
        height: line + 24.0 + deepest as f64 * LEVEL,
        band,
        line,
        axis: (left, right),
        ticks: scale.ticks.clone(),
        far: far.collect(),
        breaks,
        rows,
        dots,
    })
}

/// The events that are drawn, in order of time: those of most articles, and of the far ones as many as have a slot.
fn chosen(events: &[Event], near: impl Fn(&Event) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(events[*at].articles), *at));
    let first_near = events.iter().filter(|event| near(event)).map(|event| event.from).min();
    let mut slots: [Vec<(i64, i64)>; 2] = [Vec::new(), Vec::new()];
    let mut kept = Vec::new();
    for at in order {
        if kept.len() == EVENTS {
            break;
        }
        let event = &events[at];
        if !near(event) {
            let side = usize::from(first_near.is_some_and(|first| event.from >= first));
            let key = (event.from, event.to);
            if !slots[side].contains(&key) {
                if slots[side].len() == FAR_SLOTS {
                    continue;
                }
                slots[side].push(key);
            }
        }
        kept.push(at);
    }
    kept.sort_unstable();
    kept
}

/// Far dates at one side, in order, with what stands at them.
fn far_dates(
    events: &[Event],
    chosen: &[usize],
    is_there: impl Fn(&Event) -> bool,
) -> Vec<(i64, i64, String)> {
    let mut dates: Vec<(i64, i64, String)> = chosen
        .iter()
        .map(|at| &events[*at])
        .filter(|event| is_there(event))
        .map(|event| (event.from, event.to, event.day.clone()))
        .collect();
    dates.sort();
    dates.dedup();
    dates.truncate(FAR_SLOTS);
    dates
}

fn event_labels(event: &Event, shape: Shape, y: f64) -> Vec<Label> {
    let (start, end) = match shape {
        Shape::Bar(start, end) => (start, end),
        Shape::Diamond(x) => (x - 6.0, x + 6.0),
    };
    let name = event.name.clone();
    let words = format!("“{}”, {}", event.words, event.by);
    let right = WIDTH - end - 12.0;
    let left = start - AXIS.0 - 8.0;
    let need = width(&name, Class::Name).max(width(&words, Class::About));
    let at_left = need > right && left > right;
    let room = if at_left { left } else { right };
    let label = |class, y, text: &str| {
        let mut label = Label::new(class, end + 9.0, y, fit(text, class, room));
        if at_left {
            label.x = start - 9.0 - label.width;
            label.to_end = true;
        }
        label
    };
    vec![label(Class::Name, y + 1.0, &name), label(Class::About, y + 14.0, &words)]
}

fn dots(reports: &[Reported], scale: &Scale) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        let x = scale.at(report.from);
        let until = report.vague.then(|| scale.at(report.to));
        match dots.last_mut() {
            Some(last) if x - last.x < CLOSE => {
                last.reports.push(at);
                last.until = match (last.until, until) {
                    (Some(a), Some(b)) => Some(a.max(b)),
                    (a, b) => a.or(b),
                };
            }
            _ => dots.push(Dot { x, until, reports: vec![at], label: None }),
        }
    }
    dots
}

/// Places labels from right to left, each on the highest level where it meets no other label and no other's leader. Gives the
/// number of levels used. A dot without room has no label; the list names it.
fn label_dots(dots: &mut [Dot], reports: &[Reported], line: f64) -> usize {
    // Where not all have room, every second one or every third, so that the labels are spread over the line.
    (1..=dots.len().max(1)).find_map(|step| label_each(dots, reports, line, step)).unwrap_or(0)
}

/// [`label_dots`] for each dot whose place from the left is a multiple of `step`; `None` where one of them has no room.
fn label_each(dots: &mut [Dot], reports: &[Reported], line: f64, step: usize) -> Option<usize> {
    let mut placed: Vec<(usize, f64, f64)> = Vec::new();
    dots.iter_mut().for_each(|dot| dot.label = None);
    for (_, dot) in dots.iter_mut().enumerate().rev().filter(|(at, _)| at % step == 0) {
        let first = &reports[dot.reports[0]];
        let others = dot.reports.len() - 1;
        let name = if others == 0 { first.name.clone() } else { format!("{} and {others} more", first.name) };
        let name = fit(&name, Class::Name, 260.0);
        let wide = width(&name, Class::Name) + 7.0 + width(&first.told, Class::About);
        let (from, to) = (dot.x + 4.0, dot.x + 4.0 + wide);
        if to > WIDTH {
            continue;
        }
        let level = (0..LEVELS).find(|level| {
            placed.iter().all(|(other, start, end)| {
                let meets = *other == *level && from < end + 8.0 && *start < to + 8.0;
                let crosses = *other > *level && (from - 6.0..to + 3.0).contains(&(start - 4.0));
                !meets && !crosses
            })
        });
        let level = level?;
        placed.push((level, from, to));
        let y = line + 20.0 + level as f64 * LEVEL;
        let name = Label::new(Class::Name, from, y, name);
        let told = Label::new(Class::About, from + name.width + 7.0, y, first.told.clone());
        dot.label = Some((name, told));
    }
    Some(placed.iter().map(|(level, ..)| level + 1).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tell::report::view::Place;
    use proptest::prelude::*;

    fn event((from, length, name): (i64, i64, String)) -> Event {
        let place = Place { doc: 0, start: 0, end: 1 };
        Event {
            claim: "c1".to_owned(),
            words: name.clone(),
            name,
            from: START + from,
            to: START + from + length,
            told: "3 May 2031".to_owned(),
            day: "3 May 2031".to_owned(),
            disputed: false,
            by: "The Ostrel Herald".to_owned(),
            place,
            articles: 2,
        }
    }

    fn report((from, vague, name): (i64, bool, String)) -> Reported {
        let from = START + from;
        Reported { doc: 0, name, from, to: from + DAY, told: "3 May 00:01".to_owned(), vague }
    }

    const START: i64 = 1_935_532_800;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn labels_do_not_meet(
            events in prop::collection::vec((-900 * DAY..900 * DAY, 0..3 * DAY, "[A-Za-z ]{0,58}"), 0..30),
            reports in prop::collection::vec((0..6 * DAY, any::<bool>(), "[A-Za-z ]{1,40}"), 1..60),
        ) {
            let events: Vec<Event> = events.into_iter().map(event).collect();
            let mut reports: Vec<Reported> = reports.into_iter().map(report).collect();
            reports.sort_by_key(|report| report.from);
            let found = tracks(&events, &reports).unwrap();
            prop_assert_eq!(&Some(found.clone()), &tracks(&events, &reports));
            let mut labels: Vec<[f64; 4]> = Vec::new();
            for row in &found.rows {
                // The two lines of a row stand close; the rows must be apart.
                let bounds = row.labels.iter().map(Label::bounds);
                labels.extend(bounds.reduce(|a, b| {
                    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
                }));
                let (start, end) = match row.shape {
                    Shape::Bar(start, end) => (start, end),
                    Shape::Diamond(x) => (x - 6.0, x + 6.0),
                };
                for label in &row.labels {
                    prop_assert!(label.x >= end || label.x + label.width <= start, "{row:?}");
                }
            }
            for dot in &found.dots {
                if let Some((name, told)) = &dot.label {
                    labels.push([name.x, name.y - 11.0, told.x + told.width, name.y + 3.5]);
                }
            }
            for (at, a) in labels.iter().enumerate() {
                prop_assert!(a[0] >= 0.0 && a[2] <= WIDTH + 0.1, "{a:?}");
                prop_assert!(a[3] <= found.height, "{a:?} below {}", found.height);
                for b in &labels[at + 1..] {
                    let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                    prop_assert!(apart, "labels overlap: {a:?} {b:?}");
                }
            }
            for dot in &found.dots {
                let Some((own, _)) = &dot.label else { continue };
                for other in found.dots.iter().filter_map(|other| other.label.as_ref()) {
                    let (name, told) = other;
                    let crossed = name.y < own.y && name.x < dot.x && dot.x < told.x + told.width;
                    prop_assert!(!crossed, "leader of {own:?} through {name:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_dated_is_not_drawn() {
        assert_eq!(tracks(&[], &[]), None);
    }
}
