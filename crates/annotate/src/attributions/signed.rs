//! Quotations with the speaker's name behind a dash, as readers' voices and epigraphs are set: `"It is over." — Ana Ruiz, nurse`.

use super::stream::{Kind, Token, Unit, plain};
use super::verbs::finite;
use super::vocabulary::Vocabulary;
use headwater_text::{Attribution, Quotation, QuoteKind, Span};

/// More words than this are no signature.
const LONGEST: usize = 14;

/// Attributions by signature. The name stands behind the quotation, or alone in the paragraph below it.
pub(super) fn find(
    text: &str,
    units: &[Unit],
    quotations: &[Quotation],
    vocabulary: &Vocabulary,
) -> Vec<Attribution> {
    let paragraphs: Vec<Vec<&Token>> = units
        .chunk_by(|a, b| a.paragraph == b.paragraph)
        .map(|units| units.iter().flat_map(|unit| &unit.tokens).collect())
        .collect();
    let mut found = Vec::new();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        if let [quote] = paragraph[..]
            && quotation(quote.span, quotations).is_some_and(|quotation| !quotation.closed)
        {
            found.extend(never_closed(text, quote.span, vocabulary));
            continue;
        }
        let quoted = paragraph.iter().take_while(|token| token.is_quote()).count();
        let Some(Signature { dash, name }) = signature(&paragraph[quoted..], vocabulary) else { continue };
        let above = || n.checked_sub(1).map(|above| &paragraphs[above]);
        let speech = if quoted > 0 {
            spans(&paragraph[..quoted])
        } else {
            above()
                .filter(|above| above.iter().all(|token| token.is_quote()))
                .map(|above| spans(above))
                .unwrap_or_default()
        };
        let content = from_its_beginning(speech, quotations);
        if content.iter().any(|piece| !is_scare(*piece, quotations)) {
            found.push(made(dash, name, content));
        }
    }
    found
}

/// A quotation whose closing mark was forgotten before the dash.
fn never_closed(text: &str, quote: Span, vocabulary: &Vocabulary) -> Option<Attribution> {
    let words = quote.of(text);
    let at = words.rfind(['—', '―']).or_else(|| words.rfind("--"))?;
    let tokens = plain(text, Span::new(quote.start + at, quote.end), vocabulary);
    let Signature { dash, name } = signature(&tokens.iter().collect::<Vec<_>>(), vocabulary)?;
    let content = Span::new(quote.start, quote.start + at).trim(text);
    (content.len() > name.len()).then(|| made(dash, name, vec![content]))
}

fn made(dash: Span, name: Span, content: Vec<Span>) -> Attribution {
    Attribution {
        source: vec![name],
        cue: vec![dash],
        content,
        quote: QuoteKind::Direct,
        found_by: "signed",
        ..Attribution::default()
    }
}

struct Signature {
    dash: Span,
    name: Span,
}

/// A dash and a name up to the end, with what stands in apposition to it.
fn signature(tokens: &[&Token], vocabulary: &Vocabulary) -> Option<Signature> {
    let dashes = tokens.iter().take_while(|token| token.kind == Kind::Dash).count();
    let (dashes, mut rest) = tokens.split_at(dashes);
    while let [before @ .., last] = rest
        && last.kind == Kind::Stop
    {
        rest = before;
    }
    let (first, last) = (rest.first()?, rest.last()?);
    let name = first.kind == Kind::Word
        && first.capital
        && rest.len() <= LONGEST
        && rest
            .iter()
            .all(|token| !token.is_quote() && token.kind != Kind::Dash && token.kind != Kind::Colon)
        && !rest.iter().any(|token| finite(token, vocabulary));
    name.then_some(Signature {
        dash: dashes.first()?.span.cover(dashes.last()?.span),
        name: first.span.cover(last.span),
    })
}

fn spans(tokens: &[&Token]) -> Vec<Span> {
    tokens.iter().map(|token| token.span).collect()
}

/// With the paragraphs above that the speech began in.
fn from_its_beginning(mut speech: Vec<Span>, quotations: &[Quotation]) -> Vec<Span> {
    while let Some(above) = speech
        .first()
        .and_then(|first| quotation(*first, quotations)?.continues)
        .and_then(|above| quotations.get(above))
    {
        speech.insert(0, above.outer);
    }
    speech
}

fn quotation(piece: Span, quotations: &[Quotation]) -> Option<&Quotation> {
    let index = quotations.partition_point(|quotation| quotation.outer.start < piece.start);
    quotations.get(index).filter(|quotation| quotation.outer == piece)
}

fn is_scare(piece: Span, quotations: &[Quotation]) -> bool {
    quotation(piece, quotations).is_none_or(|quotation| quotation.scare)
}
