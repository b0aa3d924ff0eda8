//! Numbers as the text prints them.

use super::visible::short;
use headwater_text::Span;
use headwater_trace::Values;

/// Columns of a number with its unit.
const COLUMNS: usize = 40;

/// "about 6,200 people": the words that give the number, with what is counted.
pub(in crate::tell) fn told(text: &str, values: &Values) -> Option<String> {
    let number = values.number.filter(|number| number.is_finite())?;
    let modifier = values.modifier_words.as_deref().map_or(String::new(), |words| format!("{words} "));
    let unit = values.unit.as_deref().map_or(String::new(), |unit| format!(" {unit}"));
    let told = match values.number_span {
        Some(span) => printed(text, span, &unit),
        None => grouped(number) + &unit,
    };
    Some(short(&format!("{modifier}{told}"), COLUMNS))
}

/// The unit is added where it follows, and to bare digits, which say nothing alone ("118-metre").
fn printed(text: &str, span: Span, unit: &str) -> String {
    let words = span.of(text);
    let follows = text.get(span.end..).is_some_and(|rest| rest.starts_with(unit));
    let bare = words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if follows || bare { format!("{words}{unit}") } else { words.to_owned() }
}

/// "17 million" for 17000000, "1,250" for 1250.
fn grouped(number: f64) -> String {
    for (scale, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        let scaled = number / scale;
        if number.abs() >= scale && (scaled * 1e3).fract() == 0.0 {
            return format!("{scaled} {name}");
        }
    }
    if number.fract() != 0.0 || number.abs() >= 1e15 {
        return format!("{number}");
    }
    let digits = format!("{:.0}", number.abs());
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 && digits.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number < 0.0 { format!("-{grouped}") } else { grouped }
}

#[cfg(test)]
mod tests {
    use super::{grouped, told};
    use headwater_text::Span;
    use headwater_trace::Values;

    #[test]
    fn numbers_stand_as_printed() {
        let check = |text: &str, digits: &str, unit: &str, expected: &str| {
            let start = text.find(digits).unwrap();
            let values = Values {
                number: Some(1.0),
                unit: Some(unit.to_owned()),
                number_span: Some(Span::new(start, start + digits.len())),
                ..Values::default()
            };
            assert_eq!(told(text, &values).as_deref(), Some(expected));
        };
        check("some 6,200 people left", "6,200", "people", "6,200 people");
        check("the 118-metre wall", "118", "m", "118 m");
        check("a $17m fund", "$17m", "USD", "$17m");
    }

    #[test]
    fn numbers_read_as_in_print() {
        let check = |number: f64, expected: &str| assert_eq!(grouped(number), expected);
        check(17e6, "17 million");
        check(1.25e9, "1.25 billion");
        check(12_345.0, "12,345");
        check(2031.0, "2031");
        check(61.4, "61.4");
        check(-40_000.0, "-40,000");
        check(0.0, "0");
    }
}
