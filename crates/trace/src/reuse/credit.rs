//! Where a text names the outlet, author or address of another.

use super::frames::Frames;
use super::stopwords::Stopwords;
use super::words::{Word, Words, folded};
use headwater_text::{Annotations, CreditKind, Document, Language, Span};
use std::ops::Range;

/// Words before and after a passage in which a name credits it: about two sentences.
const NEAR: usize = 30;

/// Words at either end of a text in which a name credits the whole: dateline, byline, sign-off, note.
const EDGE: usize = 30;

/// How the words of a name must stand to be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Any: several words, or an address.
    Any,
    /// Capitals throughout: an acronym.
    Upper,
    /// A capital first.
    Capital,
    /// A capital first, "the" before it: "the Courier".
    AfterThe,
}

/// One way to name the outlet of a document, its author or its address.
#[derive(Debug, Clone)]
struct Form {
    words: Vec<Word>,
    case: Case,
}

/// Every way in which other texts can name a document's maker.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    forms: Vec<Form>,
}

/// What the language says about names of outlets.
#[derive(Debug)]
pub(super) struct OutletWords {
    titles: Vec<Word>,
    labels: Vec<Word>,
    domains: Vec<Word>,
    the: Option<Word>,
}

impl OutletWords {
    pub(super) fn of(language: &Language) -> Self {
        let kind = |kind: &str| {
            let mut words: Vec<Word> = language
                .table("outlet_words")
                .iter()
                .filter(|row| row.cell(1) == kind)
                .flat_map(|row| folded(row.key()))
                .collect();
            words.sort_unstable();
            words
        };
        Self {
            titles: kind("title"),
            labels: kind("label"),
            domains: kind("domain"),
            the: folded("the").first().copied(),
        }
    }

    fn is(list: &[Word], word: Word) -> bool {
        list.binary_search(&word).is_ok()
    }
}

impl Names {
    /// The names of `document`, whose words are `words`.
    pub(super) fn of(document: &Document, words: &Words, table: &OutletWords, stopwords: &Stopwords) -> Self {
        let mut names = Self::default();
        if let Some(outlet) = &document.outlet {
            names.add_outlet(outlet, words, table, stopwords);
        }
        if let Some(host) = document.url.as_deref().and_then(host) {
            names.add(folded(host), Case::Any);
        }
        if let Some(author) = &document.author {
            let author = folded(author);
            if author.len() > 1 {
                names.add(author, Case::Any);
            }
        }
        if document.outlet.is_none() && document.url.is_none() {
            names.add_addresses(document, words, table);
        }
        names
    }

    fn add(&mut self, words: Vec<Word>, case: Case) {
        if !words.is_empty() {
            self.forms.push(Form { words, case });
        }
    }

    /// The full name, its acronym, its title word, its first word where the rest only says what it is.
    fn add_outlet(&mut self, outlet: &str, own: &Words, table: &OutletWords, stopwords: &Stopwords) {
        let mut name = folded(outlet);
        if name.len() > 1 && name.first().copied() == table.the {
            name.remove(0);
        }
        let (Some(&first), Some(&last)) = (name.first(), name.last()) else {
            return;
        };
        if name.len() == 1 {
            self.add(name, Case::Capital);
            return;
        }
        let capitals: String = outlet
            .split(|c: char| !c.is_alphanumeric())
            .filter_map(|word| word.chars().next())
            .filter(|initial| initial.is_uppercase())
            .collect();
        for acronym in [capitals.as_str(), capitals.strip_prefix('T').unwrap_or("")] {
            if acronym.chars().count() == name.len() {
                self.add(folded(acronym), Case::Upper);
            }
        }
        let is_title = |word: &Word| OutletWords::is(&table.titles, *word);
        for &word in name.iter().filter(|word| is_title(word)) {
            self.add(vec![word], Case::AfterThe);
        }
        // "the Evening News" of the Ostrand Evening News.
        for from in (1..name.len() - 1).filter(|_| is_title(&last)) {
            self.add(name[from..].to_vec(), Case::AfterThe);
        }
        let generic = |word: &Word| OutletWords::is(&table.labels, *word) || is_title(word);
        let labelled = OutletWords::is(&table.labels, last);
        if labelled && !generic(&first) && name[1..].iter().all(generic) && !is_place(own, &name, stopwords) {
            self.add(vec![first], Case::Capital);
        }
        self.add(name, Case::Any);
    }

    /// Where a text records no outlet: the addresses in its own furniture and last paragraph ("... is editor of word.com").
    fn add_addresses(&mut self, document: &Document, words: &Words, table: &OutletWords) {
        let last = words.last_paragraph();
        let edge = last.max(words.len().saturating_sub(2 * EDGE));
        for at in 0..words.len().saturating_sub(1) {
            if !OutletWords::is(&table.domains, words.ids[at + 1]) {
                continue;
            }
            let (one, next) = (words.place(at), words.place(at + 1));
            let own = at >= edge || document.furniture.iter().any(|span| span.contains(one));
            if own && Span::new(one.end, next.start).of(&document.text) == "." {
                self.add(words.ids[at..at + 2].to_vec(), Case::Any);
            }
        }
    }

    /// The names of an outlet of which no document is at hand.
    fn of_outlet(outlet: &str, table: &OutletWords, stopwords: &Stopwords) -> Self {
        let mut names = Self::default();
        names.add_outlet(outlet, &Words::default(), table, stopwords);
        names
    }

    /// Whether one of them is `name` as written.
    pub(super) fn has(&self, name: &str) -> bool {
        let mut words = folded(name);
        let plain = words.split_off(usize::from(words.len() > 1 && words.first() == folded("the").first()));
        self.forms.iter().any(|form| form.words == plain)
    }

    /// Where the first of them stands among words `range` of `document` that `fits`.
    fn first(
        &self,
        document: &Document,
        words: &Words,
        range: Range<usize>,
        table: &OutletWords,
        mut fits: impl FnMut(Span) -> bool,
    ) -> Option<Span> {
        let end = range.end.min(words.len());
        let range = range.start.min(end)..end;
        // Most texts name no outlet but their own: one look at all words for each form, before any is read closely.
        let within = &words.ids[range.clone()];
        let known = |form: &&Form| form.words.first().is_some_and(|first| within.contains(first));
        let forms: Vec<&Form> = self.forms.iter().filter(known).collect();
        if forms.is_empty() {
            return None;
        }
        range.into_iter().find_map(|at| {
            let form = forms.iter().find(|form| form.stands(document, words, at, end, table))?;
            Some(words.place(at).cover(words.place(at + form.words.len() - 1))).filter(|span| fits(*span))
        })
    }
}

impl Form {
    fn stands(&self, document: &Document, words: &Words, at: usize, end: usize, table: &OutletWords) -> bool {
        let to = at + self.words.len();
        if to > end || words.ids[at..to] != self.words[..] {
            return false;
        }
        let written = words.place(at).of(&document.text);
        match self.case {
            Case::Any => true,
            Case::Upper => written.chars().all(char::is_uppercase),
            Case::Capital => words.is_capital(at),
            Case::AfterThe => words.is_capital(at) && at > 0 && Some(words.ids[at - 1]) == table.the,
        }
    }
}

/// Whether the first word of `name` stands alone behind a function word in the outlet's own text ("in Ostrand"), as
/// the name of its town does.
fn is_place(own: &Words, name: &[Word], stopwords: &Stopwords) -> bool {
    (1..own.len()).any(|at| {
        own.ids[at] == name[0] && own.ids.get(at + 1) != name.get(1) && stopwords.has(own.ids[at - 1])
    })
}

/// The host of an address without "www.".
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.contains('.').then_some(host)
}

/// Whether two documents come from one outlet.
pub(super) fn same_outlet(one: &Document, other: &Document) -> bool {
    let hosts = (one.url.as_deref().and_then(host), other.url.as_deref().and_then(host));
    match (&one.outlet, &other.outlet) {
        (Some(one), Some(other)) => folded(one) == folded(other),
        _ => matches!(hosts, (Some(one), Some(other)) if one == other),
    }
}

/// Where a taker names the maker of what it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Naming {
    pub(super) span: Span,
    /// Whether the taker says it in words of its own. The maker's signature that came over with the rest, such as an
    /// agency's dateline, shows where a text is from, but nobody set it there to give credit: whoever keeps it and puts
    /// a house byline over it has credited nobody.
    pub(super) own: bool,
}

/// A text and what is asked about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'r> {
    pub(super) document: &'r Document,
    pub(super) words: &'r Words,
    pub(super) annotations: &'r Annotations,
    pub(super) frames: &'r Frames,
    pub(super) table: &'r OutletWords,
}

impl Reader<'_> {
    fn first(&self, names: &Names, range: Range<usize>, fits: impl FnMut(Span) -> bool) -> Option<Span> {
        names.first(self.document, self.words, range, self.table, fits)
    }

    /// Where this text names `names` just after its passage `from..to` (bytes `passage`), before it or in it: the
    /// Courier reported that an officer told the Courier.
    pub(super) fn credits_near(
        &self,
        names: &Names,
        from: usize,
        to: usize,
        passage: Span,
    ) -> Option<Naming> {
        // Words before a passage may announce it whatever else they say: "the Courier has the following account".
        let about_this = |name| !self.frames.credit_other_words(self.annotations, name, passage);
        self.first(names, to..to + NEAR, about_this)
            .or_else(|| self.first(names, from.saturating_sub(NEAR)..from, |_| true))
            .or_else(|| self.first(names, from..to, |_| true))
            .map(|span| Naming { span, own: true })
    }

    /// Where this text, most of which is `copied`, names `names` as the maker of the whole: a recorded credit, or a name
    /// at its edges. Words of its own go before those it copied.
    pub(super) fn credits_whole(&self, names: &Names, copied: Span) -> Option<Naming> {
        let recorded = self.document.credits.iter();
        let recorded = recorded.filter(|credit| credit.kind != CreditKind::Photo && names.has(&credit.to));
        let recorded = recorded.map(|credit| credit.span.unwrap_or(Span::new(0, 0))).collect::<Vec<Span>>();
        let is_own = |span: &Span| span.is_empty() || !copied.contains(*span);
        let end = self.words.len();
        let edges = [end.saturating_sub(EDGE)..end, 0..EDGE];
        let at_edge = |own: bool| {
            edges.iter().find_map(|edge| self.first(names, edge.clone(), |span| !own || is_own(&span)))
        };
        let own = recorded.iter().copied().find(|span| is_own(span)).or_else(|| at_edge(true));
        let span = own.or_else(|| recorded.first().copied()).or_else(|| at_edge(false))?;
        Some(Naming { span, own: own.is_some() })
    }
}

/// Whether two texts credit the same agency or outlet as the maker of the whole: neither made what they share.
pub(super) fn credit_one_maker(
    one: &Document,
    other: &Document,
    table: &OutletWords,
    stopwords: &Stopwords,
) -> bool {
    let makers = |document: &'_ Document| {
        let own = Names::of_outlet(document.outlet.as_deref().unwrap_or(""), table, stopwords);
        let credited = document.credits.iter().filter(|credit| credit.kind != CreditKind::Photo);
        credited.map(|credit| credit.to.clone()).filter(move |to| !own.has(to)).collect::<Vec<String>>()
    };
    let others = makers(other);
    makers(one).iter().any(|maker| {
        let names = Names::of_outlet(maker, table, stopwords);
        others.iter().any(|other| names.has(other) || Names::of_outlet(other, table, stopwords).has(maker))
    })
}
