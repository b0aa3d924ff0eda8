//! Tables of sentences with the attributions that must be found in them, and what must hold of any text at all.
//!
//! An attribution is written `source | cue | content`, pieces joined by ` … `, then `@recipient`, `^index of the parent`, `-` where
//! the content is denied, `?` where it is hedged, `+index` where it carries on an earlier speech.

use headwater_annotate::{attributions, quotes, segment};
use headwater_text::{Annotations, Attribution, Certainty, Document, Language, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static FINDER: LazyLock<(attributions::Finder, segment::Segmenter)> = LazyLock::new(|| {
    let english = Language::english();
    (attributions::Finder::new(&english), segment::Segmenter::new(&english))
});

fn find(text: &str) -> Vec<Attribution> {
    let document = Document { text: text.to_owned(), ..Document::default() };
    let mut notes = Annotations::default();
    (notes.paragraphs, notes.sentences) = FINDER.1.segment(text);
    notes.quotations = quotes::find(text, &notes.paragraphs);
    FINDER.0.find_by_rule(&document, &notes)
}

fn written(text: &str, attribution: &Attribution) -> String {
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    let mut line = format!(
        "{} | {} | {}",
        words(&attribution.source),
        words(&attribution.cue),
        words(&attribution.content)
    );
    if let Some(recipient) = attribution.recipient {
        line += &format!(" @{}", recipient.of(text));
    }
    if let Some(parent) = attribution.parent {
        line += &format!(" ^{parent}");
    }
    line += match attribution.certainty {
        Certainty::Denied => " -",
        Certainty::Hedged => " ?",
        Certainty::Asserted => "",
    };
    if let Some(earlier) = attribution.carries_on {
        line += &format!(" +{earlier}");
    }
    line
}

fn check(text: &str, expected: &[&str]) {
    let found: Vec<_> = find(text).iter().map(|attribution| written(text, attribution)).collect();
    assert_eq!(found, expected, "{text}");
}

/// Quotations with a frame.
#[rustfmt::skip]
const DIRECT: &[(&str, &[&str])] = &[
    ("\"The bridge will reopen in June,\" the mayor said.", &["the mayor | said | \"The bridge will reopen in June,\""]),
    ("\"The bridge will reopen in June,\" said the mayor.", &["the mayor | said | \"The bridge will reopen in June,\""]),
    ("\"The bridge will reopen in June,\" she said.", &["she | said | \"The bridge will reopen in June,\""]),
    ("“The bridge will reopen in June,” said Marta Olsen, the mayor of Kelby.", &["Marta Olsen, the mayor of Kelby | said | “The bridge will reopen in June,”"]),
    ("\"The bridge will reopen in June,\" Marta Olsen, the mayor of Kelby, said on Sunday.", &["Marta Olsen, the mayor of Kelby | said | \"The bridge will reopen in June,\""]),
    ("\"The bridge will reopen in June,\" according to the mayor.", &["the mayor | according to | \"The bridge will reopen in June,\""]),
    ("\"The bridge will reopen in June,\" Olsen told the Kelby Herald.", &["Olsen | told | \"The bridge will reopen in June,\" @the Kelby Herald"]),
    ("The mayor said: \"The bridge will reopen in June.\"", &["The mayor | said | \"The bridge will reopen in June.\""]),
    ("The mayor told reporters: \"The bridge will reopen in June.\"", &["The mayor | told | \"The bridge will reopen in June.\" @reporters"]),
    ("The mayor said, \"The bridge will reopen in June.\"", &["The mayor | said | \"The bridge will reopen in June.\""]),
    ("\"The bridge,\" she said, \"will reopen in June.\"", &["she | said | \"The bridge,\" … \"will reopen in June.\""]),
    ("\"The bridge will reopen,\" he said. \"Nobody will be kept waiting.\"", &["he | said | \"The bridge will reopen,\" … \"Nobody will be kept waiting.\""]),
    ("\"Is the bridge open?\" asked Olsen.", &["Olsen | asked | \"Is the bridge open?\""]),
    ("\"The bridge is open!\" shouted a bystander as the crowd cheered.", &["a bystander | shouted | \"The bridge is open!\""]),
    ("In a statement, the mayor said: \"The bridge will reopen in June.\"", &["the mayor | said | \"The bridge will reopen in June.\""]),
    ("\"The bridge is safe,\" Olsen said in an interview with Radio Kelby.", &["Olsen | said | \"The bridge is safe,\" @Radio Kelby"]),
    ("\"The bridge is safe,\" Olsen said, adding that a second inspection was planned.", &["Olsen | said | \"The bridge is safe,\"", "Olsen | adding | that a second inspection was planned"]),
    ("\"The bridge is safe,\" an engineer wrote in a report in March.", &["an engineer | wrote | \"The bridge is safe,\""]),
    ("The mayor called the delay \"a disgrace\".", &["The mayor | called | the delay \"a disgrace\""]),
    ("The move was \"a disgrace,\" the mayor said.", &["the mayor | said | The move was \"a disgrace,\""]),
    ("\"The bridge is safe,\" Olsen was quoted by Radio Kelby as saying.", &["Olsen | was quoted … as saying | \"The bridge is safe,\" ^1", "Radio Kelby | quoted | \"The bridge is safe,\""]),
    ("\"Nothing is decided,\" Olsen was quoted as saying.", &["Olsen | was quoted … as saying | \"Nothing is decided,\""]),
    ("\"Nothing is decided,\" the Herald quoted Olsen as saying.", &["Olsen | as saying | \"Nothing is decided,\" ^1", "the Herald | quoted | \"Nothing is decided,\""]),
    ("Anna Ruiz, the head of the clinic, describing the week as \"a trial\", said that two workers had died.", &["Anna Ruiz, the head of the clinic | describing | the week as \"a trial\"", "Anna Ruiz, the head of the clinic | said | that two workers had died"]),
    ("Olsen, who runs the council, told the Herald: \"We were never asked.\"", &["Olsen, who runs the council | told | \"We were never asked.\" @the Herald"]),
    ("The leaflet reads: \"Do not cross.\"", &["The leaflet | reads | \"Do not cross.\""]),
    ("The ministry dismissed as \"baseless\" the claim that the cables had rusted.", &["The ministry | dismissed | that the cables had rusted -"]),
    ("Mayor Olsen: \"The bridge is closed.\"", &["Mayor Olsen | : | \"The bridge is closed.\""]),
];

/// Frames before their content.
#[rustfmt::skip]
const LEADING: &[(&str, &[&str])] = &[
    ("The mayor said that the bridge would reopen in June.", &["The mayor | said | that the bridge would reopen in June"]),
    ("The mayor said the bridge would reopen in June.", &["The mayor | said | the bridge would reopen in June"]),
    ("On Sunday the mayor said the bridge would reopen in June.", &["the mayor | said | the bridge would reopen in June"]),
    ("But the mayor said that the bridge would reopen in June.", &["the mayor | said | that the bridge would reopen in June"]),
    ("In a statement the ministry said that the bridge was unsafe.", &["the ministry | said | that the bridge was unsafe"]),
    ("Marta Olsen, the mayor of Kelby, said the bridge would reopen in June.", &["Marta Olsen, the mayor of Kelby | said | the bridge would reopen in June"]),
    ("The mayor of Kelby, Marta Olsen, said the bridge would reopen in June.", &["The mayor of Kelby, Marta Olsen | said | the bridge would reopen in June"]),
    ("Speaking to the Herald on Sunday, Olsen said the bridge would reopen in June.", &["Olsen | said | the bridge would reopen in June @the Herald"]),
    ("Olsen, speaking to the Herald, said the bridge would reopen in June.", &["Olsen | said | the bridge would reopen in June @the Herald"]),
    ("Olsen told the Herald that the bridge would reopen in June.", &["Olsen | told | that the bridge would reopen in June @the Herald"]),
    ("Olsen told the Herald the bridge would reopen in June.", &["Olsen | told | the bridge would reopen in June @the Herald"]),
    ("Olsen told reporters the bridge would reopen in June.", &["Olsen | told | the bridge would reopen in June @reporters"]),
    ("Olsen told Radio Kelby on Sunday that the bridge would reopen in June.", &["Olsen | told | that the bridge would reopen in June @Radio Kelby"]),
    ("Olsen told a news conference that the bridge would reopen in June.", &["Olsen | told | that the bridge would reopen in June @a news conference"]),
    ("Two officials told Reuben News that the bridge had been closed twice.", &["Two officials | told | that the bridge had been closed twice @Reuben News"]),
    ("The ministry confirmed that two workers had died.", &["The ministry | confirmed | that two workers had died"]),
    ("The ministry confirmed the deaths of two workers.", &["The ministry | confirmed | the deaths of two workers"]),
    ("The union claimed that nobody had been warned.", &["The union | claimed | that nobody had been warned"]),
    ("The union warned that more bridges could fail.", &["The union | warned | that more bridges could fail"]),
    ("The union insisted nobody had been warned.", &["The union | insisted | nobody had been warned"]),
    ("She added that the cables had rusted.", &["She | added | that the cables had rusted"]),
    ("He also said the cables had rusted.", &["He | also said | the cables had rusted"]),
    ("They say the cables had rusted.", &["They | say | the cables had rusted"]),
    ("The report claims that the cables had rusted.", &["The report | claims | that the cables had rusted"]),
    ("The report, a copy of which was obtained by Radio Kelby, states that the cables had rusted.", &["The report | states | that the cables had rusted"]),
    ("A 12-page report seen by the Herald says the cables had rusted.", &["A 12-page report seen by the Herald | says | the cables had rusted"]),
    ("A report by Radio Kelby said the cables had rusted.", &["A report by Radio Kelby | said | the cables had rusted"]),
    ("The union accused the ministry of hiding the report.", &["The union | accused | the ministry of hiding the report"]),
    ("The union blamed the ministry for the delay.", &["The union | blamed | the ministry for the delay"]),
    ("Olsen promised to reopen the bridge in June.", &["Olsen | promised | to reopen the bridge in June"]),
    ("The contractor claims to have warned the ministry.", &["The contractor | claims | to have warned the ministry"]),
    ("The ministry refused to say whether the cables had rusted.", &["The ministry | refused to say | whether the cables had rusted"]),
    ("Asked about the delay, Olsen replied that the cables had rusted.", &["Olsen | replied | that the cables had rusted"]),
    ("The Herald said the ministry had confirmed that two workers had died.", &["The Herald | said | the ministry had confirmed that two workers had died", "the ministry | had confirmed | that two workers had died ^0"]),
    ("It was announced by the ministry that the bridge would reopen in June.", &["the ministry | was announced | that the bridge would reopen in June"]),
    ("The mayor said the bridge was safe, but the union said the cables had rusted.", &["The mayor | said | the bridge was safe", "the union | said | the cables had rusted"]),
    ("While the mayor said the bridge was safe, the union warned that the cables had rusted.", &["the mayor | said | the bridge was safe", "the union | warned | that the cables had rusted"]),
    ("The union walked out, saying the cables had rusted.", &["The union | saying | the cables had rusted"]),
    ("The ministry, which said in May that the bridge was safe, has closed it.", &["The ministry … which | said | that the bridge was safe"]),
    ("Channel Nine said the bridge would reopen in June.", &["Channel Nine | said | the bridge would reopen in June"]),
    ("The study found that one bridge in ten is unsafe.", &["The study | found | that one bridge in ten is unsafe"]),
    ("Engineers estimate that repairs will take a year.", &["Engineers | estimate | that repairs will take a year"]),
    ("The mayor wondered whether the bridge would hold.", &["The mayor | wondered | whether the bridge would hold"]),
    ("The mayor explained why the bridge had been closed.", &["The mayor | explained | why the bridge had been closed"]),
    ("The mayor wrote on Sunday that the bridge would reopen in June.", &["The mayor | wrote | that the bridge would reopen in June"]),
    ("The mayor went on to say that the bridge was safe.", &["The mayor | went on to say | that the bridge was safe"]),
    ("The ministry would not say when the bridge would reopen.", &["The ministry | would not say | when the bridge would reopen"]),
    ("Dr. Anna Ruiz, 45, a surgeon, said two workers had died.", &["Dr. Anna Ruiz, 45, a surgeon | said | two workers had died"]),
    ("The newspaper added that two workers had died.", &["The newspaper | added | that two workers had died"]),
    ("Detail in the report suggests that the cables had rusted.", &["Detail in the report | suggests | that the cables had rusted"]),
    ("The mayor spoke for an hour and left.", &[]),
    ("The claims were settled in court.", &[]),
    ("The company reports its results on Monday.", &[]),
    ("The bridge was built in 1931 and repaired twice.", &[]),
    ("The mayor told friends that she would resign and called the council blind.", &["The mayor | told | that she would resign and called the council blind @friends"]),
    ("The union said it would strike; the ministry said it would not.", &["The union | said | it would strike", "the ministry | said | it would not"]),
    ("Two people briefed on the matter told Reuben News that the sale had failed.", &["Two people briefed on the matter | told | that the sale had failed @Reuben News"]),
    ("The sale had failed, two people briefed on the matter told Reuben News.", &["two people briefed on the matter | told | The sale had failed @Reuben News"]),
    ("The Herald, which first reported the sale, said it had failed.", &["The Herald … which | first reported | the sale", "The Herald, which first reported the sale | said | it had failed"]),
    ("The opposition has called for an inquiry.", &["The opposition | has called for | an inquiry"]),
    ("The court heard that the driver had slept.", &["The court | heard | that the driver had slept"]),
    ("Olsen acknowledged on Monday that the repairs had been late.", &["Olsen | acknowledged | that the repairs had been late"]),
    ("In an interview with the Herald, Olsen said the repairs had been late.", &["Olsen | said | the repairs had been late @the Herald"]),
    ("In a post on Kestrel, Olsen wrote that the repairs had been late.", &["Olsen | wrote | that the repairs had been late"]),
    ("The repairs were late, but Olsen said nobody was to blame.", &["Olsen | said | nobody was to blame"]),
    ("Anna Ruiz, the head of the clinic, said the march drew 2,000 people.", &["Anna Ruiz, the head of the clinic | said | the march drew 2,000 people"]),
    ("Nine panels would meet in May, a maintenance log states.", &["a maintenance log | states | Nine panels would meet in May"]),
    ("The ministry said in a statement that the cables had rusted.", &["The ministry | said | that the cables had rusted"]),
    ("The mayor said the bridge was expected to reopen in June.", &["The mayor | said | the bridge was expected to reopen in June"]),
];

/// Frames behind or inside their content.
#[rustfmt::skip]
const TRAILING: &[(&str, &[&str])] = &[
    ("On Sunday, the mayor said the bridge would reopen in June.", &["the mayor | said | the bridge would reopen in June"]),
    ("The bridge would reopen in June, the mayor said.", &["the mayor | said | The bridge would reopen in June"]),
    ("The bridge would reopen in June, said the mayor.", &["the mayor | said | The bridge would reopen in June"]),
    ("The bridge would reopen in June, the mayor said on Sunday.", &["the mayor | said | The bridge would reopen in June"]),
    ("The bridge would reopen in June, Marta Olsen, the mayor of Kelby, said.", &["Marta Olsen, the mayor of Kelby | said | The bridge would reopen in June"]),
    ("The bridge would reopen in June, Olsen told the Herald.", &["Olsen | told | The bridge would reopen in June @the Herald"]),
    ("The bridge, officials said, would reopen in June.", &["officials | said | The bridge … would reopen in June"]),
    ("The bridge, the mayor said on Sunday, would reopen in June.", &["the mayor | said | The bridge … would reopen in June"]),
    ("The bridge would reopen in June, officials say.", &["officials | say | The bridge would reopen in June"]),
    ("The bridge would reopen in June, it was announced.", &[" | was announced | The bridge would reopen in June"]),
    ("KELBY, Jan 12 (CPS) - The bridge will reopen in June, the mayor said.", &["the mayor | said | The bridge will reopen in June"]),
    ("The bridge would reopen in June, the Ledger & Post said.", &["the Ledger & Post | said | The bridge would reopen in June"]),
    ("The bridge was safe, the mayor insisted; nobody had been warned.", &["the mayor | insisted | The bridge was safe"]),
    ("The cables had rusted, the engineer who led the inquiry said.", &["the engineer who led the inquiry | said | The cables had rusted"]),
    ("The cables had rusted, a person familiar with the inquiry said on condition of anonymity.", &["a person familiar with the inquiry | said | The cables had rusted"]),
    ("Yesterday officials said two workers had died.", &["officials | said | two workers had died"]),
    ("The mayor’s spokesman said the mayor hadn’t been told.", &["The mayor’s spokesman | said | the mayor hadn’t been told"]),
    ("The Herald reported that officials said the sale had failed.", &["The Herald | reported | that officials said the sale had failed", "officials | said | the sale had failed ^0"]),
];

/// Sources of sources: who cites, quotes or relays whom.
#[rustfmt::skip]
const RELAYS: &[(&str, &[&str])] = &[
    ("The bridge would reopen in June, according to the mayor.", &["the mayor | according to | The bridge would reopen in June"]),
    ("The bridge would reopen in June, according to Marta Olsen, the mayor of Kelby.", &["Marta Olsen, the mayor of Kelby | according to | The bridge would reopen in June"]),
    ("According to the mayor, the bridge would reopen in June.", &["the mayor | According to | the bridge would reopen in June"]),
    ("According to Marta Olsen, the mayor of Kelby, the bridge would reopen in June.", &["Marta Olsen, the mayor of Kelby | According to | the bridge would reopen in June"]),
    ("The bridge, according to the mayor, would reopen in June.", &["the mayor | according to | The bridge … would reopen in June"]),
    ("Olsen was quoted by Radio Kelby as saying that the bridge would reopen in June.", &["Olsen | was quoted … as saying | that the bridge would reopen in June ^1", "Radio Kelby | quoted | that the bridge would reopen in June"]),
    ("The bridge would reopen in June, Olsen was cited as saying by the Herald.", &["Olsen | was cited … as saying | The bridge would reopen in June ^1", "the Herald | cited | The bridge would reopen in June"]),
    ("Olsen was quoted as saying the bridge would reopen in June.", &["Olsen | was quoted … as saying | the bridge would reopen in June"]),
    ("Radio Kelby quoted Olsen as saying that the bridge would reopen in June.", &["Radio Kelby | quoted | Olsen as saying that the bridge would reopen in June", "Olsen | as saying | that the bridge would reopen in June ^0"]),
    ("The Herald quoted Marta Olsen, the mayor of Kelby, as saying the bridge was safe.", &["The Herald | quoted | Marta Olsen, the mayor of Kelby, as saying the bridge was safe", "Marta Olsen, the mayor of Kelby | as saying | the bridge was safe ^0"]),
    ("Radio Kelby quoted the mayor on Sunday as saying that the bridge was safe.", &["Radio Kelby | quoted | the mayor on Sunday as saying that the bridge was safe", "the mayor | as saying | that the bridge was safe ^0"]),
    ("The Herald reported that the bridge was closed, quoting Olsen as saying it was unsafe.", &["The Herald | reported | that the bridge was closed", "The Herald | quoting | Olsen as saying it was unsafe", "Olsen | as saying | it was unsafe ^1"]),
    ("The bridge was closed, the Herald reported, citing Olsen as saying it was unsafe.", &["the Herald | reported | The bridge was closed", "the Herald | citing | Olsen as saying it was unsafe", "Olsen | as saying | it was unsafe ^1"]),
    ("The Herald reported on Sunday that the bridge would reopen in June, citing two officials.", &["The Herald | reported | that the bridge would reopen in June", "two officials | citing | that the bridge would reopen in June ^0"]),
    ("Citing two officials, the Herald reported that the bridge would reopen in June.", &["two officials | Citing | that the bridge would reopen in June ^1", "the Herald | reported | that the bridge would reopen in June"]),
    ("The Herald, citing two officials, reported that the bridge would reopen in June.", &["two officials | citing | that the bridge would reopen in June ^1", "The Herald | reported | that the bridge would reopen in June"]),
    ("The Herald reported, citing Radio Kelby, that the bridge would reopen in June.", &["The Herald | reported | that the bridge would reopen in June", "Radio Kelby | citing | that the bridge would reopen in June ^0"]),
    ("The bridge would reopen in June, the Herald reported, citing two officials.", &["two officials | citing | The bridge would reopen in June ^1", "the Herald | reported | The bridge would reopen in June"]),
    ("The bridge will reopen in June, as first reported by the Herald.", &["the Herald | as first reported by | The bridge will reopen in June"]),
    ("As the Herald first reported, the bridge will reopen in June.", &["the Herald | first reported | the bridge will reopen in June"]),
    ("The purpose of the talks, as reported by a Danish outlet via Brightwater, was to agree on a price.", &["Brightwater | via | The purpose of the talks … was to agree on a price", "a Danish outlet | as reported by | The purpose of the talks … was to agree on a price ^0"]),
    ("The bridge will reopen in June, according to Marta Olsen, the mayor of Kelby, quoted by the Herald.", &["the Herald | quoted by | The bridge will reopen in June", "Marta Olsen, the mayor of Kelby | according to | The bridge will reopen in June ^0"]),
    ("The bridge will reopen in June, the Herald said, attributing the information to Radio Kelby.", &["Radio Kelby | attributing the information to | The bridge will reopen in June ^1", "the Herald | said | The bridge will reopen in June"]),
    ("Olsen said that, according to the ministry, two workers had died.", &["Olsen | said | that … two workers had died", "the ministry | according to | that … two workers had died ^0"]),
    ("It was reported that the bridge would reopen in June.", &[" | was reported | that the bridge would reopen in June"]),
    ("The timing is said to be June 18, as reported by the journalists involved.", &["the journalists involved | as reported by | The timing is said to be June 18", " | is said | The timing … to be June 18 ^0 ?"]),
    ("Kelby — According to the mayor, the bridge would reopen in June.", &["the mayor | According to | the bridge would reopen in June"]),
    ("According to the cited source, the cables had rusted.", &["the cited source | According to | the cables had rusted"]),
];

/// Frames that deny or hedge.
#[rustfmt::skip]
const STANCE: &[(&str, &[&str])] = &[
    ("The mayor denied that the bridge had been closed.", &["The mayor | denied | that the bridge had been closed -"]),
    ("The company rejected reports that the bridge had been closed.", &["The company | rejected | that the bridge had been closed -"]),
    ("The company has repeatedly denied the allegations.", &["The company | has repeatedly denied | the allegations -"]),
    ("The ministry dismissed the claim as nonsense.", &["The ministry | dismissed | the claim as nonsense -"]),
    ("The ministry did not deny that the bridge had been closed.", &["The ministry | did not deny | that the bridge had been closed -"]),
    ("The engineer disputed the finding that the cables had rusted.", &["The engineer | disputed | that the cables had rusted -"]),
    ("The mayor had denied that the bridge was unsafe, Radio Kelby reported.", &["Radio Kelby | reported | The mayor had denied that the bridge was unsafe", "The mayor | had denied | that the bridge was unsafe ^0 -"]),
    ("Radio Kelby reported that the mayor had denied that the bridge was unsafe.", &["Radio Kelby | reported | that the mayor had denied that the bridge was unsafe", "the mayor | had denied | that the bridge was unsafe ^0 -"]),
    ("It is believed that the bridge was unsafe.", &[" | is believed | that the bridge was unsafe ?"]),
    ("The bridge is said to be unsafe.", &[" | is said | The bridge … to be unsafe ?"]),
    ("The workers are believed to have drowned.", &[" | are believed | The workers … to have drowned ?"]),
    ("The ministry said initial indications were that the cables had rusted.", &["The ministry | said | the cables had rusted ?"]),
    ("The ministry said it appeared that the cables had rusted.", &["The ministry | said | the cables had rusted ?"]),
    ("It was believed that the cables had rusted, Marta Olsen, the mayor, said.", &["Marta Olsen, the mayor | said | the cables had rusted ?"]),
    ("The ministry appeared to confirm that the cables had rusted.", &["The ministry | appeared to confirm | that the cables had rusted ?"]),
    ("The mayor said the cables had rusted, but cautioned that the information was preliminary.", &["The mayor | said | the cables had rusted ?", "The mayor | cautioned | that the information was preliminary"]),
    ("The mayor said the bridge was safe and denied that anyone had been warned.", &["The mayor | said | the bridge was safe", "The mayor | denied | that anyone had been warned -"]),
    ("The mayor withdrew an earlier statement and said the bridge was unsafe.", &["The mayor | said | the bridge was unsafe"]),
    ("A poll shows that most residents want a new bridge.", &["A poll | shows | that most residents want a new bridge"]),
    ("Residents were told that the bridge was safe.", &[]),
    ("Residents were told by the mayor that the bridge was safe.", &["the mayor | were told | that the bridge was safe"]),
    (
        "The council was warned in May that the bridge sagged, two engineers said.",
        &["two engineers | said | The council was warned in May that the bridge sagged"],
    ),
    ("The coroner ruled that the death was an accident.", &["The coroner | ruled | that the death was an accident"]),
];

/// Quotations that are sentences of their own, with their frame in the next sentence.
#[rustfmt::skip]
const REJOINED: &[(&str, &[&str])] = &[
    ("\"It is over.\" The mayor continues, \"We lost.\"", &["The mayor | continues | \"It is over.\" … \"We lost.\""]),
    ("\"It is over.\" The mayor continues.", &["The mayor | continues | \"It is over.\""]),
    ("\"It is over.\" The mayor added: \"We lost.\"", &["The mayor | added | \"It is over.\" … \"We lost.\""]),
    ("\"It is over.\" The mayor left the hall.", &[]),
    ("\"It is over.\" The mayor wept, \"We lost.\"", &[]),
    ("\"It is over.\"\n\nThe mayor continues, \"We lost.\"", &["The mayor | continues | \"We lost.\""]),
    ("\"It is over,\" a guard said. The mayor said the vote was fair.", &["a guard | said | \"It is over,\"", "The mayor | said | the vote was fair"]),
];

/// Sources that quoted words name.
#[rustfmt::skip]
const QUOTED: &[(&str, &[&str])] = &[
    ("\"The dam had cracks, according to two engineers,\" the Courier wrote.", &["the Courier | wrote | \"The dam had cracks, according to two engineers,\"", "two engineers | according to | The dam had cracks ^0"]),
    ("\"The dam had cracks. According to two engineers, nobody looked,\" the Courier wrote.", &["the Courier | wrote | \"The dam had cracks. According to two engineers, nobody looked,\"", "two engineers | According to | nobody looked ^0"]),
    ("\"According to two engineers,\" the Courier wrote.", &["the Courier | wrote | \"According to two engineers,\""]),
    ("\"The dam had cracks,\" the Courier wrote.", &["the Courier | wrote | \"The dam had cracks,\""]),
    ("\"The police said that the dam had cracks,\" the mayor said.", &["the mayor | said | \"The police said that the dam had cracks,\"", "The police | said | that the dam had cracks ^0"]),
    ("\"Nobody can say how long,\" the mayor said.", &["the mayor | said | \"Nobody can say how long,\""]),
];

/// Verbs of saying that say nothing: what one may do, what was counted, idioms.
#[rustfmt::skip]
const NO_SPEECH: &[(&str, &[&str])] = &[
    ("It can recommend that a reservoir be lowered.", &[]),
    ("The council may decide that the bridge must close.", &[]),
    ("The panel recommended that a reservoir be lowered.", &["The panel | recommended | that a reservoir be lowered"]),
    ("The panel could not recommend that the bridge reopen.", &["The panel | could not recommend | that the bridge reopen"]),
    ("The attack claimed 19 lives.", &[]),
    ("The attack claimed the lives of 19 people.", &[]),
    ("The bombing had claimed 35 lives since it began.", &[]),
    ("The flood, which claimed two lives, closed the road.", &[]),
    ("Two hospitals admitted 51 patients hurt by the blast.", &[]),
    ("Hospitals admitted several patients who had been hurt.", &[]),
    ("Engineers asked five times for new pumps.", &[]),
    ("Divers found 12 bodies and searched the hull.", &[]),
    ("The union claimed 19 workers had died.", &["The union | claimed | 19 workers had died"]),
    ("The union claimed two workers and a guard had died.", &["The union | claimed | two workers and a guard had died"]),
    ("The union claimed that 19 workers died.", &["The union | claimed | that 19 workers died"]),
    ("The ministry reported 19 deaths.", &["The ministry | reported | 19 deaths"]),
];

#[test]
fn sentences_give_their_attributions() {
    for table in [DIRECT, LEADING, TRAILING, RELAYS, STANCE, REJOINED, QUOTED, NO_SPEECH] {
        for (text, expected) in table {
            check(text, expected);
        }
    }
}

#[test]
fn a_speech_goes_on_in_the_same_paragraph() {
    check(
        "\"The bridge is closed,\" Olsen said. \"It will stay closed. Nobody can say how long.\" Traffic was light.",
        &["Olsen | said | \"The bridge is closed,\" … \"It will stay closed. Nobody can say how long.\""],
    );
}

#[test]
fn a_speech_of_several_paragraphs_is_carried_on() {
    check(
        "“The bridge is closed,” Olsen said. “It will stay closed.\n\n“Nobody can say how long.”\n\nTraffic was light.",
        &[
            "Olsen | said | “The bridge is closed,” … “It will stay closed.",
            "Olsen |  | “Nobody can say how long.” +0",
        ],
    );
}

#[test]
fn a_title_in_quotation_marks_is_no_speech() {
    check(
        "Olsen said the play was good. \"The Quiet Bridge\" opens in June.",
        &["Olsen | said | the play was good"],
    );
}

#[test]
fn a_signed_quotation_has_its_signer_as_source() {
    check(
        "“Nobody asked us about the bridge.” ― Jorge Falk, ferry pilot\n\n\"We heard it on the radio.\" -- Ilse Brandt.",
        &[
            "Jorge Falk, ferry pilot | ― | “Nobody asked us about the bridge.”",
            "Ilse Brandt | -- | \"We heard it on the radio.\"",
        ],
    );
    check(
        "Readers wrote to us.\n\n“Nobody asked us about the bridge.\n\n“We heard it on the radio.”\n\n— Jorge Falk",
        &["Jorge Falk | — | “Nobody asked us about the bridge. … “We heard it on the radio.”"],
    );
    check(
        "“Nobody asked us about the bridge. ― Jorge Falk",
        &["Jorge Falk | ― | “Nobody asked us about the bridge."],
    );
    check("“Nobody asked us about the bridge.” — Then he left.", &[]);
    check("“The Quiet Bridge” — Kelby Playhouse", &[]);
}

#[test]
fn announced_paragraphs_belong_to_who_announces_them() {
    check(
        "The Kelby Herald reports:\n\n“The bridge will stay closed until June.”\n\nTraffic was light.",
        &["The Kelby Herald | reports | “The bridge will stay closed until June.”"],
    );
    check(
        "On Monday the mayor wrote to residents:\n\nWe have closed the bridge. The engineers said it might fall.\n\nTraffic was light.",
        &[
            "the mayor | wrote | We have closed the bridge. The engineers said it might fall. @residents",
            "The engineers | said | it might fall ^0",
        ],
    );
    // A frame of its own beside the words.
    check(
        "Here is what the mayor said:\n\n“The bridge will stay closed,” the engineer said.",
        &["the engineer | said | “The bridge will stay closed,”"],
    );
}

#[test]
fn a_paragraph_of_nothing_but_speech_goes_on() {
    check(
        "“The bridge is closed,” Olsen said.\n\n“Nobody can say how long it will last.”\n\nTraffic was light.\n\n“The Quiet Bridge”",
        &["Olsen | said | “The bridge is closed,”", "Olsen |  | “Nobody can say how long it will last.” +0"],
    );
}

#[test]
fn a_transcript_gives_the_turns_of_its_speakers() {
    check(
        "A transcript follows.\n\nOLSEN: Is the bridge safe?\n\nFALK: It is. The engineers said it would hold.\n\n(LAUGHTER)\n\n\
         We had it tested.\n\nOLSEN: Thank you.\n\nThe interview was recorded on Monday.",
        &[
            "OLSEN | : | Is the bridge safe?",
            "FALK | : | It is. The engineers said it would hold. … We had it tested.",
            "The engineers | said | it would hold ^1",
            "OLSEN | : | Thank you.",
        ],
    );
    // In quotation marks that are opened again in each paragraph.
    check(
        "\"MODERATOR: Is the bridge safe?\n\n\"FALK: It is.\n\n\"We had it tested.\n\n\"MODERATOR: Thank you.\"",
        &[
            "MODERATOR | : | Is the bridge safe?",
            "FALK | : | It is. … \"We had it tested.",
            "MODERATOR | : | Thank you.\"",
        ],
    );
}

#[test]
fn a_list_of_facts_is_no_transcript() {
    check("Name: Kelby Bridge\n\nBuilt: 1974\n\nLength: 210 metres\n\nName: Aske Bridge\n\nBuilt: 1981", &[]);
    check(
        "Update: The bridge is closed.\n\nTraffic was light.\n\nCorrection: It closed on Monday.\n\nNote: Times are local.",
        &[],
    );
}

#[test]
fn furniture_is_passed_over() {
    let text = "The mayor said the bridge was safe.";
    let document =
        Document { text: text.to_owned(), furniture: vec![Span::new(0, text.len())], ..Document::default() };
    let mut notes = Annotations::default();
    (notes.paragraphs, notes.sentences) = FINDER.1.segment(text);
    assert!(FINDER.0.find_by_rule(&document, &notes).is_empty());
}

/// What must hold of the attributions of any text.
fn sound(text: &str) {
    let found = find(text);
    let mut last = 0;
    for (n, attribution) in found.iter().enumerate() {
        let spans = || {
            attribution
                .source
                .iter()
                .chain(&attribution.cue)
                .chain(&attribution.content)
                .chain(&attribution.recipient)
                .chain(&attribution.evidence)
        };
        for span in spans() {
            assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?} in {text:?}");
        }
        for list in [&attribution.source, &attribution.cue, &attribution.content] {
            assert!(list.windows(2).all(|pair| pair[0].end <= pair[1].start), "pieces in order in {text:?}");
        }
        assert!(!attribution.content.is_empty());
        let start =
            attribution.content.iter().chain(&attribution.cue).map(|span| span.start).min().unwrap_or(0);
        assert!(last <= start, "attributions in order in {text:?}");
        last = start;
        assert!(attribution.carries_on.is_none_or(|earlier| earlier < found.len() && earlier != n));
        let (mut at, mut steps) = (n, 0);
        while let Some(parent) = found[at].parent {
            at = parent;
            steps += 1;
            assert!(steps <= found.len(), "a parent is its own child in {text:?}");
        }
    }
    assert_eq!(found, find(text), "the same text gives the same attributions");
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for text in [
        "said ".repeat(10_000),
        "\"".repeat(10_000),
        "\"a\" said, ".repeat(3_000),
        "he said that ".repeat(3_000),
        "according to ".repeat(3_000),
        "x".repeat(300_000),
        ", citing a, ".repeat(3_000),
        "and said, ".repeat(3_000),
        "“a”\n\n".repeat(10_000),
        "(((((".repeat(3_000),
        "“a b c d.” — A\n\n".repeat(3_000),
        "A: b c.\n\nB: d.\n\n".repeat(3_000),
    ] {
        sound(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_is_sound(text in "\\PC{0,200}") {
        sound(&text);
    }

    #[test]
    fn any_order_of_frame_words_is_sound(words in prop::collection::vec(prop::sample::select(vec![
        "said", "the", "mayor", "that", ",", ".", "\"", "“", "”", "according to", "citing", "Olsen", "was quoted by", "as saying", "who", "which",
        "and", "but", "while", "told", "reporters", "on Sunday", "denied", "reports", "it", "is believed to", "in an interview with", "the Herald", "via",
        "\n\n", "—", ":", ";", "(", ")", "as", "went on to", "appeared to", "adding", "cautioned", "preliminary", "claim", "his", "İstanbul", "'", "n’t",
        "initial indications were", "it appeared", "be", "have",
    ]), 0..60)) {
        sound(&words.join(" "));
    }
}
