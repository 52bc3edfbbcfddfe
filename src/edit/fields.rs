//! The table of everything that can be added, removed, and set: one line a field.
//!
//! From it come [`Item`], [`Key`], [`Edit`] and a field enum for each kind. Setting a field gives
//! back the same field with the old value, so every edit is its own inverse.

use crate::model::refs::{Ref, Refers};
use crate::model::*;
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;
use std::mem::{discriminant, replace};

macro_rules! kinds {
    ($($kind:ident$( as $old:literal)?($id:ident) in $list:ident, $fields:ident { $($variant:ident($field:ident: $type:ty)),* $(,)? })*) => {
        $(
            #[doc = concat!("One field of a [`", stringify!($kind), "`].")]
            #[derive(Clone, PartialEq, Debug)]
            pub enum $fields { $($variant($type)),* }

            impl $fields {
                // Of a kind that is never changed there is no field to set.
                #[allow(unused_variables)]
                fn set(self, target: &mut $kind) -> Self {
                    match self { $(Self::$variant(value) => Self::$variant(replace(&mut target.$field, value))),* }
                }
            }

            impl From<$kind> for Item {
                fn from(item: $kind) -> Self { Self::$kind(Box::new(item)) }
            }
        )*

        /// Something that can be added.
        #[derive(Clone, PartialEq, Debug)]
        pub enum Item { $($kind(Box<$kind>)),* }

        /// Names something that can be removed.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Key { $($kind($id)),* }

        /// One field of one thing.
        #[derive(Clone, PartialEq, Debug)]
        pub enum Edit { $($kind($id, $fields)),* }

        impl Item {
            /// Its key.
            pub fn key(&self) -> Key {
                match self { $(Self::$kind(item) => Key::$kind(item.id)),* }
            }

            /// What it points at.
            pub fn refers_to(&self) -> Vec<Ref> {
                match self { $(Self::$kind(item) => item.refers_to()),* }
            }

            pub(super) fn insert_into(self, s: &mut Session) {
                match self { $(Self::$kind(item) => s.$list.insert(*item)),* }
            }
        }

        impl Key {
            /// The id of the thing.
            pub fn id(self) -> uuid::Uuid {
                match self { $(Self::$kind(id) => id.0),* }
            }

            pub(super) fn exists_in(self, s: &Session) -> bool {
                match self { $(Self::$kind(id) => s.$list.get(id).is_some()),* }
            }

            pub(super) fn take_from(self, s: &mut Session) -> Option<Item> {
                match self { $(Self::$kind(id) => s.$list.remove(id).map(Item::from)),* }
            }

            /// What the thing named points at.
            pub fn refers_to(self, s: &Session) -> Vec<Ref> {
                match self { $(Self::$kind(id) => s.$list.get(id).map(Refers::refers_to).unwrap_or_default()),* }
            }
        }

        impl From<Ref> for Key {
            /// The thing that is pointed at.
            fn from(target: Ref) -> Self {
                match target {
                    Ref::Partner(id) => Self::Partner(id),
                    Ref::Person(id) => Self::Person(id),
                    Ref::AgendaItem(id) => Self::AgendaItem(id),
                    Ref::Boundary(id) => Self::Boundary(id),
                    Ref::Contribution(id) => Self::Contribution(id),
                    Ref::Theme(id) => Self::Theme(id),
                    Ref::Referral(id) => Self::Referral(id),
                    Ref::Decision(id) => Self::Decision(id),
                    Ref::Action(id) => Self::Action(id),
                    Ref::Version(id) => Self::Version(id),
                    Ref::Photo(id) => Self::Photo(id),
                    Ref::Principle(id) => Self::Principle(id),
                }
            }
        }

        impl Edit {
            /// The thing it sets a field of.
            pub fn key(&self) -> Key {
                match self { $(Self::$kind(id, _) => Key::$kind(*id)),* }
            }

            /// Does it set the same field of the same thing?
            pub fn same_field(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$kind(a, x), Self::$kind(b, y)) => a == b && discriminant(x) == discriminant(y),)*
                    _ => false,
                }
            }

            /// Sets the field and gives back the edit that undoes it; None where the thing is gone.
            pub(super) fn set_in(self, s: &mut Session) -> Option<Edit> {
                match self {
                    $(Self::$kind(id, field) => s.$list.update(id, |item| field.set(item)).map(|old| Self::$kind(id, old))),*
                }
            }
        }

        /// Every thing in the session that points at `target`.
        pub fn pointing_at(s: &Session, target: Ref) -> Vec<Key> {
            let mut keys = Vec::new();
            $(keys.extend(s.$list.iter().filter(|i| i.refers_to().contains(&target)).map(|i| Key::$kind(i.id)));)*
            keys
        }
    };
}

/// Hands the table of kinds and their fields to a macro: here, and where a command is put into words
/// for a file.
macro_rules! kinds_table {
    ($use:ident) => {
        $use! {
            Partner(PartnerId) in partners, PartnerField {
                Order(order: SortKey), Key(key: String), Name(name: String), Kind(kind: PartnerKind), Aim(aim: String),
                Brings(brings: String), Brought(brought: String), Got(got: String),
                Differently(differently: String), Signatory(signatory: String), Capacity(capacity: String), Expected(expected: u32),
            }
            Person(PersonId) in people, PersonField {
                Order(order: SortKey), Partner(partner: Option<PartnerId>), NamePrinted(name_printed: Consent),
                NameByWords(name_by_words: Consent), WordsPrinted(words_printed: Consent), OnPhotos(on_photos: Consent),
                ContactAgain(contact_again: Consent),
            }
            Movement(MovementId) in movements, MovementField {
                Order(order: SortKey), Partner(partner: Option<PartnerId>), Passage(passage: Passage), Count(count: u32),
                At(at: Option<time::Moment>), Note(note: String),
            }
            Interest(InterestId) in interests, InterestField { Order(order: SortKey), Who(who: String), What(what: String) }
            Rule(RuleId) in rules, RuleField { Order(order: SortKey), Text(text: String) }
            AgendaItem(ItemId) in agenda, AgendaField {
                Order(order: SortKey), Title(title: String), Kind(kind: ItemKind), Tables(tables: u8),
                PlannedMin(planned_min: u32), LeastMin(least_min: u32), ReportBackMin(report_back_min: u32),
                Lead(lead: Option<PartnerId>), Pinned(pinned: Option<NaiveTime>), PinReason(pin_reason: String),
                Protected(protected: bool), Notes(notes: String), Prompt(prompt: String),
                TablePrompts(table_prompts: Vec<String>), About(about: Vec<BoundaryId>), PrivateNotes(private_notes: String),
            }
            Boundary(BoundaryId) in boundaries, BoundaryField {
                Order(order: SortKey), What(what: String), Why(why: String), Now(now: Standing), CouldChange(could_change: String), Past(past: Vec<Past>),
            }
            Move(MoveId) in moves, MoveField { To(to: Standing), By(by: Option<PartnerId>), Why(why: String), At(at: time::Moment) }
            Challenge(ChallengeId) in challenges, ChallengeField {
                By(by: Option<PartnerId>), Words(words: String), At(at: time::Moment), Answer(answer: Option<ChallengeAnswer>),
            }
            Contribution(ContributionId) in contributions, ContributionField {
                Order(order: SortKey), At(at: time::Moment), Words(words: String), Partner(partner: Option<PartnerId>), Person(person: Option<PersonId>),
                Voice(voice: Voice), Kind(kind: ContributionKind), Table(table: u8), Item(item: Option<ItemId>),
                Boundary(boundary: Option<BoundaryId>), Themes(themes: Vec<ThemeId>), Support(support: u32),
                Edited(edited: Option<time::Moment>), FirstWords(first_words: Option<String>), Original(original: Option<Original>), Through(through: String),
                Responses(responses: Vec<Response>),
            }
            Theme(ThemeId) in themes, ThemeField {
                Order(order: SortKey), Name(name: String), Dots(dots: Option<u32>), MergedInto(merged_into: Option<ThemeId>),
            }
            Merge(MergeId) in merges, MergeField { Contributions(contributions: Vec<ContributionId>), Why(why: String) }
            Photo(PhotoId) in photos, PhotoField {
                Order(order: SortKey), At(at: time::Moment), Caption(caption: String), Alt(alt: String),
                MayPrint(may_print: Consent), Item(item: Option<ItemId>), Table(table: u8), Boundary(boundary: Option<BoundaryId>),
            }
            Referral(ReferralId) in referrals, ReferralField {
                Order(order: SortKey), What(what: String), To(to: Option<PartnerId>), ToOther(to_other: String),
                By(by: Option<NaiveDate>), Progress(progress: Progress), Shows(shows: String),
            }
            Decision(DecisionId) in decisions, DecisionField {
                Order(order: SortKey), Boundary(boundary: Option<BoundaryId>), What(what: String), Outcome(outcome: Outcome),
                Options(options: String), Why(why: String), DecidedBy(decided_by: String), Positions(positions: Vec<Position>),
                At(at: time::Moment),
            }
            Dissent(DissentId) in dissents, DissentField {
                Order(order: SortKey), Who(who: Holder), About(about: Option<BoundaryId>), Decision(decision: Option<DecisionId>),
                Words(words: String), At(at: Option<time::Moment>),
            }
            Action(ActionId) in actions, ActionField {
                Order(order: SortKey), What(what: String), Owner(owner: Option<PartnerId>), With(with: String),
                By(by: Option<NaiveDate>), Money(money: Money), Checker(checker: Option<PartnerId>), From(from: Option<Source>),
                Person(person: Option<PersonId>), Progress(progress: Progress), Shows(shows: String), Moved(moved: Vec<DateMove>),
            }
            // In journals and files it has the name from when only actions were brought along.
            Earlier as "EarlierAction"(EarlierId) in earlier, EarlierField {
                Order(order: SortKey), What(what: String), From(from: Option<PartnerId>), Owner(owner: Option<PartnerId>),
                Stood(stood: String), By(by: Option<NaiveDate>), Moved(moved: Vec<DateMove>),
                Progress(progress: Option<Progress>), Shows(shows: String),
            }
            EarlierSession(EarlierSessionId) in series, EarlierSessionField { Title(title: String), On(on: NaiveDate) }
            Stage(StageId) in stages, StageField {
                Order(order: SortKey), What(what: String), When(when: String), Mode(mode: StageMode), Decider(decider: Decider),
                Here(here: bool),
            }
            Principle(PrincipleId) in principles, PrincipleField { Order(order: SortKey), Name(name: String), Means(means: String) }
            CharterQuestion(CharterQuestionId) in charter_questions, CharterQuestionField {
                Order(order: SortKey), Text(text: String), Shows(shows: Vec<Evidence>), Said(said: Vec<Said>),
                Room(room: RoomSaid), Before(before: Vec<Round>),
            }
            Left(LeftId) in left, LeftField { Because(because: String) }
            Question(QuestionId) in questions, QuestionField {
                Order(order: SortKey), Text(text: String), Scores(scores: Vec<Score>),
            }
            Version(VersionId) in versions, VersionField { Closed(closed: Option<time::Moment>) }
            // An answer is never changed: a partner gives another one, and both stay.
            Answer(AnswerId) in answers, AnswerField {}
            Correction(CorrectionId) in corrections, CorrectionField {
                Who(who: String), What(what: String), Outcome(outcome: Option<CorrectionOutcome>),
            }
        }
    };
}
pub(crate) use kinds_table;
kinds_table!(kinds);

macro_rules! session_fields {
    ($($variant:ident($($path:ident).+: $type:ty)),* $(,)?) => {
        /// One field of the session itself.
        #[derive(Clone, PartialEq, Debug)]
        pub enum SessionField { $($variant($type)),* }

        impl SessionField {
            pub(super) fn set(self, s: &mut Session) -> Self {
                match self { $(Self::$variant(value) => Self::$variant(replace(&mut s.$($path).+, value))),* }
            }
        }
    };
}

/// Hands the table of the session's own fields to a macro.
macro_rules! session_fields_table {
    ($use:ident) => {
        $use! {
            Title(title: String), Subtitle(subtitle: String), Place(place: String), PlaceNotes(place_notes: String),
            Zone(zone: String), Date(date: NaiveDate), Starts(starts: NaiveTime), Ends(ends: NaiveTime),
            RoomCloses(room_closes: Option<NaiveTime>), Why(why: String), SharedWords(shared_words: String),
            Facilitator(facilitator: Helper), NoteTaker(note_taker: Helper), BriefBy(brief_by: String), Ballot(ballot: String),
            DecisionExpected(decision_expected: String), ReplyBy(reply_by: Option<NaiveDate>), Replied(replied: Option<NaiveDate>), Ask(ask: String), Charter(charter: Charter), Follows(follows: String), ForgetAfter(forget_after: Option<NaiveDate>), Forgotten(forgotten: Option<Forgotten>),
            Dots(dots: DotVote), DissentAsked(dissent_asked: Option<time::Moment>), DissentAskedBy(dissent_asked_by: String),
            Slips(slips: SlipScores), ChangedSinceVersion(changed_since_version: bool), ChangedAt(changed_at: BTreeMap<uuid::Uuid, time::Moment>), Clashes(clashes: Vec<Clash>),
            Copy(copy: CopyName), Holder(holder: Option<uuid::Uuid>), Numbers(numbers: Numbers), Copies(copies: BTreeMap<CopyName, Numbers>),
            Names(private.names: BTreeMap<PersonId, String>), Contacts(private.contacts: BTreeMap<PersonId, String>),
            Access(private.access: Vec<Access>), Payment(private.payment: Payment), PrivateNotes(private.notes: String), Spoken(private.spoken: Vec<PersonId>), Marks(private.marks: BTreeMap<AnswerId, Mark>), Salts(private.salts: Salts),
        }
    };
}
pub(crate) use session_fields_table;
session_fields_table!(session_fields);

impl SessionField {
    /// Does it follow from other changes, or say only which copy of a session this is?
    pub fn is_beside(&self) -> bool {
        matches!(
            self,
            Self::ChangedSinceVersion(_)
                | Self::ChangedAt(_)
                | Self::Clashes(_)
                | Self::Copy(_)
                | Self::Holder(_)
                | Self::Numbers(_)
                | Self::Copies(_)
        )
    }
}
