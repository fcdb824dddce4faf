//! When things can leave, day by day: would something that is in use on a day stop without them?

use std::collections::BTreeMap;

use super::world::{AT, BEFORE_ALL, Day, NEVER, Path, World};

/// After this day nothing changes any more.
const LAST: Day = 30;

/// The day on which everything that leaves is out of use.
pub(super) type Leaves = BTreeMap<String, Day>;

impl World {
    fn declared_use(&self, name: &str, day: Day) -> bool {
        let thing = &self.elements[name];
        thing.start.is_none_or(|start| start <= day) && thing.retired.is_none_or(|retired| day < retired)
    }

    pub(super) fn is_leaver(&self, name: &str) -> bool {
        let thing = &self.elements[name];
        let says_so = thing.phase_out.is_some() || thing.retired.is_some() || thing.successor.is_some();
        says_so && self.declared_use(name, AT)
    }

    /// Whether something stands in for others on a day: not if it leaves on a day that nobody knows.
    fn stands_in(&self, name: &str, day: Day) -> bool {
        let is_undated = self.is_leaver(name) && self.elements[name].retired.is_none();
        !is_undated && self.declared_use(name, day)
    }

    /// Whether something is used on a day, if what leaves leaves so.
    fn used(&self, name: &str, day: Day, leaves: &Leaves) -> bool {
        let thing = &self.elements[name];
        match leaves.get(name) {
            Some(&leaves) => thing.start.is_none_or(|start| start <= day) && day < leaves,
            None => self.declared_use(name, day),
        }
    }

    fn follows(&self, later: &str, earlier: &str) -> bool {
        let mut at = earlier;
        for _ in 0..self.elements.len() {
            match &self.elements[at].successor {
                Some(next) if next == later => return later != earlier,
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    }

    fn is_there(path: &Path, day: Day) -> bool {
        path.through.as_ref().is_none_or(|(_, from, until)| {
            from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
        })
    }

    fn rests_on(&self, dependent: &str, other: &str, day: Day) -> bool {
        self.rests_apart(dependent, other, "", day)
    }

    /// Whether something rests on another, and not only as a member of a group with a third, which counts it already.
    fn rests_apart(&self, dependent: &str, other: &str, third: &str, day: Day) -> bool {
        let mut paths = self.paths.iter().filter(|path| path.dependent == dependent);
        let names = |path: &Path, name: &str| path.members.iter().any(|member| member == name);
        paths.any(|path| Self::is_there(path, day) && names(path, other) && !names(path, third))
    }

    /// The day by which something leaves, if that is planned; else it may be any day from now on.
    fn leaves_by(&self, name: &str) -> Day {
        self.elements[name].retired.filter(|&retired| retired > AT).unwrap_or(AT)
    }

    /// Whether a dependent that is in use on a day would stop if something were gone.
    fn would_stop(&self, dependent: &str, gone: &str, day: Day, stands_in: &dyn Fn(&str) -> bool) -> bool {
        let others = || self.elements.keys().filter(|other| *other != gone);
        let short = |path: &Path| {
            let up = path.members.iter().filter(|member| *member != gone && stands_in(member)).count();
            path.members.len() == 1 || up < path.min_up
        };
        let needs = self.paths.iter().any(|path| {
            path.dependent == dependent
                && path.hard
                && path.members.iter().any(|member| member == gone)
                && Self::is_there(path, day)
                && short(path)
        });
        // From the first day on which it has what follows, if that is there when the other leaves.
        let moved = others().any(|other| {
            let used =
                |day: &Day| self.declared_use(other, *day) && self.rests_apart(dependent, other, gone, *day);
            let last = (BEFORE_ALL..=LAST).filter(used).max();
            let is_for_good = last.is_some_and(|last| last >= self.leaves_by(gone));
            let mut days = if is_for_good { BEFORE_ALL..=day } else { day..=day };
            self.follows(other, gone) && days.any(|day| used(&day))
        });
        let still = others().any(|other| {
            self.follows(gone, other)
                && self.stands_in(other, day)
                && self.rests_apart(dependent, other, gone, day)
        });
        let sourced = dependent == "i0"
            && others().any(|other| stands_in(other) && self.rests_on(dependent, other, day));
        needs && !moved && !still && !sourced
    }

    /// Whether all of some things can be gone from a day on.
    fn can_be_gone(&self, gone: &[String], from: Day, leaves: &Leaves) -> bool {
        gone.iter().all(|gone| {
            (from..=LAST).all(|day| {
                let stands_in = |name: &str| self.stands_in(name, day);
                self.elements.keys().all(|dependent| {
                    dependent == gone
                        || !self.used(dependent, day, leaves)
                        || !self.would_stop(dependent, gone, day, &stands_in)
                })
            })
        })
    }

    /// Before this day nobody waits for something to go: it is asked about, and what follows it is there.
    fn own(&self, name: &str) -> Day {
        let successor = self.elements[name].successor.as_ref();
        let follows = successor.and_then(|successor| self.elements[successor].start);
        let is_ever = successor
            .is_none_or(|successor| (BEFORE_ALL..=LAST).any(|day| self.declared_use(successor, day)));
        if is_ever { follows.unwrap_or(AT).max(AT) } else { NEVER }
    }

    /// The first day on which some things can be gone together, if the others leave so.
    pub(super) fn earliest(&self, together: &[String], leaves: &Leaves) -> Day {
        let own = together.iter().map(|name| self.own(name)).max().unwrap_or(AT);
        let mut days = own..=LAST;
        let found = days.find(|&day| {
            let mut leaves = leaves.clone();
            leaves.extend(together.iter().map(|name| (name.clone(), day)));
            self.can_be_gone(together, day, &leaves)
        });
        found.unwrap_or(NEVER)
    }

    /// The days on which things leave as planned, or as soon after that as they can: tried again until nothing moves.
    pub(super) fn leaves(&self) -> Leaves {
        let planned = |name: &str| self.elements[name].retired.unwrap_or(BEFORE_ALL);
        let leavers: Vec<&String> = self.elements.keys().filter(|name| self.is_leaver(name)).collect();
        let mut leaves: Leaves =
            leavers.iter().map(|name| ((*name).clone(), planned(name).max(self.own(name)))).collect();
        loop {
            let before = leaves.clone();
            for name in &leavers {
                let days = self.own(name)..=LAST;
                let free = days.into_iter().find(|&day| self.can_be_gone(&[(*name).clone()], day, &leaves));
                let day = free.unwrap_or(NEVER).max(planned(name));
                leaves.insert((*name).clone(), day);
            }
            if leaves == before {
                return leaves;
            }
        }
    }

    /// What stops on some day if everything leaves so: the dependent, and what it misses.
    pub(super) fn broken(&self, leaves: &Leaves) -> Option<(String, String, Day)> {
        for (gone, &left) in leaves {
            for day in left.max(AT)..=LAST {
                let stands_in = |name: &str| self.used(name, day, leaves);
                let mut dependents = self.elements.keys();
                let stops = |dependent: &&String| {
                    *dependent != gone
                        && self.used(dependent, day, leaves)
                        && self.would_stop(dependent, gone, day, &stands_in)
                };
                if let Some(dependent) = dependents.find(stops) {
                    return Some((dependent.clone(), gone.clone(), day));
                }
            }
        }
        None
    }
}
