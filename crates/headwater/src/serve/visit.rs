//! One request, with all that answers are made from.

use super::App;
use super::answer::{Answer, Fault, page};
use super::guard::{Caller, cookies};
use super::snapshot::Snapshot;
use crate::tell::site::{Frame, address, frame};
use axum::extract::Request;
use axum::http::{HeaderMap, Uri};
use maud::Markup;
use percent_encoding::percent_decode_str;
use std::sync::Arc;

/// Name of the cookie with the name of whoever decided last.
pub const WHO: &str = "headwater-who";

/// A request without its body.
#[derive(Debug)]
pub struct Visit {
    /// What all requests share.
    pub app: Arc<App>,
    /// The story as it was when the request came: one moment for the whole answer.
    pub snapshot: Arc<Snapshot>,
    /// Who asks.
    pub caller: Caller,
    /// Names and values after the question mark.
    pub query: Vec<(String, String)>,
    /// The last step of the path, percent signs resolved.
    pub step: String,
    /// Who decided last on this browser.
    pub who: String,
}

impl Visit {
    /// Of a request whose caller is known.
    pub fn of(app: Arc<App>, request: &Request) -> Result<Self, Fault> {
        let caller = *request.extensions().get::<Caller>().ok_or(Fault::Internal)?;
        let snapshot = app.keeper.present();
        let (query, step) = (query(request.uri()), step(request.uri()));
        let who = who(request.headers());
        Ok(Self { app, snapshot, caller, query, step, who })
    }

    /// The value of a name after the question mark; empty where it is not there.
    pub fn asked(&self, name: &str) -> &str {
        self.query.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// The page of a list that is asked for, from 1.
    pub fn page_number(&self) -> usize {
        self.asked("page").parse().unwrap_or(1).max(1)
    }

    /// What a page knows around its body.
    pub fn frame(&self) -> Frame {
        let (_, trouble) = self.app.keeper.state();
        let notice = match (
            self.asked("done"),
            self.snapshot.trace.judgements.iter().find(|ruling| ruling.id == self.asked("done")),
        ) {
            ("", _) => None,
            (_, Some(ruling)) => Some(match &ruling.reason {
                Some(reason) => format!("{}: kept and not obeyed: {reason}.", ruling.id),
                None => format!("{}: {}.", ruling.id, ruling.text),
            }),
            (id, None) => self
                .snapshot
                .judgements
                .iter()
                .find(|judgement| judgement.id == id)
                .map(|_| format!("{id}: done.")),
        };
        Frame {
            story: self.app.keeper.name(),
            change: self.snapshot.change,
            form: self.app.guard.form().to_owned(),
            who: self.who.clone(),
            notice: notice.map(|told| crate::tell::report::view::shown(&told)),
            trouble,
        }
    }

    /// A page of the site.
    pub fn page(&self, here: &str, title: &str, body: &Markup) -> Answer {
        page(frame::page(&self.frame(), here, title, body))
    }
}

/// The longest query that is looked at; the rest is noise.
const QUERY: usize = 16 << 10;

/// Names and values of a query.
pub fn query(uri: &Uri) -> Vec<(String, String)> {
    let given = uri.query().unwrap_or("");
    let given = if given.len() > QUERY { "" } else { given };
    fields(given.as_bytes())
}

/// Names and values of a form.
pub fn fields(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

fn step(uri: &Uri) -> String {
    let last = uri.path().rsplit('/').next().unwrap_or("");
    let decoded = percent_decode_str(last).decode_utf8_lossy();
    address::unstep(&decoded).to_owned()
}

fn who(headers: &HeaderMap) -> String {
    let found = cookies(headers).find(|(name, _)| *name == WHO).map(|(_, value)| value);
    percent_decode_str(found.unwrap_or("")).decode_utf8_lossy().into_owned()
}
