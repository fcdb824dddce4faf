//! Change proposals: what somebody wants to change, before it is made (R7, R18).

use super::{ChangeKind, Duration, Element, Field, Id, Lifecycle, Located, Moment, PartialDate, Value};
use crate::diagnostic::Place;

/// A change proposal: an entry of `changes`, or a file of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its id; proposals have a namespace of their own.
    pub id: Located<Id>,
    /// Its title; the id if none is given.
    pub title: Option<Located<Box<str>>>,
    /// How far it has come.
    pub status: Status,
    /// The organisation that raised it.
    pub raised_by: Option<Located<Id>>,
    /// The questions that a change board asks, as far as they are answered, in the order of [`Statement`].
    pub statements: Vec<(Statement, Located<Box<str>>)>,
    /// When it is made.
    pub window: Option<Located<PlannedWindow>>,
    /// The proposals that must be made before.
    pub depends_on: Vec<Located<Id>>,
    /// What is changed, in order.
    pub steps: Vec<Step>,
    /// What the owners concerned have answered.
    pub answers: Vec<Answer>,
    /// What was decided.
    pub decision: Option<Decision>,
}

/// The time in which a change is made: civil time, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedWindow {
    /// The first minute.
    pub from: Moment,
    /// The first minute after it, if it is known.
    pub until: Option<Moment>,
}

/// A step of a proposal, and where it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// Where that is written.
    pub place: Place,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A change whose impact the tables of impact tell.
    Change(PlannedChange),
    /// `move`: an element rests on something else than before.
    Move {
        /// The element.
        element: Located<Id>,
        /// What it rested on.
        from: Located<Id>,
        /// What it will rest on.
        to: Located<Id>,
    },
    /// `set`: fields of an element are replaced whole.
    Set {
        /// The element.
        element: Located<Id>,
        /// Its new fields, each with the places of its key and of its value.
        fields: Vec<(Located<Field>, Located<Value>)>,
    },
    /// `add`: something new.
    Add(Box<Additions>),
}

/// An outage, a retirement and their like, of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedChange {
    /// What happens.
    pub kind: ChangeKind,
    /// To what.
    pub element: Located<Id>,
    /// When an outage begins and ends, with what it leaves unsaid taken from the window of the proposal; that window
    /// if nothing is said.
    pub window: Option<Located<PlannedWindow>>,
    /// How long an outage lasts of which nobody says when it begins.
    pub length: Option<Located<Duration>>,
    /// The day of a retirement or replacement; the first of the window if nothing is said.
    pub at: Option<Located<PartialDate>>,
    /// What takes its place.
    pub with: Option<Located<Id>>,
    /// The element or the version that an upgrade leads to.
    pub to: Option<Located<Box<str>>>,
}

/// What a proposal adds to the map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Additions {
    /// New elements.
    pub elements: Vec<Element>,
    /// New organisations.
    pub organisations: Vec<Element>,
    /// New named lifecycles.
    pub lifecycles: Vec<Lifecycle>,
}

/// What an owner answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The organisation that answers.
    pub owner: Located<Id>,
    /// Of which element; of all that it owns if none is named.
    pub element: Option<Located<Id>>,
    /// What the change means for it.
    pub verdict: Verdict,
    /// How much work, in words.
    pub effort: Option<Box<str>>,
    /// The organisation that pays.
    pub pays: Option<Located<Id>>,
    /// Why, or under which condition.
    pub note: Option<Box<str>>,
    /// Where it is written.
    pub place: Place,
}

/// What was decided of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The outcome.
    pub outcome: Outcome,
    /// Who decided.
    pub by: Option<Box<str>>,
    /// When.
    pub at: Option<Located<PartialDate>>,
    /// Under which conditions.
    pub conditions: Vec<Box<str>>,
    /// Where it is filed.
    pub reference: Option<Box<str>>,
    /// The digest of the proposal that stands in the memo on which it rests: `sha256:…`.
    pub memo: Option<Located<Box<str>>>,
    /// Where it is written.
    pub place: Place,
}

super::choice::choice! {
    /// How far a proposal has come.
    Status { /// Not decided.
        Proposed = "proposed", /// Decided, and not yet made.
        Approved = "approved", /// Decided against.
        Rejected = "rejected", /// Made.
        Implemented = "implemented" }
}

super::choice::choice! {
    /// What a change board asks of a proposal.
    Statement { /// Why.
        Reason = "reason", /// What it brings.
        Return = "return", /// What can go wrong.
        Risk = "risk", /// What it takes.
        Resources = "resources", /// Who makes it.
        Responsible = "responsible", /// What else it has to do with.
        Relationships = "relationships", /// What is done if it fails.
        Fallback = "fallback" }
}

super::choice::choice! {
    /// What a change means for an owner.
    Verdict { /// Nothing.
        NoAction = "no-action", /// It is tested.
        Test = "test", /// It is adapted.
        Adapt = "adapt", /// The owner is against it.
        Object = "object" }
}

super::choice::choice! {
    /// How a proposal was decided.
    Outcome { /// It may be made.
        Approved = "approved", /// It may not.
        Rejected = "rejected" }
}

impl Proposal {
    /// A proposal of which nothing is said yet.
    pub fn new(id: Located<Id>) -> Self {
        Self {
            id,
            title: None,
            status: Status::Proposed,
            raised_by: None,
            statements: Vec::new(),
            window: None,
            depends_on: Vec::new(),
            steps: Vec::new(),
            answers: Vec::new(),
            decision: None,
        }
    }

    /// Puts the id of an organisation where one of its aliases was written.
    pub(crate) fn resolve_organisations(&mut self, id_of: &dyn Fn(&Id) -> Option<Id>) {
        let answers = self.answers.iter_mut();
        let named = answers.flat_map(|answer| [Some(&mut answer.owner), answer.pays.as_mut()]);
        for named in named.chain([self.raised_by.as_mut()]).flatten() {
            named.value = id_of(&named.value).unwrap_or_else(|| named.value.clone());
        }
        for step in &mut self.steps {
            match &mut step.action {
                Action::Set { fields, .. } => {
                    fields.iter_mut().for_each(|(_, located)| located.value.resolve_organisation(id_of));
                }
                Action::Add(additions) => {
                    additions.elements.iter_mut().for_each(|element| element.resolve_organisations(id_of));
                }
                Action::Change(_) | Action::Move { .. } => {}
            }
        }
    }

    /// How many elements and organisations it adds.
    pub fn additions(&self) -> usize {
        let count = |step: &Step| match &step.action {
            Action::Add(additions) => additions.elements.len() + additions.organisations.len(),
            _ => 0,
        };
        self.steps.iter().map(count).sum()
    }

    /// The title, or the id if it has none.
    pub fn title(&self) -> &str {
        self.title.as_ref().map_or(self.id.value.as_str(), |title| &title.value)
    }

    /// The answer to a question of the board.
    pub fn statement(&self, statement: Statement) -> Option<&str> {
        self.statements.iter().find(|(s, _)| *s == statement).map(|(_, text)| &*text.value)
    }

    /// Whether it is still to be made: proposed or approved.
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Proposed | Status::Approved)
    }
}
