//! Findings as JUnit XML, which most CI servers show as a test report: one test case a rule.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Findings, known, message_and_help, waived};
use crate::diagnostic::{Finding, Level, Severity};
use crate::escape::{terminal, xml};
use crate::lint::{Levels, RULES};
use crate::report::words::{counted, number};

/// Which findings fail a test case.
#[derive(Debug, Clone, Copy)]
pub struct JunitOptions<'a> {
    /// The least severe that does; none if nothing shall fail.
    pub fail_on: Option<Severity>,
    /// The levels of the rules. One that is off has been skipped.
    pub levels: &'a Levels,
}

/// Findings told for one rule. A report with more is read by nobody, and refused by some servers.
const TOLD: usize = 1000;

/// Writes findings as JUnit XML.
///
/// A rule that found something at or above the threshold has failed; what it found below that is output of a test
/// that passed, so that the report never is redder than the exit code.
///
/// # Errors
/// When the writer fails.
pub fn write(findings: &Findings<'_>, options: JunitOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules = RULES.iter().map(|rule| {
        let skipped = options.levels.of(rule.name) == Some(Level::Off);
        let about = About { group: rule.group.name(), summary: rule.summary };
        (Cow::Borrowed(rule.name), Case { about, skipped, found: Vec::new() })
    });
    let policies = findings.graph.model().policies.iter().map(|policy| {
        let about = About { group: "policy", summary: &policy.because.value };
        (Cow::Owned(policy.rule()), Case { about, ..Case::default() })
    });
    let mut cases: BTreeMap<Cow<'_, str>, Case<'_>> = rules.chain(policies).collect();
    for finding in findings.findings {
        cases.entry(Cow::Borrowed(&*finding.rule)).or_default().found.push(finding);
    }
    let failures = cases.values().filter(|case| case.fails(options)).count();
    let skipped = cases.values().filter(|case| case.skipped).count();
    let beside = beside(findings);
    let tests = cases.len() + beside.len();
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"");
    let name = format!("systemkarta check {}", findings.map);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"systemkarta\" {counts}>")?;
    writeln!(out, "  <testsuite name=\"{}\" {counts} skipped=\"{skipped}\">", one_line(&name))?;
    let said = findings.said_of_terms();
    if !said.is_empty() {
        writeln!(out, "    <properties>")?;
        for (i, said) in said.iter().enumerate() {
            let name = if i == 0 { "verdict" } else { "terms" };
            writeln!(out, "      <property name=\"{name}\" value=\"{}\"/>", one_line(said))?;
        }
        writeln!(out, "    </properties>")?;
    }
    for (rule, case) in &cases {
        case.write(rule, findings, options, out)?;
    }
    for (name, lines) in beside {
        write_beside(name, &lines, out)?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// What does not count, as tests that passed: by name, with its lines.
fn beside(findings: &Findings<'_>) -> Vec<(&'static str, Vec<String>)> {
    let waived = findings.waivers().map(|(waived, waiver)| waived::line(findings, waived, waiver));
    let waived: Vec<String> = waived.collect();
    let baseline = findings.baseline.map(|compared| {
        let known = counted(compared.known.len(), "finding is known", "findings are known");
        let gone = known::lines(findings);
        ("baseline", std::iter::once(format!("{known} from the baseline")).chain(gone).collect())
    });
    let waived = (!waived.is_empty()).then_some(("waived", waived));
    waived.into_iter().chain(baseline).collect()
}

fn write_beside(name: &str, lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <testcase name=\"{name}\" classname=\"systemkarta.known\">\n      <system-out>")?;
    for line in lines.iter().take(TOLD) {
        writeln!(out, "{}", xml(line))?;
    }
    if let left @ 1.. = lines.len().saturating_sub(TOLD) {
        writeln!(out, "… and {} more; `systemkarta check --format json` has them all", number(left))?;
    }
    writeln!(out, "</system-out>\n    </testcase>")
}

/// What a rule or policy is about, and what it says in a line.
struct About<'a> {
    group: &'static str,
    summary: &'a str,
}

impl Default for About<'_> {
    fn default() -> Self {
        Self { group: "other", summary: "" }
    }
}

/// A rule and what it found.
#[derive(Default)]
struct Case<'a> {
    about: About<'a>,
    skipped: bool,
    found: Vec<&'a Finding>,
}

impl Case<'_> {
    fn worst(&self) -> Option<Severity> {
        self.found.iter().map(|finding| finding.severity).max()
    }

    fn fails(&self, options: JunitOptions<'_>) -> bool {
        options.fail_on.is_some_and(|threshold| self.worst() >= Some(threshold))
    }

    fn write(
        &self,
        rule: &str,
        findings: &Findings<'_>,
        options: JunitOptions<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let About { group, summary } = self.about;
        write!(out, "    <testcase name=\"{}\" classname=\"systemkarta.{group}\"", xml(rule))?;
        let Some(worst) = self.worst() else {
            let skipped = "<skipped message=\"off in systemkarta.toml\"/>";
            return match self.skipped {
                true => writeln!(out, ">\n      {skipped}\n    </testcase>"),
                false => writeln!(out, "/>"),
            };
        };
        if self.fails(options) {
            let count = counted(self.found.len(), worst.name(), &format!("{}s", worst.name()));
            let message = if summary.is_empty() { count } else { format!("{count}: {summary}") };
            writeln!(out, ">\n      <failure message=\"{}\" type=\"{worst}\">", one_line(&message))?;
            self.tell(findings, out)?;
            writeln!(out, "</failure>\n    </testcase>")
        } else {
            writeln!(out, ">\n      <system-out>")?;
            self.tell(findings, out)?;
            writeln!(out, "</system-out>\n    </testcase>")
        }
    }

    /// Each finding in a line, with its place.
    fn tell(&self, findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
        for finding in self.found.iter().take(TOLD) {
            let spot = findings.spot(finding.place);
            let told = message_and_help(finding);
            let (path, told) = (one_line(&spot.path), one_line(&told));
            writeln!(out, "{path}:{}:{}: {}: {told}", spot.line, spot.column, finding.severity)?;
        }
        match self.found.len().saturating_sub(TOLD) {
            0 => Ok(()),
            left => {
                writeln!(out, "… and {} more; `systemkarta check --format json` has them all", number(left))
            }
        }
    }
}

/// Text that a reader of the report may print to a log again: there it must not begin a line.
fn one_line(text: &str) -> String {
    xml(&terminal(text)).into_owned()
}
