//! Dates with names or figures: days, months, years, decades, weekdays, holidays, seasons, quarters.

use super::calendar::{Granule, add_days, nth_weekday, valid_year};
use super::lexicon::{Holiday, Named, Tense, Words};
use super::{Found, Meaning, Reading};
use crate::numbers::is_hyphen;
use crate::tokens::{Kind, Token};
use jiff::civil::Date;

/// Years that stand for themselves without a date word beside them. Other four-figure numbers are counts.
const BARE_YEARS: std::ops::RangeInclusive<i16> = 1900..=2049;
/// Years that may stand after a date word.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;
/// Where no verb helps, a day ahead must be this much nearer than the day behind: news looks back.
const LOOKS_BACK: i32 = 3;

impl Reading<'_> {
    /// Any date that stands for itself.
    pub(super) fn date(&self, at: usize) -> Option<Found> {
        let the = self.skip_the(at);
        let found = [
            self.figures(at),
            self.month_first(at),
            self.day_first(the),
            self.weekday(the),
            self.holiday(at),
            self.season(at),
            self.decade(the),
            self.century(the),
            self.year(at),
        ];
        found.into_iter().flatten().max_by_key(|found| found.end)
    }

    /// "early September", "the end of 1990", "mid-November": the portion leaves the value.
    pub(super) fn portioned(&self, at: usize) -> Option<Found> {
        let the = self.skip_the(at);
        if !self.has(the, "portion") {
            return None;
        }
        let mut next = self.skip_hyphen(the + 1);
        if self.is(next, "of") {
            next += 1;
        }
        if next == the + 1 && self.is(the, "end") {
            return None;
        }
        self.date(next)
            .or_else(|| self.quarter(next))
            .or_else(|| self.shifted(next))
            .or_else(|| self.moment(next))
            .filter(|found| !matches!(found.meaning, Meaning::Duration(_) | Meaning::Set(_)))
    }

    fn named<'t>(&self, at: usize, table: &'t Words<Named>) -> Option<(&'t Named, usize)> {
        let token = self.token(at).filter(|token| token.capital)?;
        let named = table.get(token.lower.as_str())?;
        let dot = token.lower.len() <= 5 && self.token(at + 1).is_some_and(|dot| dot.is(".") && !dot.spaced);
        // The full stop of an abbreviation, unless the sentence ends with it.
        let inside = dot && self.sentences.around(at).1 > at + 2;
        Some((named, at + 1 + usize::from(inside && token.lower.len() <= 4)))
    }

    /// A month's name; everyday words need a number or a date word beside them.
    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let (named, end) = self.named(at, &self.lexicon.months)?;
        if named.doubt {
            let number = |token: Option<&Token>| token.is_some_and(|token| token.kind == Kind::Number);
            let before = self.before(at);
            let beside = number(before) || number(self.token(end));
            let dated = self.is(end, ",") && self.year_figure(end + 1).is_some();
            let long = self.tokens[at].lower.len() > 3 || self.is(at, "may");
            let led = before.is_some_and(|token| {
                is_hyphen(token) || (self.lexicon.is("lead", token) && !token.is("the"))
            });
            let bare = self.lexicon.is("bare_month", &self.tokens[at]) && !self.capital_beside(at);
            if !(beside || dated || bare || (led && long)) {
                return None;
            }
        }
        Some((named.number, end))
    }

    /// Whether a capitalised word stands right beside: "April Munroe".
    fn capital_beside(&self, at: usize) -> bool {
        let beside =
            |index: usize| self.token(index).is_some_and(|token| token.kind == Kind::Word && token.capital);
        beside(at + 1) || self.before(at).is_some_and(|token| token.capital && token.kind == Kind::Word)
    }

    /// A day of the month: "4", "12th".
    fn day_figure(&self, at: usize) -> Option<(i8, usize)> {
        let number = self.numbers.read(self.tokens, at)?;
        let token = self.token(at)?;
        let plain =
            number.ordinal || (token.kind == Kind::Number && number.end == at + 1 && token.lower.len() <= 2);
        let day = number.value;
        (plain && day.fract() == 0.0 && (1.0..=31.0).contains(&day)).then_some((day as i8, number.end))
    }

    /// Four figures that can be a year.
    fn year_figure(&self, at: usize) -> Option<i16> {
        let token = self.token(at).filter(|token| token.kind == Kind::Number && token.lower.len() == 4)?;
        let year = token.lower.parse().ok()?;
        YEARS.contains(&year).then_some(year)
    }

    /// A year after a month or day: ", 1999", "1999", "of 1999", "last year", "this year".
    fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        let comma = at + usize::from(self.is(at, ",") || self.is(at, "of"));
        if let Some(year) = self.year_figure(comma) {
            let unit = self.token(comma + 1).is_some_and(|token| token.is("%"));
            return (!unit).then_some((year, comma + 1));
        }
        let of = at + usize::from(self.is(at, "of"));
        let shift = self.token(of).and_then(|token| self.lexicon.number("shift", token))?;
        if !self.is(of + 1, "year") {
            return None;
        }
        let year = self.reference?.date.year();
        Some((year.checked_add(i16::try_from(shift).ok()?)?, of + 2))
    }

    /// "Jan. 4, 2031", "January 2031", "January".
    fn month_first(&self, at: usize) -> Option<Found> {
        let (month, mut end) = self.month(at)?;
        let the = if self.is(end, "the") { end + 1 } else { end };
        if let Some((day, after)) = self.day_figure(the)
            && !self.is_time_figure(after)
        {
            end = after;
            // "Jan. 4-6", "Jan. 4 and 5": the first of them, with the last inside the words.
            let dash = self.token(end).is_some_and(|token| "-–—".contains(token.lower.as_str()));
            if dash && let Some((_, after)) = self.day_figure(end + 1) {
                end = after;
            }
            let (year, end) = match self.year_after(end) {
                Some((year, end)) => (Some(year), end),
                None => (None, end),
            };
            return Some(Found::date(end, self.day_of_year(at, end, year, month, day)?));
        }
        if let Some((year, end)) = self.year_after(end) {
            return Some(Found::date(end, Granule::Month(year, month)));
        }
        Some(Found::date(end, self.month_of_year(at, end, month)))
    }

    /// Whether a number that ends at `at` is an hour: "10:35", "10 am".
    fn is_time_figure(&self, at: usize) -> bool {
        let minutes = self.token(at + 1).is_some_and(|token| token.kind == Kind::Number && !token.spaced);
        (self.is(at, ":") && minutes) || self.has(at, "meridiem")
    }

    /// "4 January 2031", "the 4th of January".
    fn day_first(&self, at: usize) -> Option<Found> {
        let (day, mut next) = self.day_figure(at)?;
        if self.is(next, "of") {
            next += 1;
        }
        let (month, end) = self.month(next)?;
        let (year, end) = match self.year_after(end) {
            Some((year, end)) => (Some(year), end),
            None => (None, end),
        };
        Some(Found::date(end, self.day_of_year(at, end, year, month, day)?))
    }

    /// The day in the year that is given, else in the year that fits the publication and the verb.
    fn day_of_year(
        &self,
        start: usize,
        end: usize,
        year: Option<i16>,
        month: i8,
        day: i8,
    ) -> Option<Granule> {
        if let Some(year) = year {
            return Date::new(year, month, day).ok().map(Granule::Day);
        }
        // A leap year, so that 29 February may stand.
        Date::new(2000, month, day).ok()?;
        let unknown = Granule::Partial(format!("XXXX-{month:02}-{day:02}"));
        let Some(today) = self.this_month() else {
            return Some(unknown);
        };
        let in_year = |shift: i16| Date::new(today.year().checked_add(shift)?, month, day).ok();
        let near: Vec<Date> = (-1..=1).filter_map(in_year).collect();
        let chosen = self.nearest(&near, today, self.tense(start, end));
        Some(chosen.map_or(unknown, Granule::Day))
    }

    fn month_of_year(&self, start: usize, end: usize, month: i8) -> Granule {
        let Some(today) = self.this_month() else {
            return Granule::Partial(format!("XXXX-{month:02}"));
        };
        let this = today.year();
        let word = self.before(start);
        let shift = word.and_then(|token| self.lexicon.number("shift", token));
        let year = match shift {
            Some(-1) if month >= today.month() => this - 1,
            Some(1) if month <= today.month() => this + 1,
            Some(_) => this,
            None => {
                let near: Vec<Date> =
                    (-1..=1).filter_map(|shift| Date::new(this.checked_add(shift)?, month, 1).ok()).collect();
                let first = today.first_of_month();
                self.nearest(&near, first, self.tense(start, end)).map_or(this, Date::year)
            }
        };
        Granule::Month(year, month)
    }

    /// The candidate that the tense asks for, else the nearest, those behind preferred.
    fn nearest(&self, candidates: &[Date], today: Date, tense: Option<Tense>) -> Option<Date> {
        let distance = |day: &Date| (*day - today).get_days();
        candidates.iter().copied().min_by_key(|day| {
            let ahead = distance(day);
            match tense {
                Some(Tense::Past) if ahead > 1 => ahead * 2 * LOOKS_BACK,
                Some(Tense::Future) if ahead < 0 => -ahead * LOOKS_BACK,
                _ if ahead > 0 && tense.is_none() => ahead * LOOKS_BACK,
                _ => ahead.abs(),
            }
        })
    }

    /// "2031-01-22", "1/22/2031".
    fn figures(&self, at: usize) -> Option<Found> {
        let [a, x, b, y, c] = self.tokens.get(at..at + 5)? else {
            return None;
        };
        let touching = ![x, b, y, c].iter().any(|token| token.spaced);
        let number = |token: &Token| token.lower.parse::<i16>().ok();
        if !touching || x.lower != y.lower || !matches!(x.lower.as_str(), "-" | "/") {
            return None;
        }
        let (first, second, third) = (number(a)?, number(b)?, number(c)?);
        let (year, month, day) = match (a.lower.len(), c.lower.len()) {
            (4, 1..=2) => (first, second, third),
            (1..=2, 4) if first > 12 => (third, second, first),
            (1..=2, 4) => (third, first, second),
            (1..=2, 2) if x.is("/") && first <= 12 => (century_of(third), first, second),
            _ => return None,
        };
        let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Found::date(at + 5, Granule::Day(day)))
    }

    /// "Friday", "last Friday", "Friday, Jan. 4".
    fn weekday(&self, at: usize) -> Option<Found> {
        let shift = self.token(at).and_then(|token| self.lexicon.number("shift", token));
        let name = if shift.is_some() { at + 1 } else { at };
        let (named, end) = self.named(name, &self.lexicon.weekdays)?;
        let comma = end + usize::from(self.is(end, ","));
        let the = self.skip_the(comma);
        if let Some(found) = self.month_first(comma).or_else(|| self.day_first(the))
            && matches!(found.meaning, Meaning::Date(Granule::Day(_) | Granule::Partial(_)))
            && (end > name + 1 || comma > end || !self.is(comma, "may"))
        {
            return Some(found);
        }
        if named.doubt && end == name + 1 {
            return None;
        }
        let number = named.number;
        let Some(today) = self.today() else {
            return Some(Found::date(end, Granule::Partial(format!("XXXX-WXX-{number}"))));
        };
        let back = (i64::from(today.weekday().to_monday_one_offset()) - i64::from(number)).rem_euclid(7);
        let past = -back;
        let ahead = if back == 0 { 0 } else { 7 - back };
        let move_by = match shift {
            Some(-1) if back == 0 => -7,
            Some(-1) => past,
            Some(1) if back == 0 => 7,
            Some(1) => ahead,
            Some(_) => i64::from(number) - i64::from(today.weekday().to_monday_one_offset()),
            None if self.tense(at, end) == Some(Tense::Future) => ahead,
            None => past,
        };
        Some(Found::date(end, Granule::Day(add_days(today, move_by)?)))
    }

    fn holiday(&self, at: usize) -> Option<Found> {
        let token = self.token(at).filter(|token| token.capital)?;
        let starts = |words: &[&str]| words.first().is_some_and(|first| token.is(first));
        let matching = self.lexicon.holidays.iter().filter(|(words, _)| {
            starts(words) && words.iter().enumerate().all(|(index, word)| self.is(at + index, word))
        });
        let (words, rule) = matching.max_by_key(|(words, _)| words.len())?;
        let end = at + words.len();
        let day_in = |year: i16| match *rule {
            Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
            Holiday::Nth(month, weekday, number) => nth_weekday(year, month, weekday, number),
        };
        if let Some((year, end)) = self.year_after(end) {
            return Some(Found::date(end, Granule::Day(day_in(year)?)));
        }
        let granule = match (self.this_month(), rule) {
            (Some(today), _) => {
                let shift = self.before(at).and_then(|token| self.lexicon.number("shift", token));
                let near: Vec<Date> =
                    (-1..=1).filter_map(|shift| day_in(today.year().checked_add(shift)?)).collect();
                let tense = match shift {
                    Some(-1) => Some(Tense::Past),
                    Some(1) => Some(Tense::Future),
                    _ => self.tense(at, end),
                };
                Granule::Day(self.nearest(&near, today, tense)?)
            }
            (None, Holiday::Fixed(month, day)) => Granule::Partial(format!("XXXX-{month:02}-{day:02}")),
            (None, Holiday::Nth(month, ..)) => Granule::Partial(format!("XXXX-{month:02}")),
        };
        Some(Found::date(end, granule))
    }

    /// "this summer", "the winter of 1998", "last fall"; a bare "fall" or "spring" is a verb.
    fn season(&self, at: usize) -> Option<Found> {
        let the = self.skip_the(at);
        let shift = self.token(the).and_then(|token| self.lexicon.number("shift", token));
        let name = if shift.is_some() { the + 1 } else { the };
        let token = self.token(name)?;
        let code = *self.lexicon.seasons.get(token.lower.as_str())?;
        let led = self.before(at).is_some_and(|token| self.lexicon.is("season_lead", token));
        if let Some((year, end)) = self.year_after(name + 1) {
            return Some(Found::date(end, Granule::Season(year, code)));
        }
        // A bare "fall" or "spring" is rarely the season.
        let clear = led && (the > at || self.lexicon.is("bare_season", token));
        if shift.is_none() && !clear {
            return None;
        }
        let Some(today) = self.this_month() else {
            return Some(Found::date(name + 1, Granule::Partial(format!("XXXX-{code}"))));
        };
        let year = today.year();
        let started = Granule::Season(year, code).days().is_some_and(|(first, _)| first <= today);
        let over = Granule::Season(year, code).days().is_some_and(|(_, last)| last < today);
        let year = match shift {
            Some(-1) if !over => year - 1,
            Some(1) if started => year + 1,
            None if !started && self.tense(at, name + 1) != Some(Tense::Future) => year - 1,
            _ => year,
        };
        Some(Found::date(name + 1, Granule::Season(year, code)))
    }

    /// "the 1980s", "the '90s", "the late 1970s", "the nineties".
    fn decade(&self, at: usize) -> Option<Found> {
        let mark = self.token(at).is_some_and(|token| "'’‘".contains(token.lower.as_str()));
        let figure = at + usize::from(mark);
        let token = self.token(figure)?;
        if let Some(decade) = self.lexicon.number("decade", token) {
            let led = at > 0 && self.is(at - 1, "the")
                || self.before(at).is_some_and(|t| self.lexicon.is("portion", t) || is_hyphen(t));
            return led.then(|| Found::date(figure + 1, Granule::Decade(190 + decade as i16)));
        }
        if token.kind != Kind::Number || !token.lower.ends_with('0') {
            return None;
        }
        let quote = figure
            + 1
            + usize::from(
                self.token(figure + 1).is_some_and(|t| "'’".contains(t.lower.as_str()) && !t.spaced),
            );
        if !self.token(quote).is_some_and(|token| token.is("s") && !token.spaced) {
            return None;
        }
        let number: i16 = token.lower.parse().ok()?;
        let decade = match token.lower.len() {
            4 if YEARS.contains(&number) => number / 10,
            2 if mark => century_of(number) / 10,
            _ => return None,
        };
        Some(Found::date(quote + 1, Granule::Decade(decade)))
    }

    /// "the 19th century".
    fn century(&self, at: usize) -> Option<Found> {
        let number = self.numbers.read(self.tokens, at).filter(|number| number.ordinal)?;
        let next = self.skip_hyphen(number.end);
        if !self.is(next, "century") || !(1.0..=40.0).contains(&number.value) {
            return None;
        }
        Some(Found::date(next + 1, Granule::Century(number.value as i16 - 1)))
    }

    /// "1988", "fiscal 1989", "in 1848".
    fn year(&self, at: usize) -> Option<Found> {
        if self.has(at, "fiscal") {
            let next = at + 1 + usize::from(self.is(at + 1, "year"));
            return self.year_figure(next).map(|year| Found::date(next + 1, Granule::Year(year)));
        }
        let year = self.year_figure(at)?;
        let before = self.before(at);
        let led =
            before.is_none_or(|token| ["lead", "year_mark"].iter().any(|kind| self.lexicon.is(kind, token)));
        let strong = before.is_some_and(|token| self.lexicon.is("strong", token));
        let label = before.is_some_and(|token| self.lexicon.is("label", token));
        let next = self.token(at + 1);
        let glued = next.is_some_and(|next| {
            !next.spaced && (next.kind != Kind::Mark || "%:/".contains(next.lower.as_str()))
        });
        let recent = BARE_YEARS.contains(&year);
        if label || glued || !(recent || strong) || (self.is_counted(at) && !(strong && recent)) {
            return None;
        }
        let name = before.is_some_and(|token| token.capital && token.kind == Kind::Word);
        (recent && !name || led).then_some(())?;
        Some(Found::date(at + 1, Granule::Year(valid_year(year)?)))
    }

    /// Whether a figure counts what follows: "1990 people".
    fn is_counted(&self, at: usize) -> bool {
        self.token(at + 1).is_some_and(|next| {
            let plural = next.lower.ends_with('s') || self.lexicon.is("group", next);
            let word = next.spaced && next.kind == Kind::Word && !next.capital;
            word && plural && !self.lexicon.is("uncounted", next)
        })
    }

    /// "the third quarter", "Q3 2024", "first half of 1990", "this year's third quarter".
    pub(super) fn quarter(&self, at: usize) -> Option<Found> {
        let mut next = self.skip_the(at);
        let mut year = None;
        if let Some(figure) = self.year_figure(next) {
            (year, next) = (Some(figure), next + 1);
        } else if let Some((found, end)) = self.year_after(next)
            && self.token(end).is_some_and(|token| "'’".contains(token.lower.as_str()))
            && self.is(end + 1, "s")
        {
            (year, next) = (Some(found), end + 2);
        }
        if self.has(next, "fiscal") {
            next += 1;
        }
        let (number, half, mut end) = self.quarter_number(next)?;
        if let Some((found, after)) = self.year_after(end) {
            (year, end) = (Some(found), after);
        } else if self.has(end, "fiscal") && self.year_figure(end + 1).is_some() {
            (year, end) = (self.year_figure(end + 1), end + 2);
        }
        let per_year = if half { 2 } else { 4 };
        if !(1..=per_year).contains(&number) {
            return None;
        }
        let granule = |year| {
            if half { Granule::Half(year, number) } else { Granule::Quarter(year, number) }
        };
        if let Some(year) = year {
            return Some(Found::date(end, granule(year)));
        }
        let Some(today) = self.this_month() else {
            let code = if half { "H" } else { "Q" };
            return Some(Found::date(end, Granule::Partial(format!("XXXX-{code}{number}"))));
        };
        let started = granule(today.year()).days().is_some_and(|(first, _)| first <= today);
        let ahead = self.tense(at, end) == Some(Tense::Future);
        // Early in a year the last quarter is last year's; late in a year it is the coming one.
        let coming = number == per_year && today.month() > 3;
        let year = today.year() - i16::from(!(started || ahead || coming));
        Some(Found::date(end, granule(year)))
    }

    /// Number, whether halves are meant, and the token after: "third-quarter", "Q3".
    fn quarter_number(&self, at: usize) -> Option<(i8, bool, usize)> {
        if self.is(at, "q") && self.token(at + 1).is_some_and(|token| !token.spaced && token.lower.len() == 1)
        {
            return Some((self.token(at + 1)?.lower.parse().ok()?, false, at + 2));
        }
        let number =
            self.numbers.read(self.tokens, at).filter(|number| number.ordinal && number.value < 5.0)?;
        let mut next = self.skip_hyphen(number.end);
        if self.has(next, "fiscal") {
            next += 1;
        }
        if self.is(next, "quarter") {
            return Some((number.value as i8, false, next + 1));
        }
        let half = self.has(next, "half") && (self.is(next + 1, "of") || self.is(next + 1, "results"));
        let dated = self.year_after(next + 1).is_some()
            || (self.is(next + 1, "of") && self.is(next + 2, "the") && self.is(next + 3, "year"));
        (half && dated).then_some((number.value as i8, true, next + 1))
    }
}

/// "'86" and "03": two figures, in the century that makes them past or near.
fn century_of(number: i16) -> i16 {
    if number >= 100 {
        number
    } else if number < 40 {
        2000 + number
    } else {
        1900 + number
    }
}
