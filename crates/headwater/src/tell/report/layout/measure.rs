//! How wide text is, at most, in the faces that browsers choose.

use super::Class;

/// Widths in em of the widest faces that browsers choose by these styles, DejaVu Sans and DejaVu Serif Italic, as a browser measures
/// them, class by class and rounded up.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' | '’' | '‘' | '·' | '`' | ' ' => 0.34,
        'f' | 't' | 'r' | 'I' | 'J' | '(' | ')' | '[' | ']' | '/' | '-' => 0.42,
        's' | 'c' | 'z' | 'v' | 'x' | 'y' | '“' | '”' | '"' => 0.59,
        'w' => 0.86,
        'm' | 'M' | 'W' | '%' | '@' | '—' | '…' => 1.0,
        'A'..='Z' => 0.79,
        'a'..='z' | '0'..='9' => 0.64,
        c if (c as u32) < 0x300 => 0.84,
        c if (0x300..0x370).contains(&(c as u32)) => 0.0,
        c if (c as u32) < 0x1100 => 0.84,
        _ => 1.05,
    }
}

fn size(class: Class) -> f64 {
    // Semi-bold is set bold where a face has nothing between: an eighth wider.
    const BOLD: f64 = 1.125;
    match class {
        Class::Origin => 14.0 * BOLD,
        Class::Name => 13.0 * BOLD,
        Class::About | Class::Loss | Class::Inferred => 12.0,
        Class::Words => 13.5,
    }
}

/// Width of `text` in pixels, at most.
pub(in crate::tell::report) fn width(text: &str, class: Class) -> f64 {
    text.chars().map(em).sum::<f64>() * size(class)
}

/// `text`, with an ellipsis where it would be wider than `room`.
pub(in crate::tell::report) fn fit(text: &str, class: Class, room: f64) -> String {
    if width(text, class) <= room {
        return text.to_owned();
    }
    let size = size(class);
    let mut used = em('…') * size;
    let mut kept = String::new();
    for c in text.chars() {
        used += em(c) * size;
        if used > room {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']))
}

/// `text` in at most `lines` lines of `room`, the last one cut.
pub(in crate::tell::report) fn wrap(text: &str, class: Class, room: f64, lines: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest: &str = text.trim();
    while !rest.is_empty() && found.len() + 1 < lines && width(rest, class) > room {
        let mut end = 0;
        for (at, _) in rest.match_indices(' ') {
            if width(&rest[..at], class) > room {
                break;
            }
            end = at;
        }
        if end == 0 {
            break;
        }
        found.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    if !rest.is_empty() {
        found.push(fit(rest, class, room));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_fits_or_is_cut() {
        let long = "a word ".repeat(40);
        for room in [20.0, 60.0, 300.0] {
            assert!(width(&fit(&long, Class::Name, room), Class::Name) <= room.max(20.0), "{room}");
            for line in wrap(&long, Class::Words, room, 3) {
                assert!(width(&line, Class::Words) <= room, "{line} in {room}");
            }
        }
        assert_eq!(fit("Dnevka", Class::Name, 100.0), "Dnevka");
        assert_eq!(wrap("one two three", Class::Name, 72.0, 2), ["one two", "three"]);
        assert!(wrap("", Class::Name, 60.0, 2).is_empty());
    }
}
