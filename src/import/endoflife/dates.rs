//! What the days of endoflife.date are in a map.
//!
//! There a day is the last one of support: a release counts as ended from the day after, as in a map. So days are taken as
//! they stand.

use super::product::Release;
use super::said::Event;
use crate::diagnostic::Finding;
use crate::model::{Date, Milestone, SupportEnd};

/// What a release says of its days, as far as it can be understood.
#[derive(Debug, Clone, Copy, Default)]
struct Days {
    release: Option<SupportEnd>,
    active: Option<SupportEnd>,
    life: Option<SupportEnd>,
    extended: Option<SupportEnd>,
    sale: Option<SupportEnd>,
}

/// The milestones of a release, in their order. What is no date is a finding and left out.
pub(super) fn milestones(
    release: &Release,
    today: Date,
    findings: &mut Vec<Finding>,
) -> Vec<(Milestone, SupportEnd)> {
    let mut days = Days::default();
    for (event, said) in &release.said {
        let end = said.end(*event).map_err(|finding| findings.push(*finding)).ok();
        match event {
            Event::Release => days.release = end,
            Event::ActiveSupport => days.active = end,
            Event::Life => days.life = end,
            Event::ExtendedSupport => days.extended = end,
            Event::Sale => days.sale = end,
        }
    }
    let mut milestones: Vec<(Milestone, SupportEnd)> = days.milestones(today);
    milestones.sort_by_key(|(milestone, _)| *milestone);
    milestones
}

impl Days {
    fn milestones(self, today: Date) -> Vec<(Milestone, SupportEnd)> {
        let mut all = Vec::new();
        let mut say = |milestone, end: Option<SupportEnd>| all.extend(end.map(|end| (milestone, end)));
        say(Milestone::GeneralAvailability, self.release);
        say(Milestone::EndOfSale, self.sale);
        // That it is over is nothing new where a later support is known to have ended since.
        let extended = self.extended.filter(|end| *end != SupportEnd::Over);
        let life = self.life.filter(|end| *end != SupportEnd::Over || !has_passed(extended, today));
        let active = self.active.filter(|end| {
            *end != SupportEnd::Over || !(has_passed(life, today) || has_passed(extended, today))
        });
        if self.goes_on_after_life() {
            say(Milestone::EndOfSupport, active.or(life));
            say(Milestone::EndOfSecuritySupport, life);
            // Beside dates, only an end of life can say that there is no end.
            let is_open = extended == Some(SupportEnd::NoneKnown);
            say(Milestone::EndOfLife, is_open.then_some(SupportEnd::NoneKnown));
        } else {
            say(Milestone::EndOfSupport, active);
            say(Milestone::EndOfLife, life);
        }
        say(Milestone::EndOfExtendedSupport, extended);
        all
    }

    /// Whether there is extended support after the end of life: then that is the end for most, and not of all.
    fn goes_on_after_life(self) -> bool {
        match (self.life, self.extended) {
            (None | Some(SupportEnd::NoneKnown), _) | (_, None | Some(SupportEnd::Over)) => false,
            (Some(SupportEnd::On(life)), Some(SupportEnd::On(extended))) => extended.last() > life.last(),
            (Some(_), Some(_)) => true,
        }
    }
}

fn has_passed(end: Option<SupportEnd>, today: Date) -> bool {
    matches!(end, Some(SupportEnd::On(date)) if date.last() < today)
}
