//! The words of choices in a record. Unlike those on screen and paper they never change.

use crate::model::*;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident($type:ident) { $($variant:ident $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        pub fn $name(value: $type) -> &'static str {
            match value { $($type::$variant => $word),* }
        }
    )*};
}

words! {
    kind_of_partner(PartnerKind) {
        Community "community", LocalAuthority "local authority", HousingAssociation "housing association",
        Developer "developer", DesignTeam "design team", VoluntarySector "voluntary sector", Other "other",
    }
    passage(Passage) { Arrived "arrived", Left "left", SentApologies "sent apologies" }
    kind_of_item(ItemKind) {
        Welcome "welcome", Scope "scope", Activity "activity", Grouping "grouping", Break "break", Decide "decide",
        ReadBack "read-back", Other "other",
    }
    status(Status) { Open "open", Shape "shape", Fixed "fixed", NotKnown "not known yet" }
    voice(Voice) {
        TheirWords "their words", Paraphrase "paraphrase", TableSummary "table's summary",
        OrganiserPrompt "organiser's prompt",
    }
    kind_of_contribution(ContributionKind) {
        Idea "idea", Concern "concern", Question "question", Evidence "evidence", Offer "offer", Objection "objection",
    }
    outcome(Outcome) { Agreed "agreed", Request "request", NotAgreed "not agreed", PutOff "put off" }
    stance(Stance) {
        Support "support", CanLiveWith "can live with", StandAside "stand aside", Object "object", Absent "absent",
    }
    money(Money) { NotSaid "", Funded "funded", NoneNeeded "none needed", ToFind "to find" }
    kind_of_earlier(EarlierKind) {
        // As it was when only actions were brought along: then nothing is said.
        Action "", Said "said", Sent "sent", Challenge "challenge", FindOut "find out", Request "request", PutOff "put off",
    }
    evidence(Evidence) {
        Decided "decided", Answered "answered", Heard "heard", Known "known", Access "access", Exchange "exchange",
    }
    kept(Kept) { Yes "yes", Partly "partly", No "no" }
    mode_of_stage(StageMode) { Together "together", Shaped "shaped", Elsewhere "elsewhere" }
    progress(Progress) { Open "open", Doing "doing", Done "done", Blocked "blocked", Dropped "dropped" }
}

/// A partner, or words. What somebody else is called begins with a sign that no partner's name in a record begins with.
pub fn decider(d: &Decider) -> (Option<PartnerId>, Option<String>) {
    match d {
        Decider::Everyone => (None, None),
        Decider::Partner(id) => (Some(*id), None),
        Decider::Other(words) => (None, Some(format!("other: {words}"))),
    }
}
