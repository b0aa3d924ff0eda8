//! The pages, each a function of one request.

use super::UPLOAD_LIMIT;
use super::answer::{Answer, Fault, page as answered, see};
use super::visit::Visit;
use crate::story::edited::Versions;
use crate::story::search::{Order, PAGE, Request, Results};
use crate::tell::site::{
    add, address, articles, claim, claims, compare as pair, frame, front as opening, judgements as decided,
    search, sources as ledger, timeline as times, versions as edits,
};
use headwater_read::formats::FORMATS;
use jiff::civil::Date;
use maud::{PreEscaped, html};

/// The front page.
pub fn front(visit: &Visit) -> Result<Answer, Fault> {
    let body = if visit.snapshot.documents.is_empty() {
        html! { (frame::head("The story is empty", "")) p { a href="/add" { "Add articles" } "." } }
    } else {
        html! { (PreEscaped(&visit.snapshot.front)) (opening::seen(&visit.frame())) }
    };
    Ok(visit.page("/", &visit.app.keeper.name(), &body))
}

/// The list of claims.
pub fn claims(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let wish = wish(visit);
    let body = claims::page(snapshot.findings(), &snapshot.addresses, &visit.frame(), wish);
    Ok(visit.page("/claims", "Claims", &body))
}

/// What a request asks the list of claims for.
pub fn wish(visit: &Visit) -> claims::Wish<'_> {
    claims::Wish {
        kind: visit.asked("show"),
        words: visit.asked("q"),
        page: visit.page_number(),
        join: visit.asked("join"),
    }
}

/// The claim that an address means, and whether that is its present one.
pub fn sought(visit: &Visit) -> Result<(usize, bool), Fault> {
    let addresses = &visit.snapshot.addresses;
    let key = visit.step.as_str();
    let index = addresses.claim(key).or_else(|| address::by_id(&visit.snapshot.trace.claims, key));
    let gone = || {
        Fault::Missing("no claim of the story has words that stood at this address: it was decided otherwise, or its articles changed or \
             were removed".to_owned())
    };
    let index = index.ok_or_else(gone)?;
    Ok((index, addresses.key(index) == key))
}

/// One claim.
pub fn claim(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let (index, present) = sought(visit)?;
    if !present {
        let done = visit.asked("done");
        let rest = if done.is_empty() { String::new() } else { format!("?done={}", address::step(done)) };
        return Ok(see(&format!("/claims/{}{rest}", snapshot.addresses.key(index))));
    }
    let body = claim::page(snapshot.findings(), &snapshot.addresses, &visit.frame(), index);
    Ok(visit.page("/claims", &snapshot.trace.claims[index].canonical, &body))
}

/// The list of articles.
pub fn articles(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let body = articles::list(snapshot.findings(), &snapshot.addresses, visit.page_number());
    Ok(visit.page("/articles", "Articles", &body))
}

/// The article that an address means.
pub fn article_of(visit: &Visit) -> Result<usize, Fault> {
    let found = visit.snapshot.addresses.document(&visit.step);
    found.ok_or_else(|| Fault::Missing("the story has no article of this id".to_owned()))
}

/// One article.
pub fn article(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let doc = article_of(visit)?;
    let at = visit
        .asked("at")
        .split_once('-')
        .and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    // Where the file cannot be read any more the article is told as it was, and above it that this is so.
    let versions = visit
        .app
        .readers
        .read(|story| story.versions(&snapshot.documents[doc].id, visit.app.keeper.language()))
        .unwrap_or_default();
    let body = articles::page(snapshot.findings(), &snapshot.addresses, doc, at, &versions);
    let title = snapshot.documents[doc].title.as_deref().unwrap_or(&visit.step);
    Ok(visit.page("/articles", title, &body))
}

/// The versions of an article, and what an edit changed.
pub fn versions(visit: &Visit) -> Result<Answer, Fault> {
    let edits = edits(visit)?;
    let body = edits::page(&visit.snapshot.addresses, &edits, visit.app.keeper.language());
    let title = format!("Versions of {}", edits.name);
    Ok(visit.page("/articles", &title, &body))
}

/// What a request asks to know of the versions of an article: two of them, the last two where it names none.
pub fn edits(visit: &Visit) -> Result<Versions, Fault> {
    let number = |name: &str| match visit.asked(name) {
        "" => Ok(None),
        given => given
            .parse::<i64>()
            .map(Some)
            .map_err(|_| Fault::Wrong("a version is given by its number".to_owned())),
    };
    let (a, b) = (number("a")?, number("b")?);
    let language = visit.app.keeper.language();
    let by = visit.app.readers.annotator(language);
    let found = visit.app.readers.read(|story| Versions::of(story, &visit.step, (a, b), by, language))?;
    found.ok_or_else(|| Fault::Missing("the story has no such article or version".to_owned()))
}

/// The ledger of sources.
pub fn sources(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let wish =
        ledger::Wish { show: visit.asked("show"), words: visit.asked("q").trim(), page: visit.page_number() };
    let body =
        ledger::page(snapshot.findings(), &snapshot.sources, &snapshot.addresses, &visit.frame(), &wish);
    Ok(visit.page("/sources", "Sources", &body))
}

/// When things happened and were reported.
pub fn timeline(visit: &Visit) -> Result<Answer, Fault> {
    let wish = times::Wish {
        show: visit.asked("show"),
        from: visit.asked("from"),
        to: visit.asked("to"),
        page: visit.page_number(),
    };
    let body = times::page(&visit.snapshot.timeline, &visit.snapshot.addresses, &wish);
    let body = body.ok_or_else(|| Fault::Wrong(DAY.to_owned()))?;
    Ok(visit.page("/timeline", "Timeline", &body))
}

/// What is said to somebody who gives no day where one is asked for.
const DAY: &str = "a day is given such as 2032-04-14";

/// How it is made.
pub fn method(visit: &Visit) -> Result<Answer, Fault> {
    Ok(visit.page(
        "/method",
        "Method",
        &html! { (frame::head("Method", "")) (PreEscaped(&visit.snapshot.method)) },
    ))
}

/// The two articles that a request compares.
pub fn two(visit: &Visit) -> Option<(usize, usize)> {
    let known = |name: &str| visit.snapshot.addresses.document(visit.asked(name));
    Some((known("a")?, known("b")?))
}

/// Two articles word by word.
pub fn compare(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let given = (visit.asked("a"), visit.asked("b"));
    let language = visit.app.keeper.language();
    let body = pair::page(snapshot.findings(), &snapshot.addresses, language, given, two(visit));
    Ok(visit.page("/compare", "Compare", &body))
}

/// What a request searches for.
pub fn searched(visit: &Visit) -> search::Wish<'_> {
    search::Wish {
        words: visit.asked("q"),
        outlet: visit.asked("outlet"),
        source: visit.asked("source"),
        from: visit.asked("from"),
        to: visit.asked("to"),
        order: visit.asked("order"),
        page: visit.page_number(),
    }
}

/// Articles by their words. What stops the search is told to whoever searches.
pub fn results(visit: &Visit) -> Result<Results, Fault> {
    let wish = searched(visit);
    let day = |given: &str| match given {
        "" => Ok(None),
        given => given.parse::<Date>().map(Some).map_err(|_| Fault::Wrong(DAY.to_owned())),
    };
    let one = |given: &str| match given {
        "" => Vec::new(),
        search::NONE => vec![String::new()],
        given => vec![given.to_owned()],
    };
    let carried = &visit.snapshot.carried;
    let sources = match wish.source {
        "" => Vec::new(),
        name => carried.named(name),
    };
    if !wish.source.is_empty() && sources.is_empty() {
        return Err(Fault::Wrong("no source of the story has this name".to_owned()));
    }
    let request = Request {
        words: wish.words.to_owned(),
        outlets: one(wish.outlet),
        sources,
        from: day(wish.from)?,
        to: day(wish.to)?,
        order: if wish.order == "newest" { Order::Newest } else { Order::Rank },
        skip: (wish.page - 1).saturating_mul(PAGE),
        take: PAGE,
    };
    Ok(visit.app.readers.read(|story| story.search(&request, Some(carried)))?)
}

/// The page of a search.
pub fn search(visit: &Visit) -> Result<Answer, Fault> {
    let results = results(visit);
    let told = match &results {
        Ok(results) => Ok(results),
        Err(Fault::Wrong(why)) => Err(why.as_str()),
        Err(_) => return Err(results.err().unwrap_or(Fault::Internal)),
    };
    let body = search::page(&visit.snapshot.addresses, searched(visit), told);
    Ok(visit.page("/search", "Search", &body))
}

/// What the analyst decided.
pub fn judgements(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let body = decided::page(snapshot.findings(), &snapshot.addresses, &visit.frame(), &snapshot.judgements);
    Ok(visit.page("/judgements", "Judgements", &body))
}

/// The form that adds articles.
pub fn adding(visit: &Visit) -> Result<Answer, Fault> {
    let formats: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    Ok(visit.page("/add", "Add articles", &add::page(&visit.frame(), &formats, UPLOAD_LIMIT)))
}

/// What became of files that were sent without a script.
pub fn added(visit: &Visit, told: &super::write::Told) -> Answer {
    let body = add::told(&told.articles, &told.problems);
    answered(frame::page(&visit.frame(), "/add", "Add articles", &body))
}
