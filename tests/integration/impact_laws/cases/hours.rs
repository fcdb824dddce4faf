//! Service hours.

use super::Case;

pub(super) const CASES: &[Case] = &[
    // Saturday: the office is closed, but the e-service behind it is open and stops.
    Case {
        name: "an outage in the weekend passes through a closed office",
        map: "
processes: {p: {service_hours: office, depends_on: {to: s, strength: hard}}}
systems: {s: , e: {service_hours: 24x7, depends_on: {to: p, strength: hard}}}",
        asked: "outage s 0-24h; sat 08:00",
        answer: &["e: stopped 0h; 2 declared", "kept: p from stopped, closed"],
    },
    // From Sunday 20:00 to Monday 10:00 the office misses two hours. It is out from the first minute, felt from 08:00.
    Case {
        name: "an outage over Monday morning",
        map: "
processes: {p: {service_hours: office, depends_on: {to: s, strength: hard}}}
systems: {s: }",
        asked: "outage s 0-14h; sun 20:00",
        answer: &["p: stopped 0h, felt 12h; 1 declared"],
    },
    // The last minute of the outage is 07:59.
    Case {
        name: "an outage that is over when the office opens",
        map: "
processes: {p: {service_hours: office, depends_on: {to: s, strength: hard}}}
systems: {s: }",
        asked: "outage s 0-12h; sun 20:00",
        answer: &["kept: p from stopped, closed"],
    },
    // Friday 15:00 and two hours of patience: it would stop when the office closes.
    Case {
        name: "patience until the office closes",
        map: "
processes: {p: {service_hours: office, depends_on: {to: s, strength: hard, tolerates: 2h}}}
systems: {s: }",
        asked: "outage s 0-12h; fri 15:00",
        answer: &["kept: p from stopped, closed"],
    },
    // Degraded from Friday 15:00, when it is open; it would stop at 17:00 only, when it is closed.
    Case {
        name: "degraded while open, stopped while closed",
        map: "
processes:
  p:
    service_hours: office
    depends_on: [{to: a, strength: soft}, {to: b, strength: hard, tolerates: 2h}]
systems: {a: , b: {depends_on: {to: a, strength: hard}}}",
        asked: "outage a 0-12h; fri 15:00",
        answer: &["b: stopped 0h; 1 declared", "p: degraded 0h; 1 declared", "kept: p from stopped, closed"],
    },
    // Nobody said when it begins.
    Case {
        name: "without a clock nothing is closed",
        map: "
processes: {p: {service_hours: office, depends_on: {to: s, strength: hard}}}
systems: {s: }",
        asked: "outage s 0-2h",
        answer: &["p: stopped 0h; 1 declared"],
    },
    // Open on the nights to Monday and to Tuesday: Monday 05:30 is within, 06:30 is not.
    Case {
        name: "a night shift that ends in time",
        map: "
processes: {p: {service_hours: {sun-mon: '22:00-06:00'}, depends_on: {to: s, strength: hard, tolerates: 1h}}}
systems: {s: , d: {depends_on: {to: p, strength: soft}}}",
        asked: "outage s 0-3h; mon 05:30",
        answer: &["d: degraded 1h; 2 declared", "kept: p from stopped, closed"],
    },
    // Without an end every office opens some day.
    Case {
        name: "an outage without end is felt when the office opens",
        map: "
processes: {p: {service_hours: office, depends_on: {to: s, strength: hard}}}
systems: {s: }",
        asked: "outage s 0-; fri 18:00",
        answer: &["p: stopped 0h, felt 62h; 1 declared"],
    },
];
