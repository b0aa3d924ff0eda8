//! Times of day: "10:35 a.m.", "noon Thursday", "Monday evening", "last night", "yesterday".

use super::calendar::{Granule, add_days};
use super::{Found, Meaning, Reading};
use crate::tokens::Kind;

impl Reading<'_> {
    /// "today", "Monday evening", "this morning", "last night", "the evening of Jan. 4".
    pub(super) fn moment(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        if let Some(shift) = self.lexicon.number("day", token) {
            return Some(self.with_part(at + 1, self.day_from_today(shift)));
        }
        if let Some(code) = self.lexicon.code("daypart", &token.lower) {
            let (shift, part) = code.split_once(' ')?;
            let day = self.day_from_today(shift.parse().ok()?);
            return Some(Found::new(at + 1, Meaning::Time(day, format!("T{part}"))));
        }
        if let Some(found) = self.date(at)
            && let Meaning::Date(Granule::Day(_) | Granule::Partial(_)) = found.meaning
        {
            let Meaning::Date(day) = found.meaning else {
                return None;
            };
            let dated = self.with_part(found.end, day);
            return (dated.end > found.end).then_some(dated);
        }
        if self.has(at, "nearer")
            && !self.has(at + 1, "nearer")
            && let Some(found) = self.moment(at + 1)
        {
            return Some(found);
        }
        // "this morning", "last night", "the evening"
        let shift = self.lexicon.number("shift", token);
        if shift.is_none() && !token.is("the") && !token.is("that") {
            return None;
        }
        let portion = usize::from(self.has(at + 1, "portion"));
        let named = self.skip_hyphen(at + 1 + portion);
        let part = self.lexicon.code("part", &self.token(named)?.lower)?;
        if self.is(named + 1, "of")
            && let Some(found) = self.date(named + 2)
            && let Meaning::Date(day @ Granule::Day(_)) = found.meaning
        {
            return Some(Found::new(found.end, Meaning::Time(day, format!("T{part}"))));
        }
        let day = match (shift, self.day) {
            (Some(shift), _) => self.day_from_today(shift),
            (None, Some(day)) => Granule::Day(day),
            (None, None) => self.day_from_today(0),
        };
        Some(Found::new(named + 1, Meaning::Time(day, format!("T{part}"))))
    }

    /// A day and what follows it: a part of the day, or a time.
    fn with_part(&self, end: usize, day: Granule) -> Found {
        let portion = end + usize::from(self.has(end, "portion"));
        let named = self.skip_hyphen(portion);
        if let Some(part) = self.token(named).and_then(|token| self.lexicon.code("part", &token.lower)) {
            return Found::new(named + 1, Meaning::Time(day, format!("T{part}")));
        }
        let comma = end + usize::from(self.is(end, ","));
        let at = comma + usize::from(self.is(comma, "at") || self.is(comma, "around"));
        if let Some((time, end)) = self.time_of_day(at) {
            return Found::new(end, clocked(day, time));
        }
        Found::date(end, day)
    }

    /// A clock time, with the day beside it: "10:35 a.m. Friday", "noon on Jan. 4".
    pub(super) fn clock(&self, at: usize) -> Option<Found> {
        let (time, mut end) = self.time_of_day(at)?;
        let on = end + usize::from(self.is(end, "on") || self.is(end, ","));
        let day = self.date(on).or_else(|| self.plain_day(on));
        if let Some(found) = day
            && let Meaning::Date(day @ (Granule::Day(_) | Granule::Partial(_))) = found.meaning
        {
            end = found.end;
            return Some(Found::new(end, clocked(day, time)));
        }
        let day = self.day.map_or_else(|| self.day_from_today(0), Granule::Day);
        Some(Found::new(end, clocked(day, time)))
    }

    fn plain_day(&self, at: usize) -> Option<Found> {
        let shift = self.token(at).and_then(|token| self.lexicon.number("day", token))?;
        Some(Found::date(at + 1, self.day_from_today(shift)))
    }

    /// Hours and minutes: "10:35 a.m.", "5 p.m.", "14:30 GMT", "noon", "0735 GMT".
    fn time_of_day(&self, at: usize) -> Option<(String, usize)> {
        let token = self.token(at)?;
        if let Some(time) = self.lexicon.code("clock", &token.lower) {
            return Some((format!("T{time}"), at + 1));
        }
        if token.kind != Kind::Number {
            return None;
        }
        let mut end = at + 1;
        let (mut hour, minute): (i64, i64) = if let [colon, minutes] = self.tokens.get(end..end + 2)?
            && colon.is(":")
            && !colon.spaced
            && !minutes.spaced
            && minutes.lower.len() == 2
        {
            end += 2;
            (token.lower.parse().ok()?, minutes.lower.parse().ok()?)
        } else if token.lower.len() == 4 && self.has(end, "zone") && self.token(end)?.spaced {
            (token.lower.get(..2)?.parse().ok()?, token.lower.get(2..)?.parse().ok()?)
        } else if let Some((hour, minutes)) = token.lower.split_once('.').filter(|(_, m)| m.len() == 2) {
            (hour.parse().ok()?, minutes.parse().ok()?)
        } else {
            (token.lower.parse().ok()?, -1)
        };
        let half_day = self.meridiem(end);
        let zone = half_day.map_or(end, |(_, after)| after);
        let zoned = self.has(zone, "zone") && self.token(zone).is_some_and(|token| token.capital);
        match half_day {
            Some((plus, after)) if (1..=12).contains(&hour) => {
                hour = hour % 12 + plus;
                end = after;
            }
            Some(_) => return None,
            None if minute < 0 || (token.lower.contains('.') && !zoned) => return None,
            None => {}
        }
        if zoned {
            end = zone + 1;
        }
        let minute = minute.max(0);
        ((0..=24).contains(&hour) && (0..60).contains(&minute))
            .then(|| (format!("T{hour:02}:{minute:02}"), end))
    }

    /// "am", "p.m.": the hours it adds and the token after.
    fn meridiem(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.token(at)?;
        if let Some(plus) = self.lexicon.number("meridiem", token) {
            return Some((plus, at + 1));
        }
        let plus = self.lexicon.number(
            "meridiem",
            &crate::tokens::Token {
                lower: format!("{}{}", token.lower, self.token(at + 2)?.lower),
                ..token.clone()
            },
        )?;
        let dots = self.is(at + 1, ".");
        let last = self.token(at + 3).is_some_and(|dot| dot.is(".") && !dot.spaced);
        dots.then_some((plus, at + 3 + usize::from(last)))
    }

    /// The day that many days from publication.
    pub(super) fn day_from_today(&self, shift: i64) -> Granule {
        self.today()
            .and_then(|today| add_days(today, shift))
            .map_or_else(|| Granule::Partial("XXXX-XX-XX".to_owned()), Granule::Day)
    }
}

fn clocked(day: Granule, time: String) -> Meaning {
    Meaning::Time(day, time)
}
