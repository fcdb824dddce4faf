//! A map as these tests know it: plain data, and one of the many ways to write it as YAML.

use crate::graph_laws::Style;
use std::fmt;

/// What a map says.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct World {
    pub(crate) things: Vec<Thing>,
}

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Thing {
    pub(crate) id: String,
    pub(crate) section: &'static str,
    /// A row of [`LIVES`].
    pub(crate) life: usize,
    /// A row of [`HOURS`].
    pub(crate) hours: usize,
    /// Of an integration: how often it runs, a row of [`SCHEDULES`].
    pub(crate) schedule: usize,
    /// Of an integration: how strongly its consumer needs it, and how long it can do without.
    pub(crate) need: Need,
    pub(crate) says: Vec<(&'static str, Ref)>,
}

/// What may be said of any reference.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Need {
    pub(crate) hard: Option<bool>,
    /// In hours.
    pub(crate) tolerates: Option<u64>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ref {
    pub(crate) to: To,
    pub(crate) need: Need,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum To {
    One(usize),
    /// Members, and how many of them must be up.
    Group(Vec<Ref>, usize),
}

/// The day of every question.
pub(crate) const DAY: &str = "2007-09-03";

/// Lifecycles, and whether an element with that one is in use on [`DAY`].
pub(crate) const LIVES: [(&str, bool); 8] = [
    ("", true),
    ("retired", false),
    ("plan", false),
    ("phase_out", true),
    ("active", true),
    ("{active: 2001-01-01, retired: 2014-06-01}", true),
    ("{active: 2007-09-04}", false),
    ("{phase_in: 2001-01-01, retired: 2007-09-03}", false),
];

const DAY_LONG: u64 = 24 * 60;

/// Service hours, with the minutes of the week, Monday first, in which an element that has them is open.
pub(crate) const HOURS: [(&str, &[(u64, u64)]); 5] = [
    ("", &[(0, 7 * DAY_LONG)]),
    ("24x7", &[(0, 7 * DAY_LONG)]),
    (
        "office",
        &[
            (480, 1020),
            (DAY_LONG + 480, DAY_LONG + 1020),
            (2 * DAY_LONG + 480, 2 * DAY_LONG + 1020),
            (3 * DAY_LONG + 480, 3 * DAY_LONG + 1020),
            (4 * DAY_LONG + 480, 4 * DAY_LONG + 1020),
        ],
    ),
    (
        "{mon: '07:00-12:00, 13:00-18:00', sat: '09:00-13:00'}",
        &[(420, 720), (780, 1080), (5 * DAY_LONG + 540, 5 * DAY_LONG + 780)],
    ),
    (
        "{sun-mon: '22:00-06:00'}",
        &[
            (0, 360),
            (DAY_LONG - 120, DAY_LONG),
            (DAY_LONG, DAY_LONG + 360),
            (7 * DAY_LONG - 120, 7 * DAY_LONG),
        ],
    ),
];

/// Schedules with their periods in hours.
pub(crate) const SCHEDULES: [(&str, Option<u64>); 8] = [
    ("", None),
    ("realtime", None),
    ("hourly", Some(1)),
    ("daily", Some(24)),
    ("nightly", Some(24)),
    ("weekly", Some(7 * 24)),
    ("monthly", Some(30 * 24)),
    ("yearly", Some(365 * 24)),
];

impl Thing {
    pub(crate) fn new(id: impl Into<String>, section: &'static str) -> Self {
        let (id, says) = (id.into(), Vec::new());
        Self { id, section, life: 0, hours: 0, schedule: 0, need: Need::default(), says }
    }

    pub(crate) fn in_use(&self) -> bool {
        LIVES[self.life].1
    }

    pub(crate) fn refs(&self, field: &str) -> impl Iterator<Item = &Ref> {
        self.says.iter().filter(move |(said, _)| *said == field).map(|(_, reference)| reference)
    }
}

impl Ref {
    pub(crate) fn to(element: usize) -> Self {
        Self { to: To::One(element), need: Need::default() }
    }

    /// Itself, its members and theirs.
    pub(crate) fn all(&self) -> Vec<&Ref> {
        let mut all = vec![self];
        if let To::Group(members, _) = &self.to {
            all.extend(members.iter().flat_map(Ref::all));
        }
        all
    }

    pub(crate) fn all_mut(&mut self, visit: &mut dyn FnMut(&mut Ref)) {
        visit(self);
        if let To::Group(members, _) = &mut self.to {
            members.iter_mut().for_each(|member| member.all_mut(visit));
        }
    }

    fn text(&self, world: &World, style: &mut Style) -> String {
        let need = self.need.text();
        match &self.to {
            To::One(element) if need.is_empty() => world.things[*element].id.clone(),
            To::One(element) => format!("{{to: {}{need}}}", world.things[*element].id),
            To::Group(members, min_up) => {
                let mut members: Vec<String> = members.iter().map(|m| m.text(world, style)).collect();
                style.shuffle(&mut members);
                let min_up = if *min_up == 1 { String::new() } else { format!(", min_up: {min_up}") };
                format!("{{any_of: [{}]{min_up}{need}}}", members.join(", "))
            }
        }
    }
}

impl Need {
    fn text(self) -> String {
        let strength = match self.hard {
            None => "",
            Some(true) => ", strength: hard",
            Some(false) => ", strength: soft",
        };
        let tolerates = self.tolerates.map(|hours| match hours {
            0 => ", tolerates: 0".to_owned(),
            hours if hours % 24 == 0 => format!(", tolerates: {}d", hours / 24),
            hours => format!(", tolerates: {hours}h"),
        });
        format!("{strength}{}", tolerates.unwrap_or_default())
    }
}

impl World {
    pub(crate) fn of_sections(&self, sections: &[&str]) -> Vec<usize> {
        (0..self.things.len()).filter(|&i| sections.contains(&self.things[i].section)).collect()
    }

    pub(crate) fn number(&self, id: &str) -> usize {
        self.things.iter().position(|thing| thing.id == id).unwrap_or_else(|| panic!("no element {id}"))
    }

    /// The map as YAML. The style chooses the order of everything whose order must not matter.
    pub(crate) fn yaml(&self, style: u64) -> String {
        let mut style = Style(style);
        let mut order: Vec<&Thing> = self.things.iter().collect();
        style.shuffle(&mut order);
        let mut sections: Vec<&str> = order.iter().map(|thing| thing.section).collect();
        sections.dedup();
        let mut text = String::new();
        let mut written: Vec<&str> = Vec::new();
        for section in sections {
            if written.contains(&section) {
                continue;
            }
            written.push(section);
            text.push_str(&format!("{section}:\n"));
            for thing in order.iter().filter(|thing| thing.section == section) {
                text.push_str(&format!("  - {{{}}}\n", self.fields(thing, &mut style).join(", ")));
            }
        }
        text
    }

    fn fields(&self, thing: &Thing, style: &mut Style) -> Vec<String> {
        let mut fields = vec![format!("id: {}", thing.id)];
        for (name, text) in [
            ("lifecycle", LIVES[thing.life].0),
            ("service_hours", HOURS[thing.hours].0),
            ("schedule", SCHEDULES[thing.schedule].0),
        ] {
            if !text.is_empty() {
                fields.push(format!("{name}: {text}"));
            }
        }
        let need = thing.need.text();
        fields.extend(need.strip_prefix(", ").map(str::to_owned));
        let mut names: Vec<&str> = thing.says.iter().map(|(field, _)| *field).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let mut refs: Vec<String> = thing.refs(name).map(|r| r.text(self, style)).collect();
            style.shuffle(&mut refs);
            let list = if refs.len() == 1 { refs.remove(0) } else { format!("[{}]", refs.join(", ")) };
            fields.push(format!("{name}: {list}"));
        }
        style.shuffle(&mut fields);
        fields
    }
}

/// As it is written: that is what one wants to see of a map on which something fails.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{}", self.yaml(0))
    }
}
