//! Redundancy groups.

use super::Case;

pub(super) const CASES: &[Case] = &[
    // One of three may be lost: two are up, as many as are needed, so the next loss stops it.
    Case {
        name: "the first loss of three is absorbed with nothing to spare",
        map: "
systems: {s: {runs_on: {any_of: [t1, t2, t3], min_up: 2}}}
technologies: {t1: , t2: , t3: }",
        asked: "outage t1 0-8h",
        answer: &["kept: s from stopped, 2 of 3 up, 2 needed"],
    },
    // 3 - 2 + 1 = 2 losses stop it. The strength of `runs_on` is nowhere declared.
    Case {
        name: "the second loss of three stops it",
        map: "
systems: {s: {runs_on: {any_of: [t1, t2, t3], min_up: 2}}}
technologies: {t1: , t2: , t3: }",
        asked: "outage t1 0-8h, outage t2 0-8h",
        answer: &["s: stopped 0h; 1 assumed"],
    },
    // Losses are felt at 1 h and 4 h; the second stops the group, and s feels that 2 h later.
    Case {
        name: "a group stops with its deciding loss, and its tolerance comes on top",
        map: "
systems:
  a:
  b:
  s: {depends_on: {any_of: [{to: a, tolerates: 4h}, {to: b, tolerates: 1h}], strength: hard, tolerates: 2h}}",
        asked: "outage a 0-12h, outage b 0-12h",
        answer: &["s: stopped 6h; 1 declared"],
    },
    // The same group is out from 4 h to 6 h, and s can do without for just these 2 h.
    Case {
        name: "a group that is back in time is bridged",
        map: "
systems:
  a:
  b:
  s: {depends_on: {any_of: [{to: a, tolerates: 4h}, {to: b, tolerates: 1h}], strength: hard, tolerates: 2h}}",
        asked: "outage a 0-6h, outage b 0-6h",
        answer: &["kept: s from stopped, 0h left"],
    },
    // The inner group needs both, so it stops with b; the outer one has a left.
    Case {
        name: "a group within a group is one member of it",
        map: "
systems: {a: , b: , c: , s: {depends_on: {any_of: [a, {any_of: [b, c], min_up: 2}]}}}",
        asked: "outage b 0-4h",
        answer: &["kept: s from stopped, 1 of 2 up, 1 needed"],
    },
    // Both members of the outer group are lost now.
    Case {
        name: "a group within a group is lost with its own deciding loss",
        map: "
systems: {a: , b: , c: , s: {depends_on: {any_of: [a, {any_of: [b, c], min_up: 2}], strength: hard}}}",
        asked: "outage a 0-4h, outage b 0-4h",
        answer: &["s: stopped 0h; 1 declared"],
    },
    // Only a is in use where two are needed: it works with what it has, and any loss stops it.
    Case {
        name: "a group with fewer members in use than it needs stops at the first loss",
        map: "
systems: {a: , b: {lifecycle: retired}, s: {depends_on: {any_of: [a, b], min_up: 2}}}",
        asked: "outage a 0-4h",
        answer: &["s: stopped 0h; 1 assumed"],
    },
    // Of two members one is out of use, so the group has only a: what was redundant once is not now.
    Case {
        name: "members out of use do not help",
        map: "
systems: {a: , b: {lifecycle: retired}, s: {depends_on: {any_of: [a, b]}}}",
        asked: "outage a 0-4h",
        answer: &["s: stopped 0h; 1 assumed"],
    },
    // Nothing in the inner group is in use, so a is all there is.
    Case {
        name: "a group of members out of use is no member",
        map: "
systems:
  a:
  b: {lifecycle: retired}
  c: {lifecycle: plan}
  s: {depends_on: {any_of: [a, {any_of: [b, c]}], strength: hard}}",
        asked: "outage a 0-4h",
        answer: &["s: stopped 0h; 1 declared"],
    },
    // Both members work with less, so no undisturbed one is left; none is stopped.
    Case {
        name: "a group is degraded when too few members are undisturbed",
        map: "
systems:
  a: {runs_on: {to: t, strength: soft}}
  b: {runs_on: {to: t, strength: soft}}
  s: {depends_on: {any_of: [a, b], strength: hard}}
technologies: {t: }",
        asked: "outage t 0-4h",
        answer: &["a: degraded 0h; 1 declared", "b: degraded 0h; 1 declared", "s: degraded 0h; 2 declared"],
    },
    // a is stopped and b degraded: one is up, but none undisturbed.
    Case {
        name: "a group with one member stopped and one degraded is degraded",
        map: "
systems:
  a: {runs_on: {to: t, strength: hard}}
  b: {runs_on: {to: t, strength: soft}}
  s: {depends_on: {any_of: [a, b], strength: hard}}
technologies: {t: }",
        asked: "outage t 0-4h",
        answer: &[
            "a: stopped 0h; 1 declared",
            "b: degraded 0h; 1 declared",
            "s: degraded 0h; 2 declared",
            "kept: s from stopped, 1 of 2 up, 1 needed",
        ],
    },
    // s needs the group softly: without it it works with less.
    Case {
        name: "a group that is needed softly degrades",
        map: "
systems: {a: , b: , s: {depends_on: {any_of: [a, b], strength: soft}}}",
        asked: "outage a 0-4h, outage b 0-4h",
        answer: &["s: degraded 0h; 1 declared"],
    },
    // s in its own group is a slip and left out, so b is the only member.
    Case {
        name: "a group that names its own dependent has a member less",
        map: "
systems: {b: , s: {depends_on: {any_of: [s, b], strength: hard}}}",
        asked: "outage b 0-4h",
        answer: &["s: stopped 0h; 1 declared"],
    },
    // The integration has two providers of which one is enough; its consumer waits 1 h.
    Case {
        name: "an integration with a group of providers",
        map: "
systems: {a: , b: , s: }
integrations: {x: {provider: {any_of: [a, b]}, consumer: s, strength: hard, tolerates: 1h}}",
        asked: "outage a 0-4h, outage b 0-4h",
        answer: &["x: stopped 0h; 1 declared", "s: stopped 1h; 1 declared"],
    },
    // One platform of two is enough for the integration.
    Case {
        name: "an integration over a group of platforms",
        map: "
systems: {a: , s: }
technologies: {m1: , m2: }
integrations: {x: {provider: a, consumer: s, via: {any_of: [m1, m2]}}}",
        asked: "outage m1 0-4h",
        answer: &["kept: x from stopped, 1 of 2 up, 1 needed"],
    },
    // The deciding loss comes over b, in two steps and after 2 h.
    Case {
        name: "the proof of a group is the way of its deciding loss",
        map: "
systems:
  a: {depends_on: {to: t, strength: hard}}
  b: {depends_on: {to: a, strength: hard, tolerates: 2h}}
  s: {depends_on: {any_of: [a, b], strength: hard}}
technologies: {t: }",
        asked: "outage t 0-8h",
        answer: &["a: stopped 0h; 1 declared", "b: stopped 2h; 2 declared", "s: stopped 2h; 3 declared"],
    },
    // Both losses are needed for the claim, and that of a is assumed.
    Case {
        name: "a group is assumed if any of the losses it takes is",
        map: "
systems:
  a: {depends_on: t}
  b: {depends_on: {to: t, strength: hard, tolerates: 2h}}
  s: {depends_on: {any_of: [a, b], strength: hard}}
technologies: {t: }",
        asked: "outage t 0-8h",
        answer: &["a: stopped 0h; 1 assumed", "b: stopped 2h; 1 declared", "s: stopped 2h; 2 assumed"],
    },
];
