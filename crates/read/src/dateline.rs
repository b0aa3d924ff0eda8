//! The dateline that opens a news text: "YENIKALE, Jan 12 (CPS) -", "Port Corrow — ".

use crate::dates::{self, Given};
use crate::words::Words;
use headwater_text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// What a dateline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// From the place to the dash.
    pub span: Span,
    /// Date as written, and where.
    pub date: Option<Span>,
    /// Agency as written, and where.
    pub agency: Option<Span>,
}

/// Datelines are short: place, region, date, agency.
const LONGEST_BYTES: usize = 120;

/// Finds the dateline at byte `from` of `text`, leading white space aside.
pub(crate) fn find(text: &str, from: usize) -> Option<Dateline> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        // Place: capitalised words, parts divided by commas or slashes. Date and agency: told apart afterwards.
        let word = r"[\p{Lu}][\p{L}\p{M}.'’-]*";
        let small = r"(?:(?:al|el|an|as|de|del|la|le|of|the|upon|sur|am)[ -])?";
        let place = format!(r"{small}{word}(?:[ -]{small}{word}){{0,4}}");
        let places = format!(r"(?P<place>{place}(?:(?:, ?|/){place}){{0,2}})");
        let date = r"(?:,? (?P<date>(?:\p{L}+\.? \d{1,2}|\d{1,2} \p{L}+\.?)(?:,? \d{4})?))?,?";
        let agency = r"(?: ?\((?P<agency>[^()\n]{2,40})\)| ?/(?P<slashed>[^/\n]{2,40})/)?";
        let dash = r"(?: ?(?P<dash>--|[–—―])\s?| (?P<hyphen>-)\s|(?P<colon>:)\s)";
        Regex::new(&format!(r"^\s*(?:{places}{date})?{agency}{dash}")).expect("a valid pattern")
    });
    let rest = text.get(from..)?;
    let mut end = rest.len().min(LONGEST_BYTES);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let found = FORM.captures(&rest[..end])?;
    let spanned = |name: &str| found.name(name).map(|part| Span::new(from + part.start(), from + part.end()));
    let whole = found.get(0)?;
    let mut date = spanned("date").filter(|span| is_date(span.of(text)));
    let mut agency = spanned("agency").or_else(|| spanned("slashed"));
    if let Some(inside) = agency.filter(|span| is_date(span.of(text))) {
        date = date.or(Some(inside));
        agency = None;
    }
    let agency = agency.filter(|span| names_somebody(span.of(text)));
    if found.name("date").is_some() && date.is_none() {
        return None;
    }
    let place = spanned("place");
    if date.is_none() && agency.is_none() {
        // A bare place: only with a dash that sets it off, and a sentence that starts after it.
        let next = text[from + whole.end()..].trim_start().chars().next()?;
        let capital = next.is_uppercase() || next.is_numeric() || "\"“‘'«`$€£".contains(next);
        let shouted = place.is_some_and(|span| !span.of(text).chars().any(char::is_lowercase));
        let set_off = found.name("dash").is_some() || (found.name("hyphen").is_some() && shouted);
        if !(capital && set_off && place.is_some()) {
            return None;
        }
    } else if found.name("colon").is_some() && (place.is_none() || agency.is_none()) {
        return None;
    }
    Some(Dateline { span: Span::new(from, from + whole.end()).trim(text), date, agency })
}

/// The date of a dateline; one without year takes the year that brings it nearest to `near` ("YYYY-...").
pub(crate) fn date(words: &str, near: Option<&str>) -> Option<Given> {
    if let Some(given) = dates::read(words) {
        return Some(given);
    }
    let near = near?;
    let year: i16 = near.get(..4)?.parse().ok()?;
    let known = match dates::read(near.get(..10).unwrap_or(near)) {
        Some(Given::Clear(moment)) => moment.interval.earliest.as_second(),
        _ => return None,
    };
    [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| match dates::read(&format!("{words} {year}")) {
            Some(Given::Clear(moment)) => Some(moment),
            _ => None,
        })
        .min_by_key(|moment| (moment.interval.earliest.as_second() - known).abs())
        .map(Given::Clear)
}

/// Month and day, with or without year.
fn is_date(words: &str) -> bool {
    let months = &Words::english().months;
    let month =
        words.split(|c: char| !c.is_alphabetic()).any(|word| months.contains_key(&word.to_lowercase()));
    month && words.bytes().any(|b| b.is_ascii_digit())
}

fn names_somebody(words: &str) -> bool {
    words.starts_with(char::is_uppercase) && words.split_whitespace().count() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, Option<&str>, Option<&str>)>) {
        let got = find(text, 0);
        let got =
            got.as_ref().map(|d| (d.span.of(text), d.date.map(|s| s.of(text)), d.agency.map(|s| s.of(text))));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn forms_of_datelines() {
        check(
            "SARNITZ, May 3 (OPN) - The town",
            Some(("SARNITZ, May 3 (OPN) -", Some("May 3"), Some("OPN"))),
        );
        check(
            "LUNDERBY (Norrland Wire) — Rain",
            Some(("LUNDERBY (Norrland Wire) —", None, Some("Norrland Wire"))),
        );
        check(
            "MADINAT AL-SALAM, 3 May 2031 /NPR Wire/ -- Rain",
            Some(("MADINAT AL-SALAM, 3 May 2031 /NPR Wire/ --", Some("3 May 2031"), Some("NPR Wire"))),
        );
        check("Port Lowell — Two ships", Some(("Port Lowell —", None, None)));
        check("SARNITZ - “We wait,” she said", Some(("SARNITZ -", None, None)));
        check(
            "ST. OLAF, North Reach, Jan. 2 – Snow",
            Some(("ST. OLAF, North Reach, Jan. 2 –", Some("Jan. 2"), None)),
        );
        check("(OPN) - Snow fell", Some(("(OPN) -", None, Some("OPN"))));
        check("SARNITZ (May 3) - Snow fell", Some(("SARNITZ (May 3) -", Some("May 3"), None)));
        check("Sarnitz — a town of mills — sleeps", None);
        check("The mayor – who had left – spoke", None);
        check("Sarnitz-based firms fell", None);
        check("The Union (OPN) said on Monday", None);
        check("Two people - both men - died", None);
    }

    #[test]
    fn a_day_without_year_goes_to_the_nearest() {
        let year = |words, near| match date(words, near) {
            Some(Given::Clear(moment)) => moment.value,
            other => format!("{other:?}"),
        };
        assert_eq!(year("Dec 31", Some("2031-01-01T04:00:00Z")), "2030-12-31");
        assert_eq!(year("Jan. 12", Some("2031-01-12")), "2031-01-12");
        assert_eq!(date("Jan. 12", None), None);
    }
}
