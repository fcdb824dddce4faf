//! Waivers by which a map is judged, and that it has given up itself.

use crate::diagnostic::Finding;
use crate::lint::{Group, rule};
use crate::model::{Model, Rulebook, Waiver};

/// Whether a finding says only that something is wrong with a waiver that the map no longer has: nothing is left to do
/// about it. So it is of a waiver of a trusted place, of which the map is rid once it is merged.
pub fn is_of_given_up_waiver(model: &Model, finding: &Finding) -> bool {
    let is_meant = |waiver: &Waiver| {
        let (place, of) = (finding.place, waiver.place);
        place.file == of.file && of.start <= place.start && place.end <= of.end
    };
    let is_of_waivers = rule(&finding.rule).is_some_and(|rule| rule.group == Group::Waivers);
    let given_up = |waiver: &Waiver| !model.rulebook.waivers.contains_key(&Rulebook::name_of(waiver));
    is_of_waivers && model.waivers.iter().any(|waiver| is_meant(waiver) && given_up(waiver))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Config, load_texts};

    const WAIVERS: &str = "waivers:\n  - {rule: missing-owner, element: a, reason: old, owner: slk, \
                           decision: d, since: 2008-01-01, expires: 2008-06-30}\n";

    /// A finding of the waivers, if the map has such a rule already.
    fn of_waiver(model: &Model) -> Option<Finding> {
        let rule = crate::lint::RULES.iter().find(|rule| rule.group == Group::Waivers)?;
        model.waivers.first().map(|waiver| Finding::new(rule.name, waiver.place, "unused"))
    }

    #[test]
    fn only_what_is_said_of_a_waiver_that_is_gone_counts() {
        let model = load_texts([("map.yaml", WAIVERS)], &Config::default()).model;
        let given_up = Model { rulebook: Rulebook::default(), ..model.clone() };
        let missing = Finding::new("missing-owner", model.waivers[0].place, "no owner");
        assert!(!is_of_given_up_waiver(&given_up, &missing));
        if let Some(unused) = of_waiver(&model) {
            assert!(is_of_given_up_waiver(&given_up, &unused));
            assert!(!is_of_given_up_waiver(&model, &unused));
        }
    }
}
