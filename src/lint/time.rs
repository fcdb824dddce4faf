//! What the rules of the lifecycle have in common: the conflicts of all time, found once, and how one is told.

use crate::analysis::lifecycle::{Conflict, ConflictKind, Timelines, conflicts};
use crate::diagnostic::{Finding, Place, Severity, quoted};
use crate::graph::{ElementIx, Graph, Hanging};
use crate::model::{Criticality, Date, Days, Field, Section, Span, counted, number};

use super::{Context, Findings};

/// When what is in use, and where that leaves gaps.
#[derive(Debug)]
pub struct Time<'g> {
    /// When every element is in use and supported.
    pub timelines: Timelines<'g>,
    /// Where something in use rests on what it cannot rest on.
    pub conflicts: Vec<Conflict>,
    /// How many elements hang on each, and how many critical processes among them; nothing if there is no conflict.
    hanging: Option<Hanging<2>>,
}

/// Most that is spent on counting what hangs on elements, in joined sets.
const COUNTING: usize = 50_000_000;

impl<'g> Time<'g> {
    /// Finds every conflict of a map.
    pub fn of(graph: &'g Graph, today: Date) -> Self {
        let timelines = Timelines::of(graph, today);
        let conflicts = conflicts(&timelines);
        let is_critical_process = |ix: ElementIx| {
            let element = graph.element(ix);
            element.section == Section::Processes && element.criticality() == Some(&Criticality::Critical)
        };
        let hanging = (!conflicts.is_empty())
            .then(|| graph.ways(&[]).hanging(|ix| [true, is_critical_process(ix)], COUNTING));
        Self { timelines, conflicts, hanging }
    }

    /// "; 12 elements hang on `lisa`, 2 critical processes among them"; nothing if nothing hangs on it.
    pub(super) fn further_up(&self, graph: &Graph, element: ElementIx) -> String {
        let Some(hanging) = &self.hanging else { return String::new() };
        let at_least = if hanging.complete { "" } else { "at least " };
        match hanging.on(element.node()) {
            [0, _] => String::new(),
            [elements, critical] => {
                let hang = if elements == 1 { "hangs" } else { "hang" };
                let critical = match critical {
                    0 => String::new(),
                    n => format!(", {} among them", counted(n, "critical process", "critical processes")),
                };
                let elements = counted(elements, "element", "elements");
                format!("; {at_least}{elements} {hang} on `{}`{critical}", graph.element(element).id())
            }
        }
    }
}

/// Tells every conflict of a kind. `what` says what is wrong of the dependent and its dependency.
pub(super) fn tell(
    cx: &Context<'_>,
    findings: &mut Findings,
    kind: ConflictKind,
    help: &str,
    what: impl Fn(&str, &str) -> String,
) {
    for conflict in cx.time.conflicts.iter().filter(|conflict| conflict.kind == kind) {
        let [dependent, dependency] =
            [conflict.dependent, conflict.dependency].map(|ix| cx.graph.element(ix).id());
        let Some(when) = when(&conflict.days, cx.today) else { continue };
        let what = what(&quoted(dependent), &quoted(dependency));
        let message = format!("{what}: {when}{}", cx.time.further_up(cx.graph, conflict.dependent));
        let mut finding = findings.at(conflict.place, message);
        if conflict.days.extent().is_some_and(|days| days.last < cx.today) {
            // Nothing can be done about the past.
            finding.severity = Severity::Note;
        }
        let finding = finding.element(dependent).element(dependency);
        let finding = finding.help(format!("{help}{}", followed_by(cx, conflict)));
        findings.add(said_of(cx, finding, conflict));
    }
}

/// "; `oracle-10g` follows `oracle-9i`, and is in use from 2008-03-08", for each successor.
fn followed_by(cx: &Context<'_>, conflict: &Conflict) -> String {
    let timelines = &cx.time.timelines;
    let dependency = conflict.dependency;
    let follows = |&successor: &ElementIx| {
        let is_there = !timelines.in_use(successor).and(&conflict.days).is_never();
        let when = match timelines.in_use(successor).extent().map(Span::begins) {
            _ if !is_there => "is not in use then either".to_owned(),
            Some(Some(first)) => format!("is in use from {first}"),
            Some(None) => "is in use".to_owned(),
            None => "has no first day of use".to_owned(),
        };
        let [follower, followed] = [successor, dependency].map(|ix| quoted(cx.graph.element(ix).id()));
        format!("; {follower} follows {followed}, and {when}")
    };
    timelines.successors(dependency).iter().map(follows).collect()
}

/// Shows where the lifecycle of what is rested on is declared.
fn said_of(cx: &Context<'_>, finding: Finding, conflict: &Conflict) -> Finding {
    let dependency = cx.graph.element(conflict.dependency);
    let place: Option<Place> = dependency.field(Field::Lifecycle).map(|lifecycle| lifecycle.place);
    match place.filter(|place| *place != conflict.place) {
        Some(place) => finding.related(place, format!("the lifecycle of `{}`", dependency.id())),
        None => finding,
    }
}

/// "from 2010-08-01 to 2012-12-31, in 1,064 days"; of several times, from the first day to the last.
pub(super) fn when(days: &Days, today: Date) -> Option<String> {
    let whole = days.extent()?;
    let broken = match days.spans().len() {
        0 | 1 => "",
        _ => ", with breaks",
    };
    Some(format!("{}{broken}, {}", span_in_words(whole), from_today(whole, today)))
}

fn span_in_words(span: Span) -> String {
    match (span.begins(), span.ends()) {
        (Some(first), Some(last)) if first == last => format!("on {first}"),
        (Some(first), Some(last)) => format!("from {first} to {last}"),
        (Some(first), None) => format!("from {first} on"),
        (None, Some(last)) => format!("until {last}"),
        (None, None) => "always".to_owned(),
    }
}

/// "in 12 days", "since today", "for 12 days now", "past".
fn from_today(span: Span, today: Date) -> String {
    if span.last < today {
        return "which is past".to_owned();
    }
    let Some(first) = span.begins() else { return "today too".to_owned() };
    match today.until(first).map_or(0, |gap| gap.get_days()) {
        0 => "beginning today".to_owned(),
        ahead @ 1.. => format!("in {}", in_days(ahead)),
        ago => format!("for {} now", in_days(ago.saturating_neg())),
    }
}

fn in_days(days: i32) -> String {
    let days = usize::try_from(days).unwrap_or(0);
    if days == 1 { "1 day".to_owned() } else { format!("{} days", number(days)) }
}
