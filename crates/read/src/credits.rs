//! Credits of a whole article to somebody else, told by form: a name in the byline, at the end, in a note.

use crate::words::Words;
use headwater_text::{Credit, CreditKind, Document, Span};

/// Adds a credit unless it is to the document's own outlet or stands already.
pub(crate) fn add(doc: &mut Document, kind: CreditKind, to: &str, span: Option<Span>) {
    let to = to.trim().trim_end_matches(['.', ',']);
    if to.is_empty() {
        return;
    }
    let own = kind != CreditKind::Photo && doc.outlet.as_deref().is_some_and(|outlet| same_body(outlet, to));
    let credit = Credit { kind, to: to.to_owned(), span };
    if !own && !doc.credits.contains(&credit) {
        doc.credits.push(credit);
    }
}

/// Finds a body in the byline: "Norrland Wire", "Ada Brandt, OPN", "OPN staff".
pub(crate) fn of_byline(doc: &mut Document) {
    let Some(author) = doc.author.clone() else { return };
    let parts = author
        .split([',', '|', '/', ';'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" for "));
    for part in parts {
        let name: Vec<&str> =
            part.split_whitespace().filter(|word| !Words::english().byline_word("staff", word)).collect();
        let name = name.join(" ");
        if is_body(&name) {
            add(doc, CreditKind::Byline, &name, None);
        }
    }
}

/// Whether a name has the form of an agency's or outlet's rather than a person's.
pub(crate) fn is_body(name: &str) -> bool {
    let words = Words::english();
    let name = name.trim();
    let parts: Vec<&str> = name.split_whitespace().collect();
    let Some(first) = parts.first() else { return false };
    let acronym = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        // Initials of a person carry points; a surname in capitals is longer.
        (2..=5).contains(&letters) && word.chars().all(|c| c.is_uppercase() || c == '-')
    };
    let known = |word: &str| {
        words.byline_word("agency", word)
            || words.byline_word("name", word)
            || words.byline_word("outlet", word)
    };
    if !name.starts_with(char::is_uppercase) && !first.eq_ignore_ascii_case("the") {
        return false;
    }
    match parts.len() {
        1 => acronym(first) || known(first),
        2..=6 => {
            let last = parts.last().unwrap_or(first);
            first.eq_ignore_ascii_case("the")
                || known(last)
                || (parts.len() == 2 && acronym(first) && acronym(last))
        }
        _ => false,
    }
}

/// Whether two names are of one body: equal, one the beginning of the other, or one the other's initials.
pub(crate) fn same_body(a: &str, b: &str) -> bool {
    let plain = |name: &str| {
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        match words.split_first() {
            Some((first, rest)) if first == "the" && !rest.is_empty() => rest.to_vec(),
            _ => words,
        }
    };
    let initials = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let (a, b) = (plain(a), plain(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    a.starts_with(&b)
        || b.starts_with(&a)
        || (a.len() == 1 && b.len() > 1 && a[0] == initials(&b))
        || (b.len() == 1 && a.len() > 1 && b[0] == initials(&a))
}

/// A sign-off at the end of `line`: "— OPN", "(OPN)", "Source: Norrland Wire". Where in the text the whole
/// stands, and the name.
pub(crate) fn sign_off(text: &str, line: Span) -> Option<(Span, Span)> {
    let words = line.of(text);
    let lower = words.to_lowercase();
    if let Some(rest) = ["source:", "sources:", "source -"].iter().find_map(|label| lower.strip_prefix(label))
    {
        let start = line.end - rest.len();
        // Lower case may change lengths outside ASCII; then the offset would lie.
        let name = (lower.len() == words.len()).then(|| Span::new(start, line.end).trim(text))?;
        return capitalised(name.of(text)).then_some((line, name));
    }
    let tail_start = floor(words, words.len().saturating_sub(60));
    let tail = &words[tail_start..];
    let base = line.start + tail_start;
    if let Some(open) = tail.rfind('(').filter(|_| tail.ends_with(')')) {
        let name = Span::new(base + open + 1, line.end - 1).trim(text);
        let whole = Span::new(base + open, line.end);
        return (ends_sentence(&tail[..open]) && is_body(name.of(text))).then_some((whole, name));
    }
    let (dash, mark) = tail
        .char_indices()
        .rfind(|(_, c)| matches!(c, '—' | '–' | '―'))
        .or_else(|| tail.starts_with('-').then_some((0, '-')))?;
    let name = Span::new(base + dash + mark.len_utf8(), line.end).trim(text);
    let name = name.trim_matches(text, |c| c == '-' || c == ' ' || c == '.');
    (ends_sentence(&tail[..dash]) && is_body(name.of(text)))
        .then_some((Span::new(base + dash, line.end), name))
}

/// The name that starts at the head of `words`, as long as capitals and joining words go on.
pub(crate) fn leading_name(words: &str) -> Option<&str> {
    let mut end = 0;
    let mut at = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let joins = matches!(bare, "the" | "of" | "and" | "&" | "for" | "de" | "del" | "la" | "al" | "der");
        if bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || bare.contains(".") && end == 0 {
            end = at + bare.trim_end_matches([',', ';', ':', '.', ')', '”', '"', '’', '!']).len();
            if bare.ends_with([',', ';', ':', '.', ')', '”', '"', '!']) {
                break;
            }
        } else if !joins {
            break;
        }
        at += word.len();
    }
    let name = words[..end].trim().trim_start_matches(['“', '"', '*', '_']);
    (!name.is_empty()).then_some(name)
}

fn capitalised(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 6
}

fn ends_sentence(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', '’', '\''])
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_by_form() {
        for (name, expected) in [
            ("OPN", true),
            ("Norrland Wire", true),
            ("the Associated Observers", true),
            ("Reuters", true),
            ("Ada Brandt", false),
            ("J. R. Brandt", false),
            ("Maria de la Cruz", false),
            ("bbc", false),
        ] {
            assert_eq!(is_body(name), expected, "{name}");
        }
    }

    #[test]
    fn sign_offs_by_form() {
        for (line, expected) in [
            ("— OPN", Some("OPN")),
            ("(Norrland Wire)", Some("Norrland Wire")),
            ("Source: Norrland Wire", Some("Norrland Wire")),
            ("The river fell overnight. (OPN)", Some("OPN")),
            ("“It is over,” he said. — OPN", Some("OPN")),
            ("The union of the plains (OPN)", None),
            ("He left the town — Sarnitz", None),
            ("— Ada Brandt", None),
        ] {
            let got = sign_off(line, Span::new(0, line.len())).map(|(_, name)| name.of(line));
            assert_eq!(got, expected, "{line}");
        }
    }

    #[test]
    fn own_outlet_is_no_credit() {
        assert!(same_body("Northern Press Service", "NPS"));
        assert!(same_body("The Courier", "Courier"));
        assert!(same_body("Norrland Wire", "Norrland"));
        assert!(!same_body("The Courier", "OPN"));
    }

    #[test]
    fn names_after_a_phrase() {
        assert_eq!(
            leading_name("The Ledger of Port Lowell, under licence"),
            Some("The Ledger of Port Lowell")
        );
        assert_eq!(leading_name("the Harbour Post."), Some("the Harbour Post"));
        assert_eq!(leading_name("a newspaper"), None);
    }
}
