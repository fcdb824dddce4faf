//! Parts and wholes, information, and what is not in use.

use super::Case;

pub(super) const CASES: &[Case] = &[
    // The part is changed with its whole: not affected, but its dependents are direct ones.
    Case {
        name: "an outage of a whole is one of its parts",
        map: "
systems: {w: , x: {part_of: w}, d: {depends_on: {to: x, strength: hard}}}",
        asked: "outage w 0-4h",
        answer: &["d: stopped 0h; 1 declared"],
    },
    // The whole has less without a part; the other part feels that the whole is degraded.
    Case {
        name: "an outage of a part degrades the whole",
        map: "
systems: {w: , x: {part_of: w}, y: {part_of: w}}",
        asked: "outage x 0-4h",
        answer: &["w: degraded 0h; 1 declared", "y: degraded 0h; 2 assumed"],
    },
    // Parts of parts are changed; a part out of use is not, nor what hangs on it.
    Case {
        name: "parts of parts in use",
        map: "
systems:
  w:
  x: {part_of: w}
  z: {part_of: x}
  old: {part_of: w, lifecycle: retired}
  d: {depends_on: {to: z, strength: hard}}
  e: {depends_on: {to: old, strength: hard}}",
        asked: "interface w",
        answer: &["d: adapt; 1 declared"],
    },
    // Information stops with its master. Who uses it, or even rests on it, is not reached through it.
    Case {
        name: "disruption ends at information",
        map: "
processes: {p: {uses: i}, q: {depends_on: i}}
information: {i: }
systems: {s: {masters: i}}",
        asked: "outage s 0-4h",
        answer: &["i: stopped 0h; 1 declared"],
    },
    // Information that is out itself stops what rests on it; to use it is another relation.
    Case {
        name: "information that is out",
        map: "
processes: {p: {uses: i}, q: {depends_on: i}}
information: {i: }
systems: {s: {masters: i}}",
        asked: "outage i 0-4h",
        answer: &["q: stopped 0h; 1 assumed"],
    },
    // b is out of use: neither reached nor passed.
    Case {
        name: "what is not in use passes nothing",
        map: "
systems: {a: , b: {lifecycle: retired, depends_on: a}, c: {depends_on: b}}",
        asked: "outage a 0-4h",
        answer: &[],
    },
    // As a cause it counts as in use, with what rests on it.
    Case {
        name: "a cause out of use is a cause",
        map: "
systems: {b: {lifecycle: retired}, c: {depends_on: b}, d: {lifecycle: plan, depends_on: b}}",
        asked: "outage b 0-4h",
        answer: &["c: stopped 0h; 1 assumed"],
    },
    // A cause out of use is a member of its group like any other.
    Case {
        name: "a cause out of use counts in its group",
        map: "
systems: {a: , b: {lifecycle: retired}, s: {depends_on: {any_of: [a, b]}}}",
        asked: "outage b 0-4h",
        answer: &["kept: s from stopped, 1 of 2 up, 1 needed"],
    },
];
