//! What follows from the session, worked out once after each change instead of in every frame.

use super::action::GroupBy;
use super::board::{self, Column};
use crate::insight::{self, ActionLack, ClashShown, Finding, Heard, Shown, Weight};
use crate::model::*;
use crate::record::{self, Difference, Signing, changes_since};
use crate::report::text::Fonts;
use crate::series::{Promise, promises};
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// More are not offered.
const MOST_DUPLICATES: usize = 3;

/// Figures and lists the pages show.
#[derive(Debug)]
pub struct Derived {
    pub heard: Vec<Heard>,
    pub answered: usize,
    /// What laptops wrote differently and nobody has settled yet.
    pub clashes: Vec<ClashShown>,
    /// Actions that lack something, and what.
    pub lacks: BTreeMap<ActionId, Vec<ActionLack>>,
    /// Places of contributions of the item that is on, newest first; all where nothing is on.
    pub feed: Vec<usize>,
    pub partner_colors: HashMap<PartnerId, usize>,
    // Only worked out when a page asks: an hour of capture must not slow the next line down, nor what comes from nine
    // other laptops a note-taker's.
    findings: OnceCell<(Vec<Finding>, usize)>,
    owed: OnceCell<Owed>,
    fonts: Arc<Fonts>,
    folded: OnceCell<Vec<String>>,
    index: OnceCell<Vec<(String, insight::Hit)>>,
    changes: OnceCell<Option<Vec<Difference>>>,
    promises: OnceCell<Vec<Promise>>,
    evidence: OnceCell<Vec<(Evidence, Vec<Shown>)>>,
    signing: OnceCell<Option<(usize, Signing)>>,
    given: RefCell<HashMap<AnswerId, Vec<String>>>,
    columns: [OnceCell<Vec<Column>>; GroupBy::ALL.len()],
    duplicates: RefCell<HashMap<ContributionId, Vec<ContributionId>>>,
}

/// How many answers are owed, by partner and by theme.
pub type Owed = (Vec<(Option<PartnerId>, usize)>, Vec<(ThemeId, usize)>);

impl Derived {
    pub fn of(s: &Session, fonts: &Arc<Fonts>) -> Self {
        let on = s.run.current().map(|r| r.item);
        let in_feed = |c: &Contribution| on.is_none_or(|item| c.item == Some(item));
        let mut feed: Vec<usize> =
            s.contributions.iter().enumerate().filter(|(_, c)| in_feed(c)).map(|(i, _)| i).collect();
        feed.reverse();
        let lacks = s.actions.iter().map(|a| (a.id, insight::action_lacks(s, a)));
        Self {
            heard: insight::heard(s),
            answered: s.contributions.iter().filter(|c| !insight::is_owed(c)).count(),
            clashes: insight::clashes(s),
            lacks: lacks.filter(|(_, lacks)| !lacks.is_empty()).collect(),
            feed,
            partner_colors: s.partners.iter().enumerate().map(|(i, p)| (p.id, i)).collect(),
            fonts: Arc::clone(fonts),
            findings: OnceCell::new(),
            owed: OnceCell::new(),
            folded: OnceCell::new(),
            index: OnceCell::new(),
            changes: OnceCell::new(),
            promises: OnceCell::new(),
            evidence: OnceCell::new(),
            signing: OnceCell::new(),
            given: RefCell::default(),
            columns: Default::default(),
            duplicates: RefCell::default(),
        }
    }

    /// What the check finds, of the session this was worked out from.
    pub fn findings(&self, s: &Session) -> &[Finding] {
        &self.checked(s).0
    }

    /// So many of them stop sign-off.
    pub fn stops(&self, s: &Session) -> usize {
        self.checked(s).1
    }

    /// The same, if something has asked for it already.
    pub fn stops_known(&self) -> Option<usize> {
        self.findings.get().map(|(_, stops)| *stops)
    }

    /// Answers that are owed, by partner and by theme.
    pub fn owed(&self, s: &Session) -> &Owed {
        self.owed.get_or_init(|| (insight::owed_by_partner(s), insight::owed_by_theme(s)))
    }

    fn checked(&self, s: &Session) -> &(Vec<Finding>, usize) {
        self.findings.get_or_init(|| {
            let findings = insight::check(s, &|c| self.fonts.has(c));
            let stops = findings.iter().filter(|f| f.weight() == Weight::Stops).count();
            (findings, stops)
        })
    }

    /// The board's columns, of the session this was worked out from.
    pub fn columns(&self, s: &Session, by: GroupBy) -> &[Column] {
        let place = GroupBy::ALL.iter().position(|o| *o == by).unwrap_or(0);
        self.columns.get(place).map_or(&[], |cell| cell.get_or_init(|| board::columns(s, by)))
    }

    /// What has changed since the newest version. None: there is none, or its text is not here.
    pub fn changes(&self, s: &Session) -> Option<&[Difference]> {
        self.changes.get_or_init(|| changes_since(s, s.version()?)).as_deref()
    }

    /// What was promised by a day, and is not written down as kept.
    pub fn promises(&self, s: &Session) -> &[Promise] {
        self.promises.get_or_init(|| promises(s))
    }

    /// What the record shows on each matter of a charter.
    pub fn evidence(&self, s: &Session) -> &[(Evidence, Vec<Shown>)] {
        let all = || Evidence::ALL.into_iter().map(|matter| (matter, insight::evidence(s, matter))).collect();
        self.evidence.get_or_init(all)
    }

    /// So many have signed the newest version, and how far that is signed. None: there is none.
    ///
    /// Signatures from laptops are checked for it.
    pub fn signing(&self, s: &Session) -> Option<(usize, Signing)> {
        *self.signing.get_or_init(|| s.version().map(|v| (record::signed_by(s, v), record::signing(s, v))))
    }

    /// Who gave an answer, how and when.
    pub fn given(&self, s: &Session, a: &Answer) -> Vec<String> {
        self.given.borrow_mut().entry(a.id).or_insert_with(|| record::given_words(s, a)).clone()
    }

    /// Contributions that are likely the same as one: at most so many as are offered.
    pub fn duplicates(&self, s: &Session, c: &Contribution) -> Vec<ContributionId> {
        let find = || insight::likely_duplicates(s, c, MOST_DUPLICATES);
        self.duplicates.borrow_mut().entry(c.id).or_insert_with(find).clone()
    }

    /// Folded words and number of each contribution, for searching.
    pub fn folded(&self, s: &Session) -> &[String] {
        let fold = |c: &Contribution| insight::fold(&format!("c{} {}", c.no, c.words));
        self.folded.get_or_init(|| s.contributions.iter().map(fold).collect())
    }

    /// Folded words of everything else, with what is shown when it is found.
    pub fn things(&self, s: &Session) -> &[(String, insight::Hit)] {
        self.index.get_or_init(|| insight::index(s))
    }
}
