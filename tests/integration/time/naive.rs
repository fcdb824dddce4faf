//! A second implementation that asks day by day, from the definitions and not from the code.

use std::collections::BTreeSet;

use systemkarta::model::Date;

use super::world::{Dates, End, Map, Want, date};

/// Why something cannot be rested on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    Retired,
    NotYetActive,
    Unsupported,
    AgreementEnded,
}

/// What a map says of a day.
pub(super) trait World {
    /// Whether the element with this id is in use.
    fn in_use(&self, id: &str, day: Date) -> bool;
    /// Whether its vendor supports it.
    fn is_supported(&self, id: &str, day: Date) -> bool;
    /// Every conflict of the day: the dependent, the dependency, why; sorted.
    fn conflicts_on(&self, day: Date) -> Vec<(String, String, Why)>;
}

impl World for Map {
    fn in_use(&self, id: &str, day: Date) -> bool {
        self.dates(id).in_use(day)
    }

    fn is_supported(&self, id: &str, day: Date) -> bool {
        self.dates(id).is_supported(day, date(self.today))
    }

    fn conflicts_on(&self, day: Date) -> Vec<(String, String, Why)> {
        let mut found = BTreeSet::new();
        for (i, part) in self.parts.iter().enumerate() {
            if !part.dates.in_use(day) {
                continue;
            }
            let needed = self.needed_on(i, day);
            for (to, spared) in &needed {
                let dependency = &self.parts[*to].dates;
                let mut add = |why| found.insert((self.id(i), self.id(*to), why));
                if dependency.in_use(day) {
                    if !dependency.is_supported(day, date(self.today)) {
                        add(Why::Unsupported);
                    }
                    continue;
                }
                let replaced = needed.iter().any(|(other, _)| {
                    self.parts[*other].dates.in_use(day)
                        && (self.follows(*other, *to) || self.follows(*to, *other))
                        && !self.are_members_together(i, *other, *to)
                });
                if *spared || replaced {
                    continue;
                }
                // In the gap after what it follows, that is told and no more.
                let is_told = needed.iter().any(|(other, spared)| {
                    let before = &self.parts[*other].dates;
                    self.follows(*to, *other)
                        && !spared
                        && !before.in_use(day)
                        && !before.is_still_to_come(day)
                });
                if !dependency.is_still_to_come(day) {
                    add(Why::Retired);
                } else if self.is_accused(i, *to, day) && !is_told {
                    add(Why::NotYetActive);
                }
            }
            // The agreement that ends last; of those that end on the same day the last in the map.
            let last = part.agreements.iter().copied().max_by_key(|&a| (self.agreements[a].last_day(), a));
            if let Some(last) = last.filter(|&a| self.agreements[a].is_over(day)) {
                found.insert((self.id(i), format!("a{last}"), Why::AgreementEnded));
            }
        }
        found.into_iter().collect()
    }
}

impl Map {
    fn dates(&self, id: &str) -> &Dates {
        if let Some(number) = id.strip_prefix('a') {
            return &self.agreements[number.parse::<usize>().unwrap()];
        }
        if let Some(pair) = id.strip_prefix('i') {
            let (part, want) = pair.split_once('-').unwrap();
            let want = &self.parts[part.parse::<usize>().unwrap()].wants[want.parse::<usize>().unwrap()];
            let Want::Through(dates, ..) = want else { panic!("{id}") };
            return dates;
        }
        &self.parts[id[1..].parse::<usize>().unwrap()].dates
    }

    /// What a part needs on a day, and whether others of a group do in its place; needed in one way is needed.
    fn needed_on(&self, part: usize, day: Date) -> Vec<(usize, bool)> {
        let mut needed: Vec<(usize, bool)> = Vec::new();
        let mut need = |to: usize, spared: bool| match needed.iter_mut().find(|(known, _)| *known == to) {
            Some((_, known)) => *known &= spared,
            None => needed.push((to, spared)),
        };
        for want in &self.parts[part].wants {
            match want {
                Want::One(to) => need(*to, false),
                Want::Group(members, least) => {
                    let up = members.iter().filter(|&&m| self.parts[m].dates.in_use(day)).count();
                    members.iter().for_each(|&member| need(member, up >= *least));
                }
                Want::Through(dates, to, via) if dates.in_use(day) => {
                    need(*to, false);
                    via.iter().for_each(|&via| need(via, false));
                }
                Want::Through(..) => {}
            }
        }
        needed
    }

    /// Whether two are members of one group of a part: there each of them counts already.
    fn are_members_together(&self, part: usize, one: usize, other: usize) -> bool {
        self.parts[part].wants.iter().any(|want| match want {
            Want::Group(members, _) => members.contains(&one) && members.contains(&other),
            _ => false,
        })
    }

    fn follows(&self, later: usize, earlier: usize) -> bool {
        let mut at = earlier;
        for _ in 0..self.parts.len() {
            match self.parts[at].successor {
                Some(next) if next == later => return true,
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    }

    /// A time that lies before today as a whole is told only if somebody said when it began.
    fn is_accused(&self, part: usize, to: usize, day: Date) -> bool {
        let missing = |day: Date| {
            let needed = self.needed_on(part, day);
            let Some((_, false)) = needed.iter().find(|(other, _)| *other == to) else { return false };
            let replaced = needed.iter().any(|(other, _)| {
                self.parts[*other].dates.in_use(day)
                    && (self.follows(*other, to) || self.follows(to, *other))
                    && !self.are_members_together(part, *other, to)
            });
            let dependency = &self.parts[to].dates;
            self.parts[part].dates.in_use(day)
                && !replaced
                && !dependency.in_use(day)
                && dependency.is_still_to_come(day)
        };
        // Back to where the time began, or to long before all dates.
        let before_all = date(1).yesterday().unwrap();
        let mut first = day.min(date(31));
        while first > before_all && missing(first.yesterday().unwrap()) {
            first = first.yesterday().unwrap();
        }
        let has_beginning = first > before_all;
        let reaches_today = (0..).map_while(|n| {
            let at = day.checked_add(jiff::Span::new().days(n)).unwrap();
            (at <= date(31) && missing(at)).then_some(at)
        });
        has_beginning
            || day >= date(self.today)
            || reaches_today.max().is_some_and(|last| last >= date(self.today))
            || {
                // From long before: on to today without a break.
                day < date(1)
                    && (1..=31).map(date).take_while(|&at| missing(at)).any(|at| at >= date(self.today))
            }
    }
}

impl Dates {
    fn begun(&self, phase: usize, day: Date) -> bool {
        self.phases[phase].is_some_and(|first| date(first) <= day)
    }

    /// From the earlier of phase_in and active to the day before retired; what only leaves was in use before.
    fn in_use(&self, day: Date) -> bool {
        if let Some(phase) = self.phase {
            return !matches!(phase, "plan" | "retired");
        }
        let [plan, phase_in, active, phase_out, retired] = self.phases;
        if retired.is_some_and(|retired| day >= date(retired)) {
            return false;
        }
        if phase_in.is_some() || active.is_some() {
            return self.begun(1, day) || self.begun(2, day);
        }
        plan.is_none() || phase_out.is_some()
    }

    /// Whether something that is out of use on a day is so because its time is still to come.
    fn is_still_to_come(&self, day: Date) -> bool {
        if let Some(phase) = self.phase {
            return phase == "plan";
        }
        let later = (1..=31).map(date).any(|at| at > day && self.in_use(at));
        let earlier = (1..=31).map(date).any(|at| at < day && self.in_use(at))
            || self.in_use(date(1).yesterday().unwrap());
        match (earlier, later) {
            (_, true) => true,
            (true, false) => false,
            // Never in use: until it is given up.
            (false, false) => !self.begun(4, day),
        }
    }

    fn last_day(&self) -> Option<Date> {
        let days = || (1..=31).map(date).chain([Date::MAX]);
        let early = Some(date(1).yesterday().unwrap()).filter(|&before| self.in_use(before));
        days().filter(|&day| self.in_use(day)).max().or(early)
    }

    fn is_over(&self, day: Date) -> bool {
        match self.last_day() {
            Some(last) => day > last,
            None => !self.is_still_to_come(day),
        }
    }

    /// Until the latest of the ends, an end of sale not counted; for ever if no end of life is known, or no end at all.
    fn is_supported(&self, day: Date, today: Date) -> bool {
        let [_, ends @ .., life] = self.ends;
        let mut known =
            ends.into_iter().chain([life]).flatten().filter(|end| *end != End::NoneKnown).peekable();
        let is_endless = life == Some(End::NoneKnown) || known.peek().is_none();
        is_endless
            || known.any(|end| match end {
                End::On(last) => day <= date(last),
                _ => day < today,
            })
    }
}
