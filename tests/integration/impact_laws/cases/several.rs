//! Several causes, several kinds, several windows.

use super::Case;

pub(super) const CASES: &[Case] = &[
    // All that an operator runs is out: both ends of the redundancy.
    Case {
        name: "what one organisation operates",
        map: "
processes: {p: {depends_on: {to: s, strength: hard}}}
systems:
  a:
  b:
  s: {depends_on: {any_of: [a, b], strength: hard}}
  z: {depends_on: {to: b, strength: soft}}",
        asked: "outage a 0-4h, outage b 0-4h",
        answer: &["s: stopped 0h; 1 declared", "p: stopped 0h; 2 declared", "z: degraded 0h; 1 declared"],
    },
    // a is changed itself and never affected, but t's outage passes through it to b, which must adapt to a.
    Case {
        name: "an interface changes while what it runs on is out",
        map: "
systems: {a: {runs_on: {to: t, strength: hard}}, b: {depends_on: {to: a, strength: hard}}}
technologies: {t: }",
        asked: "interface a, outage t 0-4h",
        answer: &["b: stopped 0h, adapt; 2 declared"],
    },
    // b verifies because of t and adapts because of a: adapt is more.
    Case {
        name: "the greater work counts",
        map: "
systems: {a: , b: {runs_on: {to: t, strength: hard}, depends_on: {to: a, strength: hard}}}
technologies: {t: }",
        asked: "upgrade t, interface a",
        answer: &["b: adapt; 1 declared"],
    },
    // One is back before the other goes.
    Case {
        name: "members that are out one after the other",
        map: "
systems: {a: , b: , s: {depends_on: {any_of: [a, b]}}}",
        asked: "outage a 0-2h, outage b 4-8h",
        answer: &["kept: s from stopped, 1 of 2 up, 1 needed"],
    },
    // Both are out from 4 h to 6 h.
    Case {
        name: "members that are out at the same time for a while",
        map: "
systems: {a: , b: , s: {depends_on: {any_of: [a, b], strength: hard}}}",
        asked: "outage a 0-6h, outage b 4-8h",
        answer: &["s: stopped 4h; 1 declared"],
    },
    // c is out from 0 h to 8 h without a break, so d's 5 h are over at 5 h.
    Case {
        name: "windows that touch are one",
        map: "
systems:
  a:
  b:
  c: {depends_on: [{to: a, strength: hard}, {to: b, strength: hard}]}
  d: {depends_on: {to: c, strength: hard, tolerates: 5h}}",
        asked: "outage a 0-4h, outage b 4-8h",
        answer: &["c: stopped 0h; 1 declared", "d: stopped 5h; 2 declared"],
    },
    // With an hour in between neither outage is long enough; the second comes nearer: 4 h of 5 h.
    Case {
        name: "windows that do not touch are two",
        map: "
systems: {a: , d: {depends_on: {to: a, strength: hard, tolerates: 5h}}}",
        asked: "outage a 0-3h, outage a 4-8h",
        answer: &["kept: d from stopped, 1h left"],
    },
    // Retired, and its neighbour out at the same time: the group is stopped by the whole question while b is out.
    Case {
        name: "a retirement while the other member is out",
        map: "
systems: {a: , b: , s: {depends_on: {any_of: [a, b], strength: hard}}}",
        asked: "retire a, outage b 2-4h",
        answer: &["s: stopped 2h, replace; 1 declared"],
    },
];
