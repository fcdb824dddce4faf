//! What does not fit together: a finding for each reference that leads nowhere, to the wrong thing or back.

use super::{Builder, SUGGESTIONS, Source};
use crate::diagnostic::{Finding, Place};
use crate::model::{
    Element, Field, FieldSpec, Id, Model, Named, Names, Reference, Section, SelectionDay, Shape,
    did_you_mean, nearest,
};

impl<'m> Builder<'m> {
    pub(super) fn wrong_kind(&mut self, source: &Source<'m>, reference: &Reference, target: &Element) {
        let wanted: Vec<&str> = source.sections.iter().map(|section| section.many()).collect();
        let wanted = if source.sections.len() == Section::ELEMENTS.len() { vec!["elements"] } else { wanted };
        let one = target.section.one();
        let article = if one.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let message = format!(
            "`{}` names {}, but `{}` is {article} {one}",
            source.field.name(),
            wanted.join(" or "),
            target.id()
        );
        self.findings.push(
            Finding::new("wrong-kind", reference.place, message)
                .related(target.id.place, format!("`{}` is declared here", target.id()))
                .element(source.element.id())
                .element(target.id())
                .subject(source.field.name())
                .maybe_help(fields_for(source.element.section, target.section)),
        );
    }

    pub(super) fn unknown(
        &mut self,
        element: &Element,
        field: Field,
        id: &Id,
        place: Place,
        what: &str,
        known: &[&str],
    ) {
        let help = if self.suggested < SUGGESTIONS {
            self.suggested += 1;
            self.suggestion(id, known)
        } else {
            None
        };
        let article = if what.starts_with('e') { "an" } else { "a" };
        let finding =
            Finding::new("unknown-reference", place, format!("`{id}` is not {article} {what} of this map"))
                .label(format!("no {what} has this id"))
                .element(element.id())
                .subject(format!("{}:{id}", field.name()));
        let elsewhere = self
            .model
            .incomplete
            .then(|| "it may stand in a part of the map that could not be read".to_owned());
        self.findings.push(finding.maybe_help(help.or(elsewhere)));
    }

    /// "did you mean `smil` (system, SMIL) or `meta-2` (system, Meta 2)?"
    fn suggestion(&self, id: &Id, known: &[&str]) -> Option<String> {
        let describe = |name: &str| match self.names.get(self.model, name) {
            Some(Named::Element(_, e) | Named::Organisation(e)) => {
                format!("`{name}` ({}, {})", e.section.one(), e.name())
            }
            None => format!("`{name}`"),
        };
        let prefix = format!("{id}--");
        let parts = known.iter().filter(|name| name.starts_with(&prefix)).take(3);
        let parts: Vec<String> = parts.map(|part| format!("`{part}`")).collect();
        if !parts.is_empty() {
            return Some(format!(
                "it has several consumers, each an integration with an id of its own: {}",
                parts.join(", ")
            ));
        }
        let near: Vec<String> =
            nearest(id.as_str(), known.iter().copied()).into_iter().map(describe).collect();
        (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
    }

    pub(super) fn misplaced_group(&mut self, source: &Source<'m>, reference: &Reference) {
        let message = format!("`{}` cannot name a redundancy group", source.field.name());
        let finding = Finding::new("wrong-kind", reference.place, message).element(source.element.id());
        self.findings.push(
            finding
                .subject(source.field.name())
                .help("a group stands where something rests on it: write it on the dependent's side"),
        );
    }

    pub(super) fn self_dependency(&mut self, source: &Source<'m>, reference: &Reference) {
        let message = format!("`{}` names itself in `{}`", source.element.id(), source.field.name());
        let finding = Finding::new("self-dependency", reference.place, message).element(source.element.id());
        self.findings
            .push(finding.subject(source.field.name()).help("delete it, or name what it really rests on"));
    }
}

/// The fields of a section that may name elements of another: what may have been meant.
fn fields_for(section: Section, target: Section) -> Option<String> {
    let names = |spec: &&FieldSpec| match spec.shape {
        Shape::References(targets) => targets.contains(&target),
        Shape::Organisation => target == Section::Organisations,
        _ => false,
    };
    let of_section = Field::TABLE.iter().filter(|spec| spec.sections.contains(&section));
    let fields: Vec<String> = of_section.filter(names).map(|spec| format!("`{}`", spec.name)).collect();
    let plural = target.many();
    (!fields.is_empty()).then(|| format!("{plural} are named by {}", fields.join(", ")))
}

/// Days of selections that name a plateau which the map does not have.
pub(super) fn unknown_plateaus(model: &Model, findings: &mut Vec<Finding>) {
    for policy in &model.policies {
        let selections = policy.demand.selections().into_iter();
        for at in selections.filter_map(|(_, selection)| selection.at.as_ref()) {
            let SelectionDay::Plateau(id) = &at.value else { continue };
            if model.plateaus.iter().any(|plateau| plateau.id.value == *id) {
                continue;
            }
            let known = model.plateaus.iter().map(|plateau| plateau.id.value.as_str());
            let help = (findings.len() < SUGGESTIONS).then(|| did_you_mean(id.as_str(), known)).flatten();
            let message = format!("`{id}` is neither a date nor a plateau of this map");
            let finding =
                Finding::new("unknown-reference", at.place, message).label("no plateau has this id");
            findings
                .push(finding.element(policy.id.value.as_str()).subject(format!("at:{id}")).maybe_help(help));
        }
    }
}

/// An alias that is another's id or alias, so that the name means two things.
pub(super) fn alias_clashes(model: &Model, names: &Names, findings: &mut Vec<Finding>) {
    for declared in model.declarations() {
        for alias in declared.aliases() {
            let holder = match names.get(model, &alias.value) {
                Some(Named::Element(_, holder) | Named::Organisation(holder)) => holder,
                None => continue,
            };
            if holder.id.value != declared.id.value {
                let (id, other, alias_text) = (declared.id(), holder.id(), &alias.value);
                let message = if other == &**alias_text {
                    format!("the alias `{alias_text}` of `{id}` is the id of another")
                } else {
                    format!("`{other}` and `{id}` both have the alias `{alias_text}`")
                };
                findings.push(
                    Finding::new("alias-clash", alias.place, message)
                        .related(holder.id.place, format!("`{}` is declared here", holder.id()))
                        .element(declared.id())
                        .element(holder.id())
                        .subject(alias.value.to_string())
                        .help("delete the alias, or give it to one of them only"),
                );
            }
        }
    }
}
