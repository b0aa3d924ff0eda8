//! Calendar units: what they are called in TIMEX3 and which days they cover.

use jiff::civil::{Date, Weekday};

/// A length of time that language names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Reads the code of the table `time_words`.
    pub(super) fn parse(code: &str) -> Option<Self> {
        Some(match code {
            "TS" => Self::Second,
            "TM" => Self::Minute,
            "TH" => Self::Hour,
            "D" => Self::Day,
            "N" => Self::Night,
            "W" => Self::Week,
            "F" => Self::Fortnight,
            "WE" => Self::Weekend,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "Y" => Self::Year,
            "E" => Self::Decade,
            "C" => Self::Century,
            _ => return None,
        })
    }

    /// "P3D", "PT2H"; fractions go to the next smaller unit where that is usual ("P2Y6M").
    pub(super) fn length(self, amount: f64) -> String {
        let whole = amount.floor();
        let rest = amount - whole;
        let (prefix, unit, parts, smaller) = match self {
            Self::Second => ("PT", "S", 0.0, ""),
            Self::Minute => ("PT", "M", 60.0, "S"),
            Self::Hour => ("PT", "H", 60.0, "M"),
            Self::Day | Self::Night => ("P", "D", 0.0, ""),
            Self::Week => ("P", "W", 0.0, ""),
            Self::Fortnight => return Self::Week.length(amount * 2.0),
            Self::Weekend => ("P", "WE", 0.0, ""),
            Self::Month => ("P", "M", 0.0, ""),
            Self::Quarter => ("P", "Q", 0.0, ""),
            Self::Year => ("P", "Y", 12.0, "M"),
            Self::Decade => return Self::Year.length(amount * 10.0),
            Self::Century => return Self::Year.length(amount * 100.0),
        };
        let small = (rest * parts).round();
        if small > 0.0 && whole > 0.0 && small < parts {
            format!("{prefix}{whole}{unit}{small}{smaller}")
        } else {
            format!("{prefix}{}{unit}", (amount * 100.0).round() / 100.0)
        }
    }

    /// A length without a number: "PXD".
    pub(super) fn open_length(self) -> String {
        let code = match self {
            Self::Second => "TXS",
            Self::Minute => "TXM",
            Self::Hour => "TXH",
            Self::Day | Self::Night => "XD",
            Self::Week | Self::Fortnight => "XW",
            Self::Weekend => "XWE",
            Self::Month => "XM",
            Self::Quarter => "XQ",
            Self::Year => "XY",
            Self::Decade => "XDE",
            Self::Century => "XC",
        };
        format!("P{code}")
    }
}

/// A stretch of the calendar, or what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Granule {
    Day(Date),
    /// By its Monday.
    Week(Date),
    /// By the Monday of its week.
    Weekend(Date),
    Month(i16, i8),
    Quarter(i16, i8),
    Half(i16, i8),
    /// With its TIMEX3 code.
    Season(i16, &'static str),
    Year(i16),
    /// 198 for the 1980s.
    Decade(i16),
    /// 19 for the twentieth.
    Century(i16),
    /// A value with unknown parts: "XXXX-06-18".
    Partial(String),
}

impl Granule {
    /// The TIMEX3 value.
    pub(super) fn value(&self) -> String {
        match self {
            Self::Day(day) => iso(*day),
            Self::Week(day) => week(*day),
            Self::Weekend(day) => format!("{}-WE", week(*day)),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Season(year, code) => format!("{year:04}-{code}"),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
            Self::Partial(value) => value.clone(),
        }
    }

    /// First and last day, inclusive.
    pub(super) fn days(&self) -> Option<(Date, Date)> {
        let months = |year: i16, first: i8, count: i8| {
            let start = Date::new(year, first, 1).ok()?;
            let last = Date::new(year, first + count - 1, 1).ok()?.last_of_month();
            Some((start, last))
        };
        let years = |first: i16, count: i16| {
            let start = Date::new(first, 1, 1).ok()?;
            Some((start, Date::new(first.checked_add(count - 1)?, 12, 31).ok()?))
        };
        match *self {
            Self::Day(day) => Some((day, day)),
            Self::Week(monday) => Some((monday, add_days(monday, 6)?)),
            Self::Weekend(monday) => Some((add_days(monday, 5)?, add_days(monday, 6)?)),
            Self::Month(year, month) => months(year, month, 1),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Season(year, "SP") => months(year, 3, 3),
            Self::Season(year, "SU") => months(year, 6, 3),
            Self::Season(year, "FA") => months(year, 9, 3),
            Self::Season(year, _) => Some((
                Date::new(year, 12, 1).ok()?,
                Date::new(year.checked_add(1)?, 2, 1).ok()?.last_of_month(),
            )),
            Self::Year(year) => years(year, 1),
            Self::Decade(decade) => years(decade.checked_mul(10)?, 10),
            Self::Century(century) => years(century.checked_mul(100)?, 100),
            Self::Partial(_) => None,
        }
    }

    /// The unit of `size` that holds `day`, moved by `shift` units.
    pub(super) fn around(day: Date, size: Unit, shift: i64) -> Option<Self> {
        let small = i16::try_from(shift).ok()?;
        Some(match size {
            Unit::Second | Unit::Minute | Unit::Hour => Self::Day(day),
            Unit::Day | Unit::Night => Self::Day(add_days(day, shift)?),
            Unit::Week => Self::Week(add_days(monday(day), shift.checked_mul(7)?)?),
            Unit::Fortnight => Self::Week(add_days(monday(day), shift.checked_mul(14)?)?),
            Unit::Weekend => Self::Weekend(add_days(monday(day), shift.checked_mul(7)?)?),
            Unit::Month => {
                let (year, month) = add_months(day.year(), day.month(), shift)?;
                Self::Month(year, month)
            }
            Unit::Quarter => {
                let (year, month) = add_months(day.year(), day.month(), shift.checked_mul(3)?)?;
                Self::Quarter(year, (month - 1) / 3 + 1)
            }
            Unit::Year => Self::Year(valid_year(day.year().checked_add(small)?)?),
            Unit::Decade => Self::Decade(valid_year(day.year().checked_add(small.checked_mul(10)?)?)? / 10),
            Unit::Century => {
                Self::Century(valid_year(day.year().checked_add(small.checked_mul(100)?)?)? / 100)
            }
        })
    }
}

/// Years that news and history name.
pub(super) fn valid_year(year: i16) -> Option<i16> {
    (1..=9998).contains(&year).then_some(year)
}

/// `day` moved by `count` days, if that is in the calendar.
pub(super) fn add_days(day: Date, count: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(count).ok()?).ok()
}

fn add_months(year: i16, month: i8, count: i64) -> Option<(i16, i8)> {
    let months = (i64::from(year) * 12 + i64::from(month) - 1).checked_add(count)?;
    let year = valid_year(i16::try_from(months.div_euclid(12)).ok()?)?;
    Some((year, i8::try_from(months.rem_euclid(12)).ok()? + 1))
}

/// The Monday of the week of `day`.
pub(super) fn monday(day: Date) -> Date {
    add_days(day, -i64::from(day.weekday().to_monday_zero_offset())).unwrap_or(day)
}

/// The `number`-th weekday of a month, counted from its end where negative.
pub(super) fn nth_weekday(year: i16, month: i8, weekday: i8, number: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(number, weekday).ok()
}

/// "2031-01-12".
pub(super) fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn units_around_a_day() {
        let day = date(2031, 1, 14);
        for (unit, shift, value) in [
            (Unit::Day, -1, "2031-01-13"),
            (Unit::Week, -1, "2031-W02"),
            (Unit::Weekend, 0, "2031-W03-WE"),
            (Unit::Month, -1, "2030-12"),
            (Unit::Quarter, -1, "2030-Q4"),
            (Unit::Year, 1, "2032"),
            (Unit::Decade, -1, "202"),
            (Unit::Century, 0, "20"),
        ] {
            let found = Granule::around(day, unit, shift).map(|granule| granule.value());
            assert_eq!(found.as_deref(), Some(value));
        }
        assert_eq!(Granule::around(day, Unit::Year, 1 << 40), None);
    }

    #[test]
    fn lengths() {
        assert_eq!(Unit::Year.length(2.5), "P2Y6M");
        assert_eq!(Unit::Minute.length(1.5), "PT1M30S");
        assert_eq!(Unit::Fortnight.length(1.0), "P2W");
        assert_eq!(Unit::Day.length(0.5), "P0.5D");
        assert_eq!(Unit::Decade.length(4.0), "P40Y");
    }
}
