//! The words that JSON uses for every enumeration. `schema/*.json` lists the same ones.

use headwater_text::{
    Certainty, CreditKind, Form, Modifier, NameKind, Polarity, Precision, ProblemKind, QuoteKind, Referent,
    Severity, StampKind, StampRole, TimeType,
};
use headwater_trace::reuse::edits::About;
use headwater_trace::{
    DisagreementKind, DriftKind, HopKind, NoticeKind, OfficialStatus, Outcome, PassageKind, ReasonKind,
    Relation, RulingKind, Side, SourceKind, Voice,
};

/// The word of a value.
pub(in crate::tell) trait Word: Copy {
    /// As JSON writes it.
    fn word(self) -> &'static str;
}

macro_rules! words {
    ($($kind:ident { $($value:ident => $word:literal),+ $(,)? })+) => {$(
        impl Word for $kind {
            fn word(self) -> &'static str {
                match self { $($kind::$value => $word),+ }
            }
        }
    )+};
}

words! {
    Certainty { Asserted => "asserted", Hedged => "hedged", Denied => "denied" }
    Polarity { Affirmed => "affirmed", Denied => "denied" }
    QuoteKind { Direct => "direct", Indirect => "indirect", Mixed => "mixed" }
    Voice { Text => "text", Inferred => "inferred", Analyst => "analyst" }
    HopKind {
        Attributed => "attributed", Relayed => "relayed", Copied => "copied", Syndicated => "syndicated",
        Linked => "linked", OwnVoice => "own_voice",
    }
    SourceKind {
        Person => "person", Body => "body", Document => "document", Anonymous => "anonymous", Wire => "wire",
        Outlet => "outlet", Social => "social", Eyewitness => "eyewitness", Unknown => "unknown",
    }
    ReasonKind {
        Identified => "identified", Unnamed => "unnamed", NotRecorded => "not_recorded",
        InferredRepeat => "inferred_repeat", Copy => "copy", Circular => "circular",
        UnnamedCertain => "unnamed_certain", AtLeastOne => "at_least_one", Denial => "denial",
        Interested => "interested",
    }
    OfficialStatus { Confirmed => "confirmed", Denied => "denied", None => "none" }
    DisagreementKind { Number => "number", Date => "date", Name => "name", Polarity => "polarity" }
    DriftKind { HedgeDropped => "hedge_dropped", AttributionDropped => "attribution_dropped" }
    NoticeKind { Corrected => "corrected", Withdrawn => "withdrawn" }
    RulingKind {
        SameClaim => "same_claim", DifferentClaim => "different_claim", SameSource => "same_source",
        DifferentSource => "different_source", WrongSpan => "wrong_span", Origin => "origin", Undo => "undo",
    }
    Outcome { Applied => "applied", Overruled => "overruled", NotApplied => "not_applied" }
    About { Number => "number", Name => "name", Hedge => "reservation", Attribution => "attribution" }
    Side { A => "a", B => "b" }
    Relation { Direct => "direct", Ancestor => "ancestor", Sibling => "sibling" }
    PassageKind {
        Verbatim => "verbatim", Edited => "edited", Syndicated => "syndicated", Boilerplate => "boilerplate",
    }
    Modifier {
        AtLeast => "at_least", AtMost => "at_most", MoreThan => "more_than", LessThan => "less_than",
        About => "about", Nearly => "nearly", Exactly => "exactly", Vague => "vague",
    }
    TimeType { Date => "DATE", Time => "TIME", Duration => "DURATION", Set => "SET" }
    Form { Name => "name", Description => "description", Pronoun => "pronoun", Unnamed => "unnamed" }
    Referent {
        Person => "person", Body => "body", Outlet => "outlet", Wire => "wire", Document => "document",
        Social => "social", Eyewitness => "eyewitness", Place => "place", Unknown => "unknown",
    }
    NameKind { Person => "person", Organisation => "organisation", Place => "place", Other => "other" }
    StampKind {
        Field => "field", JsonLd => "json_ld", Meta => "meta", TimeElement => "time_element", Url => "url",
        Feed => "feed", Dateline => "dateline", Head => "head", Tail => "tail",
    }
    StampRole { Published => "published", Modified => "modified", Captured => "captured" }
    Precision { Year => "year", Month => "month", Day => "day", Minute => "minute", Second => "second" }
    CreditKind {
        Dateline => "dateline", Byline => "byline", SignOff => "sign_off", Canonical => "canonical",
        Republished => "republished", Photo => "photo",
    }
    ProblemKind {
        Unreadable => "unreadable", Empty => "empty", Binary => "binary", Truncated => "truncated",
        TooLarge => "too_large", Duplicate => "duplicate", Malformed => "malformed", Encoding => "encoding",
        UnknownFormat => "unknown_format", Language => "language", Paywall => "paywall", Sponsored => "sponsored", Date => "date",
        RenamedId => "renamed_id", Limit => "limit",
    }
    Severity { Note => "note", Partial => "partial", Lost => "lost" }
}
