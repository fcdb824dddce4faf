//! Findings as SARIF 2.1.0, the format of code scanning and of many editors.
//!
//! One run; every rule in the driver, every finding a result with a place. What a service would refuse is cut, the
//! gravest kept, and a notification says so.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::chosen::{Fingerprints, Listed, Standing};
use super::spot::Spot;
use super::{Findings, message_and_help, waived};
use crate::diagnostic::{Finding, Level, Place, Severity};
use crate::escape;
use crate::lint::{self, RULES, Rule};
use crate::model::Policy;
use crate::report::words::number;
use crate::report::write_json;

/// How many results a run may have before code scanning refuses the file. It shows 5,000 of them, the gravest.
pub const RESULTS: usize = 25_000;
/// Other places of one result. Code scanning takes 1,000 and shows 100.
const PLACES: usize = 100;
/// The folder in which the program ran: the root of the repository, as long as it is run there.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor<'a>>,
}

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Help>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<Configuration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'static str>,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

/// A finding. As soon as one is waived every result says whether it is: without that property nobody would know.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Prints,
    /// Said where findings are held against a baseline, or against the map before a change.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<Vec<Suppression>>,
}

/// A waiver. It stands in the map and not in the code of a result.
#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Prints {
    #[serde(rename = "systemkarta/v1")]
    own: String,
    /// The only name that code scanning knows alerts again by. What it would compute itself changes with the line.
    primary_location_line_hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_column: usize,
}

/// Writes findings as SARIF.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let chosen = findings.gravest(RESULTS);
    let left_out = findings.listed() - chosen.len();
    let rules = Rules::of(&chosen, &findings.graph.model().policies);
    let mut prints = Fingerprints::default();
    let results = chosen.iter().map(|listed| result(*listed, findings, &rules, &mut prints)).collect();
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "systemkarta",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules.described(),
            },
        },
        invocations: [Invocation {
            execution_successful: true,
            tool_execution_notifications: notifications(findings, left_out),
        }],
        original_uri_base_ids: BTreeMap::from([(
            ROOT,
            Base { description: text("The folder in which systemkarta ran.") },
        )]),
        column_kind: "unicodeCodePoints",
        results,
    };
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    write_json(&log, out)
}

/// The rules of the table, and after them the policies of the map and whatever else findings name, by name.
struct Rules<'a> {
    others: Vec<(Cow<'a, str>, Option<&'a Policy>)>,
}

impl<'a> Rules<'a> {
    fn of(listed: &[Listed<'a>], policies: &'a [Policy]) -> Self {
        let names = listed.iter().map(|listed| &*listed.finding.rule);
        let unknown = names.filter(|name| lint::rule(name).is_none());
        let policies = policies.iter().map(|policy| (Cow::Owned(policy.rule()), Some(policy)));
        let mut others: Vec<_> = policies.chain(unknown.map(|name| (Cow::Borrowed(name), None))).collect();
        // Of each name the policy first, if it is one.
        others.sort_by(|(a, policy_a), (b, policy_b)| {
            a.cmp(b).then(policy_a.is_none().cmp(&policy_b.is_none()))
        });
        others.dedup_by(|(b, _), (a, _)| a == b);
        Self { others }
    }

    fn index(&self, name: &str) -> usize {
        let of_table = RULES.binary_search_by(|rule| rule.name.cmp(name));
        let of_others = || self.others.binary_search_by(|(other, _)| (**other).cmp(name));
        of_table.unwrap_or_else(|_| RULES.len() + of_others().unwrap_or_default())
    }

    fn described(self) -> Vec<Descriptor<'a>> {
        let others = self.others.into_iter().map(|(name, policy)| match policy {
            Some(policy) => of_policy(name, policy),
            None => bare(name),
        });
        RULES.iter().map(described).chain(others).collect()
    }
}

/// A policy of the map, with its reason as the help.
fn of_policy<'a>(name: Cow<'a, str>, policy: &Policy) -> Descriptor<'a> {
    let demand = policy.demand.to_string();
    let level = lint::severity_of(policy).name();
    Descriptor {
        short_description: Some(text(&format!("{demand}."))),
        full_description: Some(text(&format!("{name}: {demand}"))),
        help: Some(Help { text: text(&policy.because.value).text, markdown: None }),
        default_configuration: Some(Configuration { enabled: true, level }),
        properties: Some(Properties { tags: ["policy"] }),
        ..bare(name)
    }
}

/// A rule that neither the table nor the map has.
fn bare(id: Cow<'_, str>) -> Descriptor<'_> {
    Descriptor {
        id,
        short_description: None,
        full_description: None,
        help: None,
        default_configuration: None,
        properties: None,
    }
}

fn described<'a>(rule: &Rule) -> Descriptor<'a> {
    let (enabled, level) = match rule.level {
        Level::On(severity) => (true, severity.name()),
        Level::Off => (false, Severity::Warning.name()),
    };
    let help = text(&format!(
        "{}. `systemkarta explain {}` says what that means, why, and what to do instead.",
        rule.summary, rule.name
    ));
    Descriptor {
        id: Cow::Borrowed(rule.name),
        short_description: Some(text(&format!("{}.", rule.summary))),
        full_description: Some(text(&format!("{}: {}", rule.name, rule.summary))),
        help: Some(Help { text: help.text, markdown: Some(rule.explanation) }),
        default_configuration: Some(Configuration { enabled, level }),
        properties: Some(Properties { tags: [rule.group.name()] }),
    }
}

fn result<'a>(
    Listed { finding, standing }: Listed<'a>,
    findings: &Findings<'_>,
    rules: &Rules<'_>,
    prints: &mut Fingerprints,
) -> SarifResult<'a> {
    let print = prints.of(findings, finding);
    let others = finding.related.iter().take(PLACES);
    SarifResult {
        rule_id: &finding.rule,
        rule_index: rules.index(&finding.rule),
        level: finding.severity.name(),
        message: text(&message(finding)),
        locations: [location(findings, finding.place, None)],
        related_locations: others
            .map(|label| location(findings, label.place, Some(&label.message)))
            .collect(),
        partial_fingerprints: Prints { own: print.clone(), primary_location_line_hash: print },
        baseline_state: match standing {
            _ if findings.baseline.is_none() && findings.terms.since.is_none() => None,
            Standing::Known => Some("unchanged"),
            Standing::Counts | Standing::Waived(_) => Some("new"),
        },
        suppressions: (!findings.waived.is_empty()).then(|| suppressions(standing)),
    }
}

fn suppressions(standing: Standing<'_>) -> Vec<Suppression> {
    match standing {
        Standing::Waived(waiver) => {
            let justification = escape::sarif(&waived::in_words(waiver)).into_owned();
            vec![Suppression { kind: "external", status: "accepted", justification }]
        }
        Standing::Counts | Standing::Known => Vec::new(),
    }
}

fn message(finding: &Finding) -> String {
    let told = message_and_help(finding);
    match finding.related.len().saturating_sub(PLACES) {
        0 => told,
        left => format!("{told}. {} more places belong to it", number(left)),
    }
}

fn location(findings: &Findings<'_>, place: Place, message: Option<&str>) -> Location {
    let spot = findings.spot(place);
    let region = Region { start_line: spot.line, start_column: spot.column, end_column: spot.end_column };
    Location {
        physical_location: Physical { artifact_location: artifact(&spot), region },
        message: message.map(text),
    }
}

fn artifact(spot: &Spot<'_>) -> Artifact {
    let uri = escape::uri_path(&spot.path);
    if spot.is_beneath() {
        Artifact { uri: uri.into_owned(), uri_base_id: Some(ROOT) }
    } else {
        let root = if uri.starts_with('/') { "" } else { "/" };
        Artifact { uri: format!("file://{root}{uri}"), uri_base_id: None }
    }
}

/// What is left out, and on what terms the findings were told.
fn notifications(findings: &Findings<'_>, left_out: usize) -> Vec<Notification> {
    let cut = format!(
        "{} more findings are not in this file, for code scanning takes {} results a run; the gravest are",
        number(left_out),
        number(RESULTS)
    );
    let cut = (left_out > 0).then_some(("warning", cut));
    let terms = findings.said_of_terms().into_iter().map(|said| ("note", said));
    cut.into_iter().chain(terms).map(|(level, said)| Notification { level, message: text(&said) }).collect()
}

fn text(text: &str) -> Text {
    Text { text: escape::sarif(text).into_owned() }
}
