//! Strengths, tolerances and time.

use super::Case;

pub(super) const CASES: &[Case] = &[
    // Along soft, stopped becomes degraded, and degraded nothing.
    Case {
        name: "soft and soft again",
        map: "
systems:
  a:
  b: {depends_on: {to: a, strength: soft}}
  c: {depends_on: {to: b, strength: soft}}",
        asked: "outage a 0-4h",
        answer: &["b: degraded 0h; 1 declared"],
    },
    // Along hard, degraded stays degraded.
    Case {
        name: "soft and then hard",
        map: "
systems:
  a:
  b: {depends_on: {to: a, strength: soft}}
  c: {depends_on: {to: b, strength: hard}}",
        asked: "outage a 0-4h",
        answer: &["b: degraded 0h; 1 declared", "c: degraded 0h; 2 declared"],
    },
    // c can do with a degraded b for 2 h.
    Case {
        name: "degraded through hard, later",
        map: "
systems:
  a:
  b: {depends_on: {to: a, strength: soft, tolerates: 1h}}
  c: {depends_on: {to: b, strength: hard, tolerates: 2h}}",
        asked: "outage a 0-4h",
        answer: &["b: degraded 1h; 1 declared", "c: degraded 3h; 2 declared"],
    },
    // 8 h of patience, 4 h of outage: 4 h to spare, and c feels nothing at all.
    Case {
        name: "a short outage is bridged",
        map: "
systems:
  a:
  b: {depends_on: {to: a, strength: hard, tolerates: 8h}}
  c: {depends_on: {to: b, strength: hard}}",
        asked: "outage a 0-4h",
        answer: &["kept: b from stopped, 4h left"],
    },
    // It is over in the minute in which b would stop.
    Case {
        name: "an outage just as long as the tolerance is bridged",
        map: "
systems: {a: , b: {depends_on: {to: a, strength: hard, tolerates: 4h}}}",
        asked: "outage a 0-4h",
        answer: &["kept: b from stopped, 0h left"],
    },
    // b stops at 3 h, c would stop at 3 + 2 = 5 h, and it is over at 4 h: 1 h left.
    Case {
        name: "tolerances add up",
        map: "
systems:
  a:
  b: {depends_on: {to: a, strength: hard, tolerates: 3h}}
  c: {depends_on: {to: b, strength: hard, tolerates: 2h}}",
        asked: "outage a 0-4h",
        answer: &["b: stopped 3h; 1 declared", "kept: c from stopped, 1h left"],
    },
    // 2 h until it begins and 4 h of patience.
    Case {
        name: "an outage that begins later",
        map: "
systems: {a: , b: {depends_on: {to: a, strength: hard, tolerates: 4h}}}",
        asked: "outage a 2-10h",
        answer: &["b: stopped 6h; 1 declared"],
    },
    // Nightly without a declared tolerance: assumed 24 h, 12 h of which are left. The integration itself is out.
    Case {
        name: "a nightly integration bridges half a day",
        map: "
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, schedule: nightly, strength: hard}}",
        asked: "outage a 0-12h",
        answer: &["x: stopped 0h; 1 declared", "kept: b from stopped, 12h left"],
    },
    // The strength is declared, but not the 24 h.
    Case {
        name: "a nightly integration holds for a day, as we assume",
        map: "
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, schedule: nightly, strength: hard}}",
        asked: "outage a 0-36h",
        answer: &["x: stopped 0h; 1 declared", "b: stopped 24h; 1 assumed"],
    },
    // What is declared counts, not the schedule.
    Case {
        name: "a nightly integration with a tolerance of its own",
        map: "
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, schedule: nightly, strength: hard, tolerates: 2h}}",
        asked: "outage a 0-36h",
        answer: &["x: stopped 0h; 1 declared", "b: stopped 2h; 1 declared"],
    },
    // No tolerance at all is a declared one too.
    Case {
        name: "a nightly integration without patience",
        map: "
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, schedule: nightly, strength: hard, tolerates: 0}}",
        asked: "outage a 0-36h",
        answer: &["x: stopped 0h; 1 declared", "b: stopped 0h; 1 declared"],
    },
    // Without an end a week passes too: 7 x 24 h.
    Case {
        name: "a weekly integration in an outage without end",
        map: "
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, schedule: weekly, strength: hard}}",
        asked: "outage a 0-",
        answer: &["x: stopped 0h; 1 declared", "b: stopped 168h; 1 assumed"],
    },
    // A schedule says nothing of the integration's own platform and provider.
    Case {
        name: "a broken integration counts as the consumer's one step",
        map: "
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, schedule: realtime, strength: soft}}",
        asked: "outage x 0-4h",
        answer: &["b: degraded 0h; 1 declared"],
    },
    // b works with less at once, and stops when c's failure is felt after 4 h.
    Case {
        name: "first degraded, then stopped",
        map: "
systems:
  a:
  b: {depends_on: [{to: a, strength: soft}, {to: c, strength: hard, tolerates: 4h}]}
  c: {depends_on: {to: a, strength: hard}}",
        asked: "outage a 0-8h",
        answer: &["c: stopped 0h; 1 declared", "b: stopped 4h, degraded 0h; 2 declared"],
    },
    // A ring: each stops once, by the shortest way; the cause is never in the answer.
    Case {
        name: "a ring",
        map: "
systems:
  a: {depends_on: {to: b, strength: hard}}
  b: {depends_on: {to: c, strength: hard}}
  c: {depends_on: {to: a, strength: hard}}",
        asked: "outage a 0-",
        answer: &["c: stopped 0h; 1 declared", "b: stopped 0h; 2 declared"],
    },
    // The direct way takes 4 h, the longer way none.
    Case {
        name: "the earliest way counts, though it is longer",
        map: "
systems:
  a:
  b: {depends_on: {to: a, strength: hard}}
  d: {depends_on: [{to: a, strength: hard, tolerates: 4h}, {to: b, strength: hard}]}",
        asked: "outage a 0-8h",
        answer: &["b: stopped 0h; 1 declared", "d: stopped 0h; 2 declared"],
    },
    // Over b and over c it is as far and as soon; over c everything is declared.
    Case {
        name: "of two ways as long the declared one proves it",
        map: "
systems:
  a:
  b: {depends_on: a}
  c: {depends_on: {to: a, strength: hard}}
  d: {depends_on: [{to: b, strength: hard}, {to: c, strength: hard}]}",
        asked: "outage a 0-8h",
        answer: &["b: stopped 0h; 1 assumed", "c: stopped 0h; 1 declared", "d: stopped 0h; 2 declared"],
    },
];
