//! Work, and what is freed.

use super::Case;

pub(super) const CASES: &[Case] = &[
    // Both ends adapt: the provider over a relation that needs no strength, the consumer over one without.
    Case {
        name: "the interface of an integration",
        map: "
processes: {p: {depends_on: b}}
systems: {a: , b: , z: {depends_on: a}}
integrations: {x: {provider: a, consumer: b}}",
        asked: "interface x",
        answer: &["a: adapt; 1 declared", "b: adapt; 1 assumed", "p: verify; 2 assumed"],
    },
    // Its master, its users, what carries it with both ends; past its users through nothing but relations.
    Case {
        name: "the interface of information",
        map: "
processes: {p: {uses: i}, q: {depends_on: p}}
information: {i: }
systems: {s: {masters: i}, a: , b: }
integrations: {x: {provider: a, consumer: b, carries: i, strength: hard}}",
        asked: "interface i",
        answer: &[
            "s: adapt; 1 declared",
            "x: adapt; 1 declared",
            "a: adapt; 1 declared",
            "b: adapt; 1 declared",
            "p: adapt; 1 assumed",
            "q: verify; 2 assumed",
        ],
    },
    // Both ends of what goes over it.
    Case {
        name: "the interface of a platform",
        map: "
systems: {a: , b: , m: , z: {depends_on: a}}
integrations: {x: {provider: a, consumer: b, via: {to: m, strength: hard}, strength: hard}}",
        asked: "interface m",
        answer: &["x: adapt; 1 declared", "b: adapt; 1 declared", "a: adapt; 1 declared"],
    },
    // Who feeds it must test; what hangs on that provider has nothing to do.
    Case {
        name: "the interface of a system that is fed",
        map: "
systems: {a: , b: , z: {depends_on: a}}
integrations: {x: {provider: a, consumer: b, strength: hard}}",
        asked: "interface b",
        answer: &["a: verify; 1 declared"],
    },
    // Past information too: who uses what the system masters.
    Case {
        name: "the interface of a master",
        map: "
processes: {p: {uses: {to: i, strength: soft}}}
information: {i: }
systems: {s: {masters: i}}",
        asked: "interface s",
        answer: &["i: adapt; 1 declared", "p: verify; 2 declared"],
    },
    // The same retired: the information needs a new master, and nothing passes through it.
    Case {
        name: "the retirement of a master",
        map: "
processes: {p: {uses: {to: i, strength: soft}}}
information: {i: }
systems: {s: {masters: i}}",
        asked: "retire s",
        answer: &["i: stopped 0h, replace; 1 declared"],
    },
    // p needs something else, q adapts, r tests. The feed is closed: a tests, x has lost its consumer, and t served
    // only b. a is needed by z.
    Case {
        name: "the retirement of a system",
        map: "
processes:
  p: {depends_on: {to: b, strength: hard}}
  q: {depends_on: {to: b, strength: soft}}
  r: {depends_on: {to: p, strength: hard}}
systems: {a: , b: {runs_on: t}, z: {depends_on: a}}
technologies: {t: }
integrations: {x: {provider: a, consumer: b, strength: hard}}",
        asked: "retire b",
        answer: &[
            "p: stopped 0h, replace; 1 declared",
            "q: degraded 0h, adapt; 1 declared",
            "r: stopped 0h, verify; 2 declared",
            "a: verify; 1 declared",
            "freed: t",
            "freed: x",
        ],
    },
    // The consumer needs another source, and the integration has lost its provider.
    Case {
        name: "the retirement of a provider",
        map: "
processes: {p: {depends_on: {to: b, strength: hard}}}
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, strength: hard}}",
        asked: "retire a",
        answer: &[
            "x: stopped 0h, replace; 1 declared",
            "b: stopped 0h, replace; 1 declared",
            "p: stopped 0h, verify; 2 declared",
            "freed: x",
        ],
    },
    // c still serves d: test, and nothing past it.
    Case {
        name: "the retirement of a member",
        map: "
systems: {b: , c: , d: {depends_on: {any_of: [b, c], strength: hard}}, e: {depends_on: d}}",
        asked: "retire b",
        answer: &["d: verify; 1 declared", "kept: d from stopped, 1 of 2 up, 1 needed"],
    },
    // Nothing serves d any more.
    Case {
        name: "the retirement of all members",
        map: "
systems: {b: , c: , d: {depends_on: {any_of: [b, c], strength: hard}}, e: {depends_on: d}}",
        asked: "retire b, retire c",
        answer: &["d: stopped 0h, replace; 1 declared", "e: stopped 0h, verify; 2 assumed"],
    },
    // t is needed by c too; u and v only by each other and by b.
    Case {
        name: "what is freed and what is still needed",
        map: "
systems: {b: {runs_on: [t, u]}, c: {runs_on: t}}
technologies: {t: , u: {depends_on: v}, v: {depends_on: u}}",
        asked: "retire b",
        answer: &["freed: u", "freed: v"],
    },
    // A new agreement for s, and nothing for what rests on s.
    Case {
        name: "the end of an agreement",
        map: "
processes: {p: {depends_on: s}}
systems: {s: {agreement: k}}
agreements: {k: }",
        asked: "retire k",
        answer: &["s: adapt; 1 declared"],
    },
    // Other terms: test.
    Case {
        name: "another version of an agreement",
        map: "
systems: {s: {agreement: k}}
agreements: {k: }",
        asked: "modify k",
        answer: &["s: verify; 1 declared"],
    },
    // A day between the two; those that feed it and the integrations between adapt too.
    Case {
        name: "a replacement with a gap",
        map: "
processes: {p: {depends_on: {to: b, strength: hard}}}
systems: {a: , f: , b: {depends_on: {to: a, strength: soft}}}
integrations: {x: {provider: f, consumer: a, strength: hard}}",
        asked: "replace a 0-24h",
        answer: &[
            "b: degraded 0h, adapt; 1 declared",
            "p: degraded 0h, verify; 2 declared",
            "x: adapt; 1 declared",
            "f: adapt; 1 declared",
        ],
    },
    // No gap, no disruption, the same work.
    Case {
        name: "a replacement without a gap",
        map: "
processes: {p: {depends_on: {to: b, strength: hard}}}
systems: {a: , b: {depends_on: {to: a, strength: soft}}}",
        asked: "replace a",
        answer: &["b: adapt; 1 declared", "p: verify; 2 declared"],
    },
    // Through technologies to the first system; the process above is not asked.
    Case {
        name: "the upgrade of a technology",
        map: "
processes: {p: {depends_on: s}}
systems: {s: {runs_on: {to: t2, strength: hard}}}
technologies: {t1: , t2: {runs_on: {to: t1, strength: hard}}}",
        asked: "upgrade t1",
        answer: &["s: verify; 2 declared"],
    },
    // The integration that is passed, and its consumer.
    Case {
        name: "a system is modified",
        map: "
processes: {p: {depends_on: b}}
systems: {a: , b: }
integrations: {x: {provider: a, consumer: b, strength: hard}}",
        asked: "modify a",
        answer: &["x: verify; 1 declared", "b: verify; 1 declared"],
    },
    // What the process rests on adapts, agreements too; one step further both ways tests, but not past the agreement.
    Case {
        name: "a process needs something else",
        map: "
processes:
  p: {depends_on: {to: s, strength: hard}, uses: {to: i, strength: soft}, agreement: k}
  q: {depends_on: {to: s, strength: hard}}
  r: {uses: {to: i, strength: soft}, agreement: k2}
  o: {agreement: k}
information: {i: }
systems: {s: {runs_on: {to: t, strength: hard}}, m: {masters: i}}
technologies: {t: }
agreements: {k: , k2: }",
        asked: "need p",
        answer: &[
            "s: adapt; 1 declared",
            "i: adapt; 1 declared",
            "k: adapt; 1 declared",
            "t: verify; 2 declared",
            "q: verify; 2 declared",
            "m: verify; 2 declared",
            "r: verify; 2 declared",
        ],
    },
];
