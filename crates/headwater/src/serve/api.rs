//! The JSON API, version 1. `schema/openapi.json` documents it, and is tested against what stands here.

use super::answer::{Answer, Fault, json, typed};
use super::earlier::Known;
use super::listen::Handler;
use super::pages::{article_of, edits, results, sought, two, wish};
use super::visit::Visit;
use crate::story::news::{WANTED, given as given_moment, moment};
use crate::tell::comparison::between;
use crate::tell::json::news::News;
use crate::tell::json::versions as edit;
use crate::tell::json::{search as lines, trace as told};
use crate::tell::site::{claims, frame::Stretch};
use axum::http::StatusCode;
use headwater_trace::Trace;
use headwater_trace::news::{Moment, compare};
use headwater_trace::reuse::edits::Editor;
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;

/// One address that is read.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// As the router and the OpenAPI document have it.
    pub path: &'static str,
    /// What answers.
    pub handler: Handler,
}

/// Judgements, which are read and made.
pub const JUDGEMENTS: &str = "/api/v1/judgements";
/// Articles, which are sent.
pub const ARTICLES: &str = "/api/v1/articles";

/// Every address that is only read.
pub const ROUTES: &[Route] = &[
    Route { path: "/api/v1/story", handler: story },
    Route { path: "/api/v1/documents", handler: documents },
    Route { path: "/api/v1/documents/{id}", handler: document },
    Route { path: "/api/v1/claims", handler: all_claims },
    Route { path: "/api/v1/claims/{key}", handler: claim },
    Route { path: "/api/v1/sources", handler: sources },
    Route { path: "/api/v1/search", handler: search },
    Route { path: "/api/v1/compare", handler: compared },
    Route { path: "/api/v1/news", handler: news },
    Route { path: "/api/v1/versions/{id}", handler: versions },
    Route { path: "/api/v1/openapi.json", handler: openapi },
    Route { path: "/api/v1/trace.json", handler: trace_schema },
    Route { path: "/api/v1/judgement.json", handler: judgement_schema },
    Route { path: "/api/v1/search.json", handler: search_schema },
    Route { path: "/api/v1/news.json", handler: news_schema },
    Route { path: "/api/v1/versions.json", handler: versions_schema },
];

/// Things on a page of a list.
const SIZE: usize = 100;

fn ok(value: &impl Serialize) -> Result<Answer, Fault> {
    Ok(json(StatusCode::OK, value))
}

/// A stretch of a list, with where in it the caller is.
fn listed(
    visit: &Visit,
    all: usize,
    name: &str,
    items: impl FnOnce(usize, usize) -> Vec<Value>,
) -> Result<Answer, Fault> {
    let stretch = Stretch { all, page: visit.page_number(), size: SIZE };
    let (skip, take) = stretch.range();
    ok(
        &json!({ "change": visit.snapshot.change, "total": all, "page": stretch.page, "size": SIZE, name: items(skip, take) }),
    )
}

fn story(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let (behind, trouble) = visit.app.keeper.state();
    ok(&json!({
        "program": "headwater",
        "version": env!("CARGO_PKG_VERSION"),
        "name": visit.app.keeper.name(),
        "change": snapshot.change,
        "behind": behind,
        "trouble": trouble,
        "documents": snapshot.documents.len(),
        "claims": snapshot.trace.claims.len(),
        "sources": snapshot.trace.sources.len(),
        "judgements": snapshot.judgements.len(),
    }))
}

fn documents(visit: &Visit) -> Result<Answer, Fault> {
    let all = &visit.snapshot.documents;
    listed(visit, all.len(), "documents", |skip, take| {
        all.iter().skip(skip).take(take).map(told::document_head).collect()
    })
}

fn document(visit: &Visit) -> Result<Answer, Fault> {
    ok(&told::document(&visit.snapshot.documents[article_of(visit)?]))
}

fn all_claims(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let picked = claims::picked(snapshot.findings(), &wish(visit));
    listed(visit, picked.len(), "claims", |skip, take| {
        let key = |id: &str| {
            crate::tell::site::address::by_id(&snapshot.trace.claims, id)
                .map(|index| snapshot.addresses.key(index))
        };
        picked.iter().skip(skip).take(take).map(|claim| told::claim_head(claim, key(&claim.id))).collect()
    })
}

fn claim(visit: &Visit) -> Result<Answer, Fault> {
    let (index, _) = sought(visit)?;
    let snapshot = &visit.snapshot;
    let claim = told::claim(snapshot.findings(), &snapshot.trace.claims[index]);
    ok(&json!({ "change": snapshot.change, "key": snapshot.addresses.key(index), "claim": claim }))
}

fn sources(visit: &Visit) -> Result<Answer, Fault> {
    let findings = visit.snapshot.findings();
    let all = &findings.trace.sources;
    listed(visit, all.len(), "sources", |skip, take| {
        all.iter().skip(skip).take(take).map(|source| told::source(findings, source)).collect()
    })
}

fn search(visit: &Visit) -> Result<Answer, Fault> {
    let found = results(visit)?;
    let skip = (visit.page_number() - 1).saturating_mul(crate::story::search::PAGE);
    let articles: Vec<Value> = found.hits.iter().map(|hit| value(&lines::article(hit))).collect();
    ok(
        &json!({ "change": visit.snapshot.change, "results": value(&lines::counts(&found, skip)), "articles": articles }),
    )
}

fn value(item: &impl serde::Serialize) -> Value {
    serde_json::to_value(item).unwrap_or_default()
}

fn compared(visit: &Visit) -> Result<Answer, Fault> {
    let (a, b) = two(visit)
        .ok_or_else(|| Fault::Missing("the story has no article of one of these ids".to_owned()))?;
    let findings = visit.snapshot.findings();
    let shared = between(&findings.trace.passages, a, b);
    let id = |doc: usize| &findings.documents[doc].id;
    ok(
        &json!({ "change": visit.snapshot.change, "a": id(a), "b": id(b), "copies": told::copies(findings, &shared) }),
    )
}

/// Megabytes, where everything is new: written as it is, without a tree of values first.
#[derive(Debug, Serialize)]
struct Told<'f> {
    change: i64,
    news: News<'f>,
}

/// What is new since news were told last, or since a moment. What the story was then takes a trace, which no request waits for.
fn news(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let now = Moment { documents: &snapshot.documents, trace: &snapshot.trace };
    let (since, found) = match visit.asked("since") {
        "" | "last" => match &snapshot.news {
            Some((moment, news)) => (Some(moment.clone()), Cow::Borrowed(news)),
            None => (None, Cow::Owned(compare(Moment { documents: &[], trace: &Trace::default() }, now))),
        },
        given => {
            let given = given_moment(given).ok_or_else(|| Fault::Wrong(WANTED.to_owned()))?;
            // What is kept of a moment holds because it is past.
            if given > jiff::Timestamp::now() {
                return Err(Fault::Wrong("that moment is yet to come".to_owned()));
            }
            let moment = moment(given);
            match visit.app.earlier.at(&moment) {
                Known::Traced(before) => (Some(moment), Cow::Owned(compare(before.as_moment(), now))),
                Known::Failed(why) => return Err(Fault::Then(why)),
                Known::Tracing => {
                    let told = json!({ "change": snapshot.change, "news": null });
                    return Ok(json(StatusCode::ACCEPTED, &told));
                }
            }
        }
    };
    let from = since.clone().unwrap_or_default();
    let edits = visit.app.readers.read(|story| story.edits_since(&from, visit.app.keeper.language()))?;
    let told = News::of(snapshot.findings(), &found, &edits, since.as_deref());
    ok(&Told { change: snapshot.change, news: told })
}

/// The versions of an article, and what one edit changed.
fn versions(visit: &Visit) -> Result<Answer, Fault> {
    let found = edits(visit)?;
    let editor = Editor::of(visit.app.keeper.language());
    ok(&edit::Answer::of(visit.snapshot.change, &found, &editor))
}

/// Judgements that hold, with what became of each, and all that were ever made.
pub fn judgements(visit: &Visit) -> Result<Answer, Fault> {
    let snapshot = &visit.snapshot;
    let history: Vec<Value> = snapshot
        .judgements
        .iter()
        .filter_map(|judgement| serde_json::from_str(&crate::judgements::line::write(judgement).ok()?).ok())
        .collect();
    ok(&json!({
        "change": snapshot.change,
        "judgements": told::judgements(snapshot.findings()),
        "history": history,
    }))
}

fn openapi(_: &Visit) -> Result<Answer, Fault> {
    Ok(typed(StatusCode::OK, "application/json", OPENAPI))
}

fn trace_schema(_: &Visit) -> Result<Answer, Fault> {
    Ok(typed(StatusCode::OK, "application/schema+json", include_str!("../../../../schema/trace.json")))
}

fn judgement_schema(_: &Visit) -> Result<Answer, Fault> {
    Ok(typed(StatusCode::OK, "application/schema+json", include_str!("../../../../schema/judgement.json")))
}

fn search_schema(_: &Visit) -> Result<Answer, Fault> {
    Ok(typed(StatusCode::OK, "application/schema+json", include_str!("../../../../schema/search.json")))
}

fn news_schema(_: &Visit) -> Result<Answer, Fault> {
    Ok(typed(StatusCode::OK, "application/schema+json", include_str!("../../../../schema/news.json")))
}

fn versions_schema(_: &Visit) -> Result<Answer, Fault> {
    Ok(typed(StatusCode::OK, "application/schema+json", include_str!("../../../../schema/versions.json")))
}

/// The document that describes all this.
pub const OPENAPI: &str = include_str!("../../../../schema/openapi.json");
