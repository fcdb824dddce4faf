//! One finding in the manner of a compiler: what, where with the line itself, and what to do.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Finding, Location, Place, Severity, Sources};
use crate::escape;

/// How much of a very long line is given to the renderer, which shows what fits and dots where it cuts.
const LINE_WIDTH: usize = 1000;

/// A finding as lines of text, with colours for a terminal. Strip them where there is none.
pub fn render(finding: &Finding, sources: &Sources) -> String {
    rendered(finding, finding.help.as_deref().map(|help| (Level::HELP, help)), sources)
}

/// A finding that is waived, with the words on its waiver instead of help.
pub(super) fn render_waived(finding: &Finding, waiver: &str, sources: &Sources) -> String {
    rendered(finding, Some((Level::NOTE, waiver)), sources)
}

fn rendered(finding: &Finding, beneath: Option<(Level<'_>, &str)>, sources: &Sources) -> String {
    let title = escape::terminal(&finding.message);
    let rule = escape::terminal(&finding.rule);
    let beneath = beneath.map(|(level, words)| (level, escape::terminal(words)));
    let mut group = Group::with_title(level(finding.severity).primary_title(&*title).id(&*rule));
    let labels = std::iter::once((
        finding.place,
        finding.label.as_deref().unwrap_or_default(),
        AnnotationKind::Primary,
    ))
    .chain(
        finding.related.iter().map(|label| (label.place, label.message.as_str(), AnnotationKind::Context)),
    );
    let lines: Vec<Line> = labels.map(|(place, label, kind)| Line::of(place, label, kind, sources)).collect();
    for line in &lines {
        group = group.element(line.snippet());
    }
    if let Some((level, words)) = &beneath {
        group = group.element(level.clone().message(&**words));
    }
    let rendered = Renderer::styled().render(&[group]);
    without_leading_colons(&lines.iter().fold(rendered, Line::with_true_column))
}

/// The arrow before a second place is `:::`, and a line that begins with colons may command a CI runner.
fn without_leading_colons(text: &str) -> String {
    let safe = |line: &str| match line.split_once(":::") {
        Some((before, after)) if anstream::adapter::strip_str(before).to_string().trim().is_empty() => {
            format!("{before}-->{after}")
        }
        _ => line.to_owned(),
    };
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A line of a file made safe, with the part that is meant.
struct Line {
    path: String,
    line: usize,
    column: usize,
    text: String,
    span: std::ops::Range<usize>,
    label: String,
    kind: AnnotationKind,
}

impl Line {
    fn of(place: Place, label: &str, kind: AnnotationKind, sources: &Sources) -> Self {
        let location = sources.locate(place);
        let (text, from, until) = window(&location);
        let byte = |character: usize| text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte);
        let span = byte(from)..byte(until).max(byte(from));
        Self {
            path: escape::terminal(location.path).into_owned(),
            line: location.line,
            column: location.column,
            label: escape::terminal(label).into_owned(),
            span,
            text: text.clone(),
            kind,
        }
    }

    /// The renderer counts columns in the part of the line that it was given; what is told is the column in the file.
    fn with_true_column(rendered: String, line: &Self) -> String {
        let shown = line.text.get(..line.span.start).map_or(0, |before| before.chars().count()) + 1;
        if shown == line.column {
            return rendered;
        }
        let at = |column: usize| format!("{}:{}:{column}", line.path, line.line);
        rendered.replacen(&at(shown), &at(line.column), 1)
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let label = (!self.label.is_empty()).then_some(self.label.as_str());
        let annotation = self.kind.span(self.span.clone()).label(label);
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .path(self.path.as_str())
            .annotation(annotation)
    }
}

/// The part of a line around its place, with the columns of the place in it. Characters are replaced one for one,
/// so columns stay true.
fn window(location: &Location<'_>) -> (String, usize, usize) {
    let from = location.column - 1;
    let skipped = from.saturating_sub(LINE_WIDTH / 2);
    let part: String = location.text.chars().skip(skipped).take(LINE_WIDTH).collect();
    let safe = escape::snippet(&part).into_owned();
    let length = safe.chars().count();
    let from = (from - skipped).min(length);
    (safe, from, (from + location.width).min(length))
}
