//! Lengths of time and what is counted from the publication: "two days ago", "last week", "every month", "recently".

use super::calendar::{Granule, Unit, add_days};
use super::{Found, Meaning, Reading};
use crate::tokens::{Kind, Token};
use jiff::civil::Date;

/// Longest phrase of the table `time_words`, in tokens.
const PHRASE: usize = 3;

impl Reading<'_> {
    /// A unit's name: its length, whether plural, and the token after.
    fn unit(&self, at: usize) -> Option<(Unit, bool, usize)> {
        let token = self.token(at).filter(|token| token.kind == Kind::Word)?;
        let word = token.lower.as_str();
        let singular = self.lexicon.units.get(word).map(|unit| (*unit, false));
        let (unit, plural) =
            singular.or_else(|| self.lexicon.plural_units.get(word).map(|unit| (*unit, true)))?;
        Some((unit, plural, at + 1))
    }

    /// "last week", "earlier this month", "the previous year", "the past two months", "recent weeks".
    pub(super) fn shifted(&self, at: usize) -> Option<Found> {
        let nearer = self.token(at).and_then(|token| self.lexicon.number("nearer", token));
        // One of them only, or a row of them would nest without end.
        if let Some(side) = nearer.filter(|_| !self.has(at + 1, "nearer")) {
            let found = self.shifted(at + 1).or_else(|| self.moment(at + 1)).or_else(|| self.date(at + 1))?;
            return matches!(found.meaning, Meaning::Date(_)).then_some(Found { side, ..found });
        }
        let the = self.skip_the(at);
        if self.has(the, "recent") {
            let (unit, plural, end) = self.unit(the + 1)?;
            return plural.then(|| Found::new(end, Meaning::Duration(unit.open_length())));
        }
        let token = self.token(the)?;
        // With a number it is a length: "the past two months", "the first nine months".
        if self.lexicon.is("past", token) {
            if let Some(number) = self.numbers.read(self.tokens, the + 1).filter(|number| !number.ordinal)
                && let Some((unit, _, end)) = self.unit(self.skip_hyphen(number.end))
            {
                return Some(Found::new(end, length(unit, &number)));
            }
            if let Some((unit, true, end)) = self.unit(the + 1) {
                return Some(Found::new(end, Meaning::Duration(unit.open_length())));
            }
        }
        if let Some(shift) = self.lexicon.number("follow", token).filter(|_| the > at) {
            let (unit, _, end) = self.unit(the + 1)?;
            let from = self.day.or_else(|| self.today())?;
            return Some(Found::date(end, Granule::around(from, unit, shift)?));
        }
        if let Some(shift) = self.lexicon.number("shift", token) {
            let fiscal = usize::from(self.has(the + 1, "fiscal"));
            let (unit, plural, end) = self.unit(the + 1 + fiscal)?;
            if plural || matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
                return None;
            }
            if the > at && unit == Unit::Day {
                let from = self.day.or_else(|| self.today())?;
                return Some(Found::date(end, Granule::around(from, unit, shift)?));
            }
            return Some(Found::date(end, self.around_today(unit, shift)));
        }
        if token.is("past") {
            let (unit, false, end) = self.unit(the + 1)? else {
                return None;
            };
            return Some(Found::new(end, Meaning::Duration(unit.length(1.0))));
        }
        // "the latest quarter": the last one that is over.
        if the > at || self.has(the, "past") {
            let latest = usize::from(self.has(the, "past"));
            let (unit, false, end) = self.unit(the + latest)? else {
                return None;
            };
            return match unit {
                Unit::Quarter => Some(Found::date(end, self.last_quarter())),
                Unit::Weekend => Some(Found::date(end, self.around_today(unit, -1))),
                Unit::Year | Unit::Month | Unit::Week if latest == 0 => {
                    Some(Found::new(end, Meaning::Duration(unit.length(1.0))))
                }
                Unit::Year | Unit::Month | Unit::Week => Some(Found::date(end, self.around_today(unit, -1))),
                _ => None,
            };
        }
        None
    }

    /// The quarter under report: the one named last, else the last that was over at publication.
    fn last_quarter(&self) -> Granule {
        match self.quarter {
            Some((year, quarter)) => Granule::Quarter(year, quarter),
            None => self.around_today(Unit::Quarter, -1),
        }
    }

    /// The unit that many units from publication; with unknown parts where the publication is not known well enough.
    fn around_today(&self, unit: Unit, shift: i64) -> Granule {
        let coarse = matches!(unit, Unit::Year | Unit::Decade | Unit::Century);
        let monthly = matches!(unit, Unit::Month | Unit::Quarter);
        let date = match self.reference {
            Some(reference) if coarse => Some(reference.date),
            _ if monthly => self.this_month(),
            _ => self.today(),
        };
        let unknown = match unit {
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
            _ => "XXXX-XX-XX",
        };
        date.and_then(|date| Granule::around(date, unit, shift))
            .unwrap_or_else(|| Granule::Partial(unknown.to_owned()))
    }

    /// "two weeks", "a two-year", "three days ago", "a year earlier", "year-ago", "several months".
    pub(super) fn length(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.year_ago(at) {
            return Some(found);
        }
        if let Some((unit, true, end)) = self.unit(at)
            && self.before(at).is_some_and(|token| self.lexicon.is("span", token))
        {
            return Some(Found::new(end, Meaning::Duration(unit.open_length())));
        }
        let article = ["a", "an"].iter().any(|word| self.is(at, word));
        let number = self.numbers.read(self.tokens, at).filter(|number| !number.ordinal);
        let (number, named) = match number {
            Some(number) => (Some(number), self.skip_hyphen(number.end)),
            None if article => (None, at + 1),
            None => return None,
        };
        let more = usize::from(self.has(named, "run"));
        let (unit, plural, mut end) = self.unit(named + more)?;
        if self.has(self.skip_hyphen(end), "age") {
            return None;
        }
        if number.is_none() && (plural || unit == Unit::Second || unit == Unit::Quarter) {
            return None;
        }
        if unit == Unit::Quarter && number.is_some_and(|number| number.value <= 3.0 && !plural) {
            return None;
        }
        let mut amount = number.map_or(1.0, |number| number.value);
        // "a year and a half"
        if ["and", "a", "half"].iter().enumerate().all(|(index, word)| self.is(end + index, word)) {
            amount += 0.5;
            end += 3;
        }
        let open = number.is_some_and(|number| number.open || number.vague);
        if let Some(sign) = self.token(end).and_then(|token| self.lexicon.number("ago", token)) {
            let granule = if open {
                return Some(Found::new(
                    end + 1,
                    Meaning::Reference(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }),
                ));
            } else {
                self.counted(unit, amount, sign, self.today())?
            };
            return Some(Found::date(end + 1, granule));
        }
        let earlier = self.token(end).and_then(|token| self.lexicon.number("earlier", token));
        if let Some(sign) =
            earlier.filter(|_| !open && matches!(unit, Unit::Year | Unit::Month | Unit::Week | Unit::Day))
        {
            if unit == Unit::Year && amount == 1.0 && sign < 0 {
                return Some(Found::date(end + 1, self.year_before()));
            }
            let from = self.day.or_else(|| self.today());
            if !self.is(end, "before")
                && let Some(granule) = self.counted(unit, amount, sign, from)
            {
                return Some(Found::date(end + 1, granule));
            }
        }
        // "$5 million a year", "20 percent a month"
        if number.is_none() && self.before(at).is_some_and(|token| self.is_amount(token)) {
            return Some(Found::new(end, Meaning::Set(unit.length(1.0))));
        }
        let value = if open { unit.open_length() } else { unit.length(amount) };
        Some(Found::new(end, Meaning::Duration(value)))
    }

    /// What makes "a year" after it a rate.
    fn is_amount(&self, token: &Token) -> bool {
        token.kind == Kind::Number || ["amount", "times"].iter().any(|kind| self.lexicon.is(kind, token))
    }

    /// So many units from a day, as precise as the unit.
    fn counted(&self, unit: Unit, amount: f64, sign: i64, from: Option<Date>) -> Option<Granule> {
        if amount.fract() != 0.0 && unit != Unit::Year {
            return None;
        }
        let count = sign.checked_mul(amount.floor().min(1e9) as i64)?;
        let from = match (from, unit) {
            (None, Unit::Year | Unit::Decade | Unit::Century) => self.reference?.date,
            (None, _) => return Some(self.around_today(unit, count)),
            (Some(from), _) => from,
        };
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => None,
            Unit::Decade => Granule::around(from, Unit::Year, count.checked_mul(10)?),
            Unit::Century => Granule::around(from, Unit::Year, count.checked_mul(100)?),
            Unit::Night => Some(Granule::Day(add_days(from, count)?)),
            _ => Granule::around(from, unit, count),
        }
    }

    /// The quarter under report a year back, or last year.
    fn year_before(&self) -> Granule {
        match self.quarter {
            Some((year, quarter)) => Granule::Quarter(year - 1, quarter),
            None => self.around_today(Unit::Year, -1),
        }
    }

    /// "year-ago", "the year-earlier period".
    fn year_ago(&self, at: usize) -> Option<Found> {
        let the = at + usize::from(self.is(at, "the") || self.is(at, "a"));
        if !self.is(the, "year") {
            return None;
        }
        let next = self.skip_hyphen(the + 1);
        if next == the + 1 && the == at {
            return None;
        }
        let token = self.token(next)?;
        let back = self.lexicon.number("ago", token).or_else(|| self.lexicon.number("earlier", token))?;
        if back > 0 {
            return None;
        }
        let noun = usize::from(self.has(next + 1, "period"));
        Some(Found::date(next + 1 + noun, self.year_before()))
    }

    /// "every day", "each Thursday", "once a week", "per year", "daily", "on Mondays".
    pub(super) fn recurrence(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        if let Some(value) = self.lexicon.code("set", &token.lower) {
            return Some(Found::new(at + 1, Meaning::Set(value.to_owned())));
        }
        if let Some(named) = self.lexicon.weekday_plurals.get(token.lower.as_str()).filter(|_| token.capital)
        {
            return Some(Found::new(at + 1, Meaning::Set(format!("XXXX-WXX-{}", named.number))));
        }
        let mut next = at + 1;
        if self.has(at, "every") {
            let other = self.is(next, "other");
            next += usize::from(other);
            let number = self.numbers.read(self.tokens, next).filter(|number| !number.ordinal);
            let count = number.map_or(if other { 2.0 } else { 1.0 }, |number| number.value);
            next = number.map_or(next, |number| number.end);
            if let Some((unit, _, end)) = self.unit(next) {
                return Some(Found::new(end, Meaning::Set(unit.length(count))));
            }
            let token = self.token(next)?;
            let word = token.lower.as_str();
            if let Some(part) = self.lexicon.code("part", word) {
                return Some(Found::new(next + 1, Meaning::Set(format!("XXXX-XX-XXT{part}"))));
            }
            if let Some(code) = self.lexicon.seasons.get(word) {
                return Some(Found::new(next + 1, Meaning::Set(format!("XXXX-{code}"))));
            }
            if let Some(named) = self.lexicon.weekdays.get(word).filter(|_| token.capital) {
                return Some(Found::new(next + 1, Meaning::Set(format!("XXXX-WXX-{}", named.number))));
            }
            let named = self.lexicon.months.get(word).filter(|_| token.capital)?;
            return Some(Found::new(next + 1, Meaning::Set(format!("XXXX-{:02}", named.number))));
        }
        if self.has(at, "per") {
            let (unit, false, end) = self.unit(next)? else {
                return None;
            };
            return Some(Found::new(end, Meaning::Set(unit.length(1.0))));
        }
        if self.has(at, "times") && (self.is(next, "a") || self.is(next, "an")) {
            let (unit, false, end) = self.unit(next + 1)? else {
                return None;
            };
            return Some(Found::new(end, Meaning::Set(unit.length(1.0))));
        }
        None
    }

    /// "now", "recently", "the future", "these days".
    pub(super) fn reference_word(&self, at: usize) -> Option<Found> {
        let mut words = String::new();
        let mut found = None;
        for index in 0..PHRASE {
            let Some(token) = self.token(at + index).filter(|token| token.kind == Kind::Word) else {
                break;
            };
            if index > 0 {
                words.push(' ');
            }
            words.push_str(&token.lower);
            if let Some(value) = self.lexicon.code("ref", &words) {
                found = Some(Found::new(at + index + 1, Meaning::Reference(value)));
            }
        }
        found
    }
}

fn length(unit: Unit, number: &crate::numbers::Number) -> Meaning {
    Meaning::Duration(if number.open || number.vague {
        unit.open_length()
    } else {
        unit.length(number.value)
    })
}
