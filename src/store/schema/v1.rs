//! The fields of a file since format 1, one line a field. Those before the `;` must be there, the others may be left out.

use super::Broken;
use super::form::{FileForm, Labels, Lookup, Order, blank};
use crate::model::time::Moment;
use crate::model::{self as m, *};
use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// A whole file.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename = "Upfront", deny_unknown_fields)]
pub struct File {
    /// The format it was written in.
    pub format: u32,
    /// The oldest format a reader must know.
    pub needs: u32,
    pub session: SessionV1,
    /// What was written when and by which copy, for putting copies together: base64. Nothing private.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub history: String,
}

/// Plain values: a struct of the same fields.
macro_rules! parts {
    ($($name:ident as $file:ident, $called:literal { $($must:ident: $must_type:ty),* ; $($may:ident$( as $old:literal)?: $may_type:ty),* $(,)? })*) => {$(
        #[derive(Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename = $called, deny_unknown_fields)]
        pub struct $file {
            $(pub $must: <$must_type as FileForm>::File,)*
            $(#[serde(default, $(rename = $old,)? skip_serializing_if = "blank")] pub $may: <$may_type as FileForm>::File,)*
        }

        impl FileForm for m::$name {
            type File = $file;
            fn to_file(&self, labels: &Labels) -> $file {
                $file { $($must: self.$must.to_file(labels),)* $($may: self.$may.to_file(labels)),* }
            }
            fn from_file(file: $file, lookup: &Lookup) -> Result<Self, Broken> {
                Ok(Self {
                    $($must: <$must_type>::from_file(file.$must, lookup)?,)*
                    $($may: <$may_type>::from_file(file.$may, lookup)?,)*
                })
            }
        }
    )*};
}

/// Things in lists: an id and an order in front.
macro_rules! entries {
    ($($name:ident as $file:ident, $called:literal { $($must:ident: $must_type:ty),* ; $($may:ident: $may_type:ty),* $(,)? })*) => {$(
        #[derive(Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename = $called, deny_unknown_fields)]
        pub struct $file {
            pub id: Uuid,
            pub order: Order,
            $(pub $must: <$must_type as FileForm>::File,)*
            $(#[serde(default, skip_serializing_if = "blank")] pub $may: <$may_type as FileForm>::File,)*
        }

        impl FileForm for m::$name {
            type File = $file;
            fn to_file(&self, labels: &Labels) -> $file {
                $file {
                    id: self.id.0,
                    order: (&self.order).into(),
                    $($must: self.$must.to_file(labels),)*
                    $($may: self.$may.to_file(labels)),*
                }
            }
            fn from_file(file: $file, lookup: &Lookup) -> Result<Self, Broken> {
                lookup.read($called, file.id);
                Ok(Self {
                    id: file.id.into(),
                    order: file.order.into(),
                    $($must: <$must_type>::from_file(file.$must, lookup)?,)*
                    $($may: <$may_type>::from_file(file.$may, lookup)?,)*
                })
            }
        }
    )*};
}

/// Choices: the same variants.
macro_rules! choices {
    ($($name:ident as $file:ident, $called:literal { $first:ident $(($fx:ident: $ft:ty))? $(, $variant:ident $(($x:ident: $type:ty))?)* $(,)? })*) => {$(
        #[derive(Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename = $called)]
        pub enum $file { $first $((<$ft as FileForm>::File))?, $($variant $((<$type as FileForm>::File))?),* }

        impl FileForm for m::$name {
            type File = $file;
            fn to_file(&self, _labels: &Labels) -> $file {
                match self {
                    Self::$first $(($fx))? => $file::$first $(($fx.to_file(_labels)))?,
                    $(Self::$variant $(($x))? => $file::$variant $(($x.to_file(_labels)))?),*
                }
            }
            fn from_file(file: $file, _lookup: &Lookup) -> Result<Self, Broken> {
                Ok(match file {
                    $file::$first $(($fx))? => Self::$first $((<$ft>::from_file($fx, _lookup)?))?,
                    $($file::$variant $(($x))? => Self::$variant $((<$type>::from_file($x, _lookup)?))?),*
                })
            }
        }
    )*};
}

/// Choices whose first is what a field is when nothing is said.
macro_rules! first_is_default {
    ($($file:ident::$first:ident),* $(,)?) => {$(
        impl Default for $file {
            fn default() -> Self { Self::$first }
        }
    )*};
}

choices! {
    PartnerKind as PartnerKindV1, "partner_kind" { Community, LocalAuthority, HousingAssociation, Developer, DesignTeam, VoluntarySector, Other }
    Passage as PassageV1, "passage" { Arrived, Left, SentApologies }
    Consent as ConsentV1, "consent" { NotAsked, Yes, No, Withdrawn(at: Moment) }
    ItemKind as ItemKindV1, "kind_of_agenda_item" { Welcome, Scope, Activity, Grouping, Break, Decide, ReadBack, Other }
    Status as StatusV1, "status" { Open, Shape, Fixed, NotKnown }
    Decider as DeciderV1, "decider" { Everyone, Partner(id: PartnerId), Other(words: String) }
    Voice as VoiceV1, "voice" { TheirWords, Paraphrase, TableSummary, OrganiserPrompt }
    ContributionKind as ContributionKindV1, "kind_of_contribution" { Idea, Concern, Question, Evidence, Offer, Objection }
    Response as ResponseV1, "response" {
        Decision(id: DecisionId), Action(id: ActionId), Sent(id: ReferralId), Noted(words: String), NotTaken(why: String), StillOpen,
    }
    Outcome as OutcomeV1, "outcome" { Agreed, Request, NotAgreed, PutOff }
    Stance as StanceV1, "position" { Support, CanLiveWith, StandAside, Object, Absent }
    Holder as HolderV1, "holder_of_a_dissent" { Partner(id: PartnerId), Unnamed(words: String) }
    Money as MoneyV1, "money" { NotSaid, Funded, NoneNeeded, ToFind }
    Progress as ProgressV1, "progress" { Open, Doing, Done, Blocked, Dropped }
    EarlierKind as EarlierKindV1, "kind_of_what_was_left" { Action, Said, Sent, Challenge, FindOut, Request, PutOff }
    Evidence as EvidenceV1, "evidence" { Decided, Answered, Heard, Known, Access, Exchange }
    Kept as KeptV1, "kept" { Yes, Partly, No }
    StageMode as StageModeV1, "mode_of_a_stage" { Together, Shaped, Elsewhere }
    Source as SourceV1, "source" { Decision(id: DecisionId), Boundary(id: BoundaryId), Contribution(id: ContributionId) }
    SignOff as SignOffV1, "sign_off_answer" {
        Signs, SignsWithReservation(words: String), Declines(why: String), NotReached, Waiting(until: Option<NaiveDate>),
    }
    How as HowV1, "way_of_signing" { OnPaper, OnScreen, Spoken(witness: String), Letter, Email, NotGiven, OnLaptop(laptop: Laptop) }
}

first_is_default! {
    PartnerKindV1::Community, PassageV1::Arrived, ConsentV1::NotAsked, DeciderV1::Everyone, VoiceV1::TheirWords,
    MoneyV1::NotSaid, ProgressV1::Open, EarlierKindV1::Action, StageModeV1::Together,
}

parts! {
    Helper as HelperV1, "Helper" { ; who: String, works_for: String, paid_by: String }
    Standing as StandingV1, "Standing" { status: Status ; decider: Decider, when: String }
    ChallengeAnswer as ChallengeAnswerV1, "ChallengeAnswer" { at: Moment, words: String ; by: Option<PartnerId>, accepted: Option<bool>, action: Option<ActionId> }
    Original as OriginalV1, "Original" { language: String, words: String ; }
    DateMove as DateMoveV1, "DateMove" { on: NaiveDate ; to: Option<NaiveDate>, by: Option<PartnerId>, why: String }
    Past as PastV1, "Past" { on: NaiveDate, what: String ; }
    Position as PositionV1, "Position" { partner: PartnerId, stance: Stance ; reason: String }
    Charter as CharterV1, "Charter" { ; name: String, rests_on: String }
    Said as SaidV1, "Said" { partner: PartnerId, kept: Kept ; words: String }
    RoomSaid as RoomSaidV1, "RoomSaid" { ; yes: u32, partly: u32, no: u32, words: String }
    Round as RoundV1, "Round" { on: NaiveDate ; said: Vec<SaidBefore>, room: RoomSaid }
    SaidBefore as SaidBeforeV1, "SaidBefore" { who: String, kept: Kept ; }
    Score as ScoreV1, "Score" { partner: PartnerId, score: u8 ; }
    SlipScores as SlipScoresV1, "SlipScores" { ; promised: u8, felt: u8, slips: u32, in_room: u32 }
    DotVote as DotVoteV1, "DotVote" { ; each: u32, voters: u32, in_room: u32 }
    Change as ChangeV1, "Change" { at: Moment, what: String ; by: String }
    Added as AddedV1, "Added" { at: Moment, min: i32 ; }
    Pause as PauseV1, "Pause" { from: Moment ; to: Option<Moment> }
    Ran as RanV1, "Ran" { item: ItemId, from: Moment ; to: Option<Moment>, added: Vec<Added>, pauses: Vec<Pause>, report_back_skipped: Option<String>, reported_back: Option<Moment> }
    Trim as TrimV1, "Trim" { at: Moment ; reason: String, offered: Vec<String>, taken: Option<u8> }
    Ahead as AheadV1, "Ahead" { item: ItemId, at: Moment, min: i32 ; }
    Skipped as SkippedV1, "Skipped" { item: ItemId, at: Moment ; why: String }
    ClockSet as ClockSetV1, "ClockSet" { at: Moment, by_s: i64 ; }
    ReportBack as ReportBackV1, "ReportBack" { from: Moment, table: u8, of: u8, each_s: u32 ; }
    Run as RunV1, "Run" {
        ; items: Vec<Ran>, trims: Vec<Trim>, asleep: Vec<Pause>, ended: Option<Moment>, ahead: Vec<Ahead>,
        skipped: Vec<Skipped>, clock_set: Vec<ClockSet>, report: Option<ReportBack>
    }
    Clash as ClashV1, "Clash" { register: String, values: Vec<ClashValue> ; }
    ClashValue as ClashValueV1, "Value" { value: String, at: Moment ; by: String }
    Access as AccessV1, "Access" { need: String, count: u32 ; met: Option<u32> }
    Laptop as LaptopV1, "Laptop" { name: String, key: String, signature: String ; }
    Asked as AskedV1, "Asked" { on: NaiveDate ; by: String }
    CorrectionOutcome as CorrectionOutcomeV1, "CorrectionOutcome" { at: Moment ; words: String }
    Digests as DigestsV1, "Digests" {
        ; names: BTreeMap<PersonId, Digest>, marks: BTreeMap<AnswerId, Digest>, access: Option<Digest>, payment: Option<Digest>
    }
    Salts as SaltsV1, "Salts" { ; people: BTreeMap<PersonId, String>, marks: BTreeMap<AnswerId, String>, room: String, payment: String }
    Forgotten as ForgottenV1, "Forgotten" { at: Moment ; names: u32, contacts: u32, needs: u32 }
    Payment as PaymentV1, "Payment" { ; took: u32, declined: u32 }
    Private as PrivateV1, "Private" { ; names: BTreeMap<PersonId, String>, contacts: BTreeMap<PersonId, String>, access: Vec<Access>, payment: Payment, notes: String, spoken: Vec<PersonId>, marks: BTreeMap<AnswerId, Mark>, salts: Salts }
    Numbers as NumbersV1, "Numbers" { ; boundaries: u32, contributions: u32, decisions: u32, actions: u32, referrals: u32, versions: u32 }
    Session as SessionV1, "Session" {
        id: Uuid, title: String, zone: String, date: NaiveDate, starts: NaiveTime, ends: NaiveTime ;
        subtitle: String, place: String, place_notes: String, room_closes: Option<NaiveTime>, why: String,
        shared_words: String, facilitator: Helper, note_taker: Helper, brief_by: String, ballot: String,
        decision_expected: String, reply_by: Option<NaiveDate>, replied: Option<NaiveDate>, ask: String, follows: String,
        forget_after: Option<NaiveDate>, forgotten: Option<Forgotten>, series: List<EarlierSession>, stages: List<Stage>,
        charter: Charter, principles: List<Principle>, charter_questions: List<CharterQuestion>, partners: List<Partner>,
        people: List<Person>, movements: List<Movement>, interests: List<Interest>, rules: List<Rule>,
        agenda: List<AgendaItem>, run: Run, boundaries: List<Boundary>, moves: List<Move>,
        challenges: List<Challenge>, themes: List<Theme>, contributions: List<Contribution>, dots: DotVote,
        merges: List<Merge>, photos: List<Photo>, referrals: List<Referral>, decisions: List<Decision>, dissents: List<Dissent>,
        dissent_asked: Option<Moment>, dissent_asked_by: String, actions: List<Action>,
        earlier as "earlier_actions": List<Earlier>, left: List<Left>, questions: List<Question>,
        slips: SlipScores, versions: List<Version>, answers: List<Answer>, corrections: List<Correction>,
        changed_since_version: bool, changed_at: BTreeMap<Uuid, Moment>, clashes: Vec<Clash>, digests: Digests,
        copy: CopyName, holder: Option<Uuid>, numbers: Numbers, copies: BTreeMap<CopyName, Numbers>, private: Private,
    }
}

entries! {
    Partner as PartnerV1, "Partner" { key: String, name: String ; kind: PartnerKind, aim: String, brings: String, brought: String, got: String, differently: String, signatory: String, capacity: String, expected: u32 }
    Person as PersonV1, "Person" { ; partner: Option<PartnerId>, name_printed: Consent, name_by_words: Consent, words_printed: Consent, on_photos: Consent, contact_again: Consent }
    Movement as MovementV1, "Movement" { count: u32 ; partner: Option<PartnerId>, passage: Passage, at: Option<Moment>, note: String }
    Interest as InterestV1, "Interest" { ; who: String, what: String }
    Rule as RuleV1, "Rule" { text: String ; }
    AgendaItem as AgendaItemV1, "AgendaItem" {
        title: String, kind: ItemKind, planned_min: u32 ; least_min: u32, tables: u8, report_back_min: u32, lead: Option<PartnerId>,
        pinned: Option<NaiveTime>, pin_reason: String, protected: bool, notes: String, prompt: String,
        table_prompts: Vec<String>, about: Vec<BoundaryId>, private_notes: String
    }
    Boundary as BoundaryV1, "Boundary" { no: Number, what: String ; why: String, now: Standing, could_change: String, past: Vec<Past> }
    Move as MoveV1, "Move" { boundary: BoundaryId, at: Moment, from: Standing, to: Standing ; by: Option<PartnerId>, why: String }
    Challenge as ChallengeV1, "Challenge" { boundary: BoundaryId, at: Moment, words: String ; by: Option<PartnerId>, answer: Option<ChallengeAnswer> }
    Theme as ThemeV1, "Theme" { name: String ; dots: Option<u32>, merged_into: Option<ThemeId> }
    Contribution as ContributionV1, "Contribution" {
        no: Number, at: Moment, words: String, kind: ContributionKind ; partner: Option<PartnerId>, person: Option<PersonId>, voice: Voice,
        table: u8, item: Option<ItemId>, boundary: Option<BoundaryId>, themes: Vec<ThemeId>, support: u32,
        edited: Option<Moment>, first_words: Option<String>, original: Option<Original>, through: String, responses: Vec<Response>
    }
    Merge as MergeV1, "Merge" { at: Moment, contributions: Vec<ContributionId> ; why: String }
    Photo as PhotoV1, "Photo" {
        at: Moment, digest: String, width_px: u32, height_px: u32 ; caption: String, alt: String, may_print: Consent,
        item: Option<ItemId>, table: u8, boundary: Option<BoundaryId>
    }
    Referral as ReferralV1, "Referral" { no: Number, what: String ; to: Option<PartnerId>, to_other: String, by: Option<NaiveDate>, progress: Progress, shows: String }
    Decision as DecisionV1, "Decision" {
        no: Number, at: Moment, what: String, outcome: Outcome ; boundary: Option<BoundaryId>, options: String, why: String,
        decided_by: String, positions: Vec<Position>
    }
    Dissent as DissentV1, "Dissent" { who: Holder, words: String ; about: Option<BoundaryId>, decision: Option<DecisionId>, at: Option<Moment> }
    Action as ActionV1, "Action" {
        no: Number, what: String ; owner: Option<PartnerId>, with: String, by: Option<NaiveDate>, money: Money,
        checker: Option<PartnerId>, from: Option<Source>, person: Option<PersonId>, progress: Progress, shows: String,
        moved: Vec<DateMove>
    }
    Earlier as EarlierV1, "EarlierAction" {
        no: Number, what: String ; kind: EarlierKind, from: Option<PartnerId>, owner: Option<PartnerId>, stood: String,
        by: Option<NaiveDate>, moved: Vec<DateMove>, progress: Option<Progress>, shows: String
    }
    EarlierSession as EarlierSessionV1, "EarlierSession" { session: Uuid, title: String, on: NaiveDate ; version: u32, code: Option<Digest> }
    Stage as StageV1, "Stage" { what: String ; when: String, mode: StageMode, decider: Decider, here: bool }
    Principle as PrincipleV1, "Principle" { name: String ; means: String }
    CharterQuestion as CharterQuestionV1, "CharterQuestion" { principle: PrincipleId, text: String ; shows: Vec<Evidence>, said: Vec<Said>, room: RoomSaid, before: Vec<Round> }
    Left as LeftV1, "Left" { kind: String, because: String, at: Moment ; about: Option<Uuid> }
    Question as QuestionV1, "Question" { text: String ; scores: Vec<Score> }
    Version as VersionV1, "Version" {
        no: u32, at: Moment ; clock: String, changes: Vec<Change>, why: String, before: Option<Digest>,
        code: Option<Digest>, closed: Option<Moment>, frozen: Option<Arc<Session>>
    }
    Answer as AnswerV1, "Answer" {
        version: VersionId, partner: PartnerId, says: SignOff, how: How ; signer: Option<PersonId>, capacity: String,
        at: Option<Moment>, day_only: bool, asked: Option<Asked>, note: String, digest: Option<Digest>
    }
    Correction as CorrectionV1, "Correction" { version: VersionId, at: Moment, what: String ; who: String, outcome: Option<CorrectionOutcome> }
}

impl PartnerV1 {
    /// Until format 5 both stood in one field: "chair, mandated by the committee".
    pub fn tell_signatory_from_capacity(&mut self) {
        if !self.signatory.is_empty() {
            return;
        }
        let (who, how) = self.capacity.split_once(", ").unwrap_or((&self.capacity, ""));
        (self.signatory, self.capacity) = (who.into(), how.into());
    }
}

impl Default for StandingV1 {
    fn default() -> Self {
        Self { status: StatusV1::NotKnown, decider: DeciderV1::Everyone, when: String::new() }
    }
}

macro_rules! all_blank {
    ($($file:ident { $($field:ident),* }),* $(,)?) => {$(
        impl Default for $file {
            fn default() -> Self { Self { $($field: Default::default()),* } }
        }
    )*};
}
all_blank! {
    CharterV1 { name, rests_on }, RoomSaidV1 { yes, partly, no, words },
    HelperV1 { who, works_for, paid_by }, SlipScoresV1 { promised, felt, slips, in_room }, DotVoteV1 { each, voters, in_room },
    RunV1 { items, trims, asleep, ended, ahead, skipped, clock_set, report }, PaymentV1 { took, declined }, PrivateV1 { names, contacts, access, payment, notes, spoken, marks, salts },
    DigestsV1 { names, marks, access, payment }, SaltsV1 { people, marks, room, payment },
    NumbersV1 { boundaries, contributions, decisions, actions, referrals, versions },
}

/// Makes everything that can be named known to a lookup, before anything is read.
pub fn enter(lookup: &Lookup, s: &SessionV1) -> Result<(), Broken> {
    s.partners.iter().try_for_each(|p| lookup.enter("Partner", p.id, p.key.clone()))?;
    s.people.iter().try_for_each(|p| lookup.enter("Person", p.id, p.id.to_string()))?;
    s.agenda.iter().try_for_each(|i| lookup.enter("AgendaItem", i.id, i.title.clone()))?;
    s.boundaries.iter().try_for_each(|b| lookup.enter_number("Boundary", b.id, 'S', b.no.0))?;
    s.contributions.iter().try_for_each(|c| lookup.enter_number("Contribution", c.id, 'C', c.no.0))?;
    s.themes.iter().try_for_each(|t| lookup.enter("Theme", t.id, t.name.clone()))?;
    s.referrals.iter().try_for_each(|r| lookup.enter_number("Referral", r.id, 'R', r.no.0))?;
    s.decisions.iter().try_for_each(|d| lookup.enter_number("Decision", d.id, 'D', d.no.0))?;
    s.actions.iter().try_for_each(|a| lookup.enter_number("Action", a.id, 'A', a.no.0))?;
    s.principles.iter().try_for_each(|p| lookup.enter("Principle", p.id, p.name.clone()))?;
    s.versions.iter().try_for_each(|v| lookup.enter("Version", v.id, format!("version {}", v.no)))
}
