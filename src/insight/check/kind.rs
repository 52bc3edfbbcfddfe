//! The kinds of findings: how much each matters, and the word by which a session's file names it.

use super::Weight;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $weight:ident $word:literal;)*) => {
        /// A kind of finding.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        impl Kind {
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// How much it matters, where nobody left it with a reason.
            pub fn weight(self) -> Weight {
                match self { $(Self::$kind => Weight::$weight),* }
            }

            /// Its name in a session's file. Once given it stays.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word),* }
            }
        }
    };
}

kinds! {
    NoTitle: Stops "no title";
    NoPartner: Stops "no partner";
    /// Everyone hears back before they have met.
    ReplyBeforeSession: Stops "reply before session";
    /// No boundary, or none fixed and none open.
    NoScope: Stops "no scope";
    FixedWithoutReason: Stops "fixed without reason";
    FixedWithoutDecider: Stops "fixed without decider";
    FixedAfterDecision: Stops "fixed after decision";
    /// A decision, request or action that does not say what.
    NoWords: Stops "no words";
    /// A decision without who finally decides.
    NoFinalDecider: Stops "no final decider";
    /// A partner in support whose people had left.
    SupportOfAbsent: Stops "support of absent";
    NoResponse: Stops "no response";
    DissentNotAsked: Stops "dissent not asked";
    ActionWithoutOwner: Stops "action without owner";
    ActionWithoutDate: Stops "action without date";
    NoReplyDate: Stops "no reply date";
    /// A partner without signatory or capacity.
    NoSignatory: Stops "no signatory";
    FacilitatorSigns: Stops "facilitator signs";
    NameWithoutYes: Stops "name without yes";
    /// A part of a name, or a name in what a signer said: a person must look.
    NameInPart: Stops "name in part";
    QuoteWithoutYes: Stops "quote without yes";
    PhotoWithoutYes: Stops "photo without yes";
    PhotoWithoutAlt: Stops "photo without alt";
    /// Two laptops wrote different values, and nobody has settled it.
    Clash: Stops "clash";
    FrozenTwice: Stops "frozen twice";

    NoPurpose: Gap "no purpose";
    NobodyCounted: Gap "nobody counted";
    BoundaryWithoutWords: Gap "boundary without words";
    BoundaryWithoutChanger: Gap "boundary without who could change it";
    BoundaryWithoutDecider: Gap "boundary without decider";
    BoundaryWithoutWhen: Gap "boundary without when";
    BoundaryWithoutLimits: Gap "boundary without limits";
    BoundaryWithoutFinder: Gap "boundary without who finds out";
    BoundaryWithoutFoundBy: Gap "boundary without found out by";
    MoveWithoutWhy: Gap "move without why";
    ScopeSaidLate: Gap "scope said late";
    ChallengeWithoutAnswer: Gap "challenge without answer";
    AnswerNotAccepted: Gap "answer not accepted";
    MadeLessOpen: Gap "made less open";
    OneOption: Gap "one option";
    CommunityNotTied: Gap "community not tied";
    MinutesTaken: Gap "minutes taken";
    RequestNotCarried: Gap "request not carried";
    PositionsMissing: Gap "positions missing";
    PositionWithoutReason: Gap "position without reason";
    NoGlyph: Gap "no glyph";
    SayApart: Gap "say apart";
    SentWithoutPerson: Gap "sent without person";
    ActionIsNobodys: Gap "action is nobody's";
    ActionDateBefore: Gap "action date before";
    ActionDateOnTheDay: Gap "action date on the day";
    ActionWithoutMoney: Gap "action without money";
    ActionWithoutChecker: Gap "action without checker";
    ActionChecksItself: Gap "action checks itself";
    PhotoNotAsked: Gap "photo not asked";
    EarlierWithoutStatus: Gap "earlier without status";
    StillOpen: Gap "still open";
    NotHeard: Gap "not heard";
    CharterNotAnswered: Gap "charter not answered";
    ChangedSinceVersion: Gap "changed since version";
    NotSigned: Gap "not signed";

    VoicesApart: Worth "voices apart";
    Edited: Worth "edited";
    /// A listed name's letters, without its capital.
    NameInSmall: Worth "name in small";
    LongSentence: Worth "long sentence";
    Abbreviation: Worth "abbreviation";
    PaymentNotSet: Worth "payment not set";
}

impl Kind {
    /// Does it hang on names that are not printed, or on words that are withheld? No record holds those.
    pub fn hangs_on_private(self) -> bool {
        matches!(self, Self::NameWithoutYes | Self::NameInPart | Self::NameInSmall | Self::QuoteWithoutYes)
    }

    /// Could somebody be hurt by it? Then it can only be mended, never left.
    pub fn could_hurt(self) -> bool {
        matches!(self, Self::NameWithoutYes | Self::QuoteWithoutYes)
    }

    /// Can it be left as it is, with a reason? Not what could hurt somebody, nor what somebody has to settle; nor what the answers to a version say
    /// already: a reason for that would change the version.
    pub fn can_be_left(self) -> bool {
        !(self.could_hurt() || matches!(self, Self::ChangedSinceVersion | Self::NotSigned | Self::Clash))
    }
}
