//! Quotation marks of every style, paired.
//!
//! Marks are paired inside one paragraph with a stack, so that one missing mark spoils no more than its paragraph.
//! The only thing that outlives a paragraph is a quotation left open where the next paragraph opens with a mark
//! again, as newspapers set long speeches.

use headwater_text::{Paragraph, Quotation, Span};

/// Fewer words than this, unpunctuated, are no speech.
const SCARE_WORDS: usize = 4;
/// A title may be longer if all its longer words have capitals.
const TITLE_WORDS: usize = 8;

/// Deeper nesting is noise, and would make pairing slow.
const DEPTH: usize = 8;

/// Which marks go together. Double marks of all shapes mix in practice ("typed so”).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Low,
    LowSingle,
    Guillemet,
    SingleGuillemet,
}

/// What a mark may do where it stands, by its shape and its neighbours.
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    family: Family,
    opens: bool,
    closes: bool,
    /// Opens only if nothing is there to close: straight marks between two words.
    doubtful: bool,
    /// For single marks: a later mark of the paragraph closes, before another one opens.
    closer_follows: bool,
    /// A closing single mark that may be the possessive of a plural: "the riders’ union".
    possessive: bool,
}

/// An opening mark that waits for its closing one.
struct Open {
    family: Family,
    /// Index into the quotations found so far.
    index: usize,
}

/// Every quotation of `text`, in order.
pub fn find(text: &str, paragraphs: &[Paragraph]) -> Vec<Quotation> {
    let mut found: Vec<Option<Quotation>> = Vec::new();
    let mut carried: Option<Open> = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let marks = marks(text, paragraph.span);
        let next_family = (paragraphs.get(number + 1)).and_then(|next| first_family(text, next.span));
        carried = pair(text, paragraph.span, &marks, next_family, carried, &mut found);
    }
    compact(text, found)
}

/// Pairs the marks of one paragraph; gives back the quotation that it leaves open, if the next one carries it on.
fn pair(
    text: &str,
    paragraph: Span,
    marks: &[Mark],
    next_family: Option<Family>,
    mut carried: Option<Open>,
    found: &mut Vec<Option<Quotation>>,
) -> Option<Open> {
    let nests = nests(text, marks);
    let mut stack: Vec<Open> = Vec::new();
    for mark in marks {
        let top = stack.iter().rposition(|open| closes(open.family, mark, text));
        let may_close = mark.closes && !(mark.possessive && mark.closer_follows);
        if let (Some(top), true) = (top, may_close) {
            for open in stack.drain(top + 1..) {
                // An inner mark without partner was an apostrophe or a slip.
                found[open.index] = None;
            }
            if let Some(open) = stack.pop()
                && let Some(quotation) = &mut found[open.index]
            {
                quotation.inner.end = mark.span.start;
                quotation.outer.end = mark.span.end;
                quotation.closed = true;
            }
            continue;
        }
        let waits = stack.iter().any(|open| open.family == mark.family);
        if !mark.opens || (mark.doubtful && waits) || stack.len() >= DEPTH {
            continue;
        }
        let starts_paragraph = mark.span.start == paragraph.start;
        if mark.family == Family::Single && !mark.closer_follows {
            let goes_on = stack.is_empty() && next_family == Some(Family::Single);
            let ends_here =
                starts_paragraph && carried.as_ref().is_some_and(|open| open.family == mark.family);
            if !goes_on && !ends_here {
                continue;
            }
        }
        if waits && !nests && mark.family == Family::Double {
            // A mark was forgotten: what was open ends before this one.
            for open in stack.drain(..) {
                if let Some(quotation) = &mut found[open.index] {
                    let cut = Span::new(quotation.outer.start, mark.span.start).trim(text);
                    quotation.outer.end = cut.end;
                    quotation.inner.end = cut.end.max(quotation.inner.start);
                }
            }
        }
        let continues =
            (carried.take_if(|open| starts_paragraph && open.family == mark.family)).map(|open| open.index);
        stack.push(Open { family: mark.family, index: found.len() });
        found.push(Some(Quotation {
            outer: Span::new(mark.span.start, paragraph.end),
            inner: Span::new(mark.span.end, paragraph.end),
            closed: false,
            continues,
            scare: false,
        }));
    }
    stack.into_iter().next().filter(|open| next_family == Some(open.family))
}

/// Whether `mark` can close what a mark of `open` opened.
fn closes(open: Family, mark: &Mark, text: &str) -> bool {
    let words = mark.span.of(text);
    match open {
        Family::Low => matches!(words, "“" | "”" | "\"" | "''"),
        Family::LowSingle => matches!(words, "‘" | "’"),
        other => other == mark.family && words != "“" && words != "``" && words != "‘",
    }
}

/// Whether double marks of the paragraph nest: curly ones in balance. Otherwise a second opening mark means that a
/// closing one is missing.
fn nests(text: &str, marks: &[Mark]) -> bool {
    let mut depth = 0_i64;
    for mark in marks.iter().filter(|mark| mark.family == Family::Double) {
        match mark.span.of(text) {
            "“" | "``" => depth += 1,
            "”" | "''" => depth -= 1,
            _ => return false,
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// The family of the mark that opens a paragraph.
fn first_family(text: &str, paragraph: Span) -> Option<Family> {
    let words = paragraph.of(text);
    let first = words.chars().next()?;
    let family = match first {
        '"' | '“' | '”' => Family::Double,
        '`' if words.starts_with("``") => Family::Double,
        '\'' if words.starts_with("''") => Family::Double,
        '\'' | '‘' => Family::Single,
        '„' => Family::Low,
        '«' | '»' => Family::Guillemet,
        _ => return None,
    };
    Some(family)
}

/// All marks of a paragraph that can be quotation marks, in order.
fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let words = paragraph.of(text);
    let mut marks: Vec<Mark> = Vec::new();
    let mut previous: Option<char> = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let twin = matches!(c, '\'' | '`') && words[end..].starts_with(c);
        if twin {
            chars.next();
            end += c.len_utf8();
        }
        let next = words[end..].chars().next();
        let span = Span::new(paragraph.start + at, paragraph.start + end);
        if let Some(mark) = read(c, twin, span, previous, next, &words[end..]) {
            marks.push(mark);
        }
        previous = Some(c);
    }
    let mut follows = [false; 2];
    for mark in marks.iter_mut().rev() {
        let side = match mark.family {
            Family::Single => 0,
            Family::SingleGuillemet => 1,
            _ => continue,
        };
        mark.closer_follows = follows[side];
        follows[side] = mark.closes || (follows[side] && !mark.opens);
    }
    marks
}

/// Reads one mark from its shape and its neighbours.
fn read(
    c: char,
    twin: bool,
    span: Span,
    previous: Option<char>,
    next: Option<char>,
    rest: &str,
) -> Option<Mark> {
    let before_word = next.is_some_and(|c| !c.is_whitespace());
    let after_word = previous.is_some_and(|c| !c.is_whitespace() && !is_lead(c));
    let inside = previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    let straight = |family| {
        let measure = previous.is_some_and(|c| c.is_ascii_digit() || c == '\'' || c == '’')
            && !next.is_some_and(char::is_alphabetic);
        Mark {
            span,
            family,
            opens: before_word && !measure && (!after_word || inside),
            closes: after_word || !before_word,
            doubtful: inside,
            closer_follows: false,
            possessive: false,
        }
    };
    let shaped = |family, opens, closes| Mark {
        span,
        family,
        opens,
        closes,
        doubtful: false,
        closer_follows: false,
        possessive: false,
    };
    let mark = match c {
        '"' | '＂' => straight(Family::Double),
        '\'' if twin => straight(Family::Double),
        '`' if twin => shaped(Family::Double, true, false),
        '“' | '‟' => shaped(Family::Double, before_word, true),
        // Typed the wrong way round, at the head of a paragraph, it has nothing to close.
        '”' => shaped(Family::Double, previous.is_none() && before_word, true),
        '„' => shaped(Family::Low, true, false),
        '‚' => shaped(Family::LowSingle, true, false),
        '«' => shaped(Family::Guillemet, !after_word || !before_word, after_word),
        '»' => shaped(Family::Guillemet, !after_word && before_word, true),
        '‹' => shaped(Family::SingleGuillemet, !after_word || !before_word, after_word),
        '›' => shaped(Family::SingleGuillemet, !after_word && before_word, true),
        '‘' | '\'' | '’' | '`' => {
            let glued = previous.is_some_and(char::is_alphanumeric);
            let opens = c != '’' && !glued && !after_word && before_word && !is_elision(rest);
            let closes = c != '`' && after_word && !next.is_some_and(char::is_alphanumeric);
            if !opens && !closes {
                return None;
            }
            let mut mark = shaped(Family::Single, opens, closes);
            mark.possessive = previous == Some('s') && {
                let mut after = rest.chars();
                after.next() == Some(' ') && after.next().is_some_and(char::is_lowercase)
            };
            mark
        }
        _ => return None,
    };
    Some(mark)
}

/// Characters after which a mark opens although they are no white space.
fn is_lead(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '"' | '“' | '„' | '«' | '‘' | '\'' | '`' | '_')
}

/// Left-out letters or figures, not speech: '90s, 'n'.
fn is_elision(rest: &str) -> bool {
    let mut chars = rest.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(a), Some(b), c) if a.is_ascii_digit() && b.is_ascii_digit() => {
            c.is_none_or(|c| c == 's' || !c.is_alphanumeric())
        }
        (Some(a), Some('\'' | '’'), _) => a.is_lowercase(),
        _ => false,
    }
}

/// Drops what turned out to be no quotation, renumbers, and marks what is no speech.
fn compact(text: &str, found: Vec<Option<Quotation>>) -> Vec<Quotation> {
    let mut places = Vec::with_capacity(found.len());
    let mut kept: Vec<Quotation> = Vec::new();
    for quotation in found {
        let quotation = quotation.filter(|quotation| !quotation.inner.trim(text).is_empty());
        places.push(quotation.map(|_| kept.len()));
        if let Some(mut quotation) = quotation {
            quotation.continues =
                (quotation.continues).and_then(|earlier| places.get(earlier).copied()).flatten();
            quotation.scare = quotation.closed && quotation.continues.is_none() && is_scare(text, &quotation);
            kept.push(quotation);
        }
    }
    kept
}

/// Whether the words in marks look like a title, an irony or a single term rather than speech.
fn is_scare(text: &str, quotation: &Quotation) -> bool {
    let inner = quotation.inner.of(text);
    if inner.len() > 120 || inner.ends_with(|c: char| ",.?!;:…-–—".contains(c)) {
        return false;
    }
    if inner.contains([',', ';', '?', '!']) {
        return false;
    }
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let count = inner.split_whitespace().count();
    let starts_capital = is_capital(inner.trim_start());
    // In a title the short words may be small.
    let titled = inner.split_whitespace().all(|word| word.chars().count() < 4 || is_capital(word));
    if count < SCARE_WORDS {
        return !starts_capital || titled;
    }
    count <= TITLE_WORDS && starts_capital && titled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::Segmenter;
    use headwater_text::Language;
    use proptest::prelude::*;

    fn quotations(text: &str) -> Vec<Quotation> {
        let (paragraphs, _) = Segmenter::new(&Language::english()).segment(text);
        find(text, &paragraphs)
    }

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations(text).iter().map(|q| q.inner.of(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn marks_of_every_style() {
        check("“We saw smoke,” she said.", &["We saw smoke,"]);
        check("\"We saw smoke,\" she said. \"It rose.\"", &["We saw smoke,", "It rose."]);
        check("``We saw smoke,'' she said.", &["We saw smoke,"]);
        check("''We saw smoke,'' she said.", &["We saw smoke,"]);
        check("‘We saw smoke,’ she said.", &["We saw smoke,"]);
        check("'We saw smoke,' she said.", &["We saw smoke,"]);
        check("«We saw smoke», she said.", &["We saw smoke"]);
        check("« We saw smoke », she said.", &[" We saw smoke "]);
        check("»We saw smoke«, she said.", &["We saw smoke"]);
        check("„We saw smoke“, she said.", &["We saw smoke"]);
        check("„We saw smoke”, she said.", &["We saw smoke"]);
        check("\"We saw smoke,” she said.", &["We saw smoke,"]);
        check("”We saw smoke,” she said.", &["We saw smoke,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The riders' union didn't know. It's 'gone'.", &["gone"]);
        check("In the '90s the boys’ school wasn’t there.", &[]);
        check("Rock 'n' roll isn't dead.", &[]);
        check("‘The riders’ union left,’ he said.", &["The riders’ union left,"]);
        check("'It wasn't the riders' fault,' he said.", &["It wasn't the riders' fault,"]);
        check("A 12\" pipe of 6'2\" length.", &[]);
    }

    #[test]
    fn quotations_nest() {
        check("“He said ‘go’ and left,” she said.", &["He said ‘go’ and left,", "go"]);
        check("\"He said 'go' and left,\" she said.", &["He said 'go' and left,", "go"]);
        check("``He said `go' and left,'' she said.", &["He said `go' and left,", "go"]);
        check("'He said \"go\" and left,' she said.", &["He said \"go\" and left,", "go"]);
        check("“He said “go” and left,” she said.", &["He said “go” and left,", "go"]);
    }

    #[test]
    fn a_missing_mark_spoils_one_paragraph() {
        let text = "“We saw smoke, she said.\n\nThe “boat” sank. “It broke,” he said.";
        check(text, &["We saw smoke, she said.", "boat", "It broke,"]);
        assert!(!quotations(text)[0].closed);
        check("“We saw, she said. “It rose,” he said.", &["We saw, she said.", "It rose,"]);
        check("It rose,” he said. “It fell.”", &["It fell."]);
    }

    #[test]
    fn speeches_go_on_over_paragraphs() {
        for text in [
            "“We saw smoke.\n\n“Then it sank.\n\n“All of it.” He wept.",
            "\"We saw smoke.\n\n\"Then it sank.\n\n\"All of it.\" He wept.",
            "‘We saw smoke.\n\n‘Then it sank.\n\n‘All of it.’ He wept.",
        ] {
            let found = quotations(text);
            let facts: Vec<_> = found.iter().map(|q| (q.closed, q.continues)).collect();
            assert_eq!(facts, [(false, None), (false, Some(0)), (true, Some(1))], "in {text:?}");
        }
        let closed = quotations("“We saw smoke.”\n\n“Then it sank.”");
        assert!(closed.iter().all(|q| q.continues.is_none() && q.closed));
    }

    #[test]
    fn terms_and_titles_are_no_speech() {
        for (text, scare) in [
            ("The so-called “night fleet” left.", true),
            ("Her novel “The Salt Road” sold.", true),
            ("Her song “A House Beside the River” sold.", true),
            ("“Yes,” he said.", false),
            ("“We saw smoke from there” he said.", false),
            ("“Never!” he said.", false),
        ] {
            assert_eq!(quotations(text)[0].scare, scare, "in {text:?}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_sound(text in "[ab \"'`“”‘’«»„\n.,s9é—(-]{0,120}") {
            let found = quotations(&text);
            for (index, q) in found.iter().enumerate() {
                prop_assert!(text.get(q.outer.range()).is_some() && text.get(q.inner.range()).is_some());
                prop_assert!(q.outer.contains(q.inner));
                prop_assert!(q.continues.is_none_or(|earlier| earlier < index));
                if let Some(next) = found.get(index + 1) {
                    prop_assert!(q.outer.start < next.outer.start);
                }
            }
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            quotations(&text);
        }
    }
}
