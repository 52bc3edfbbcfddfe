//! Ids that are unique across laptops.

use uuid::Uuid;

/// The key that orders a list: between any two there is always a third, so that two laptops can
/// insert at the same place. Ties are broken by the id.
pub type SortKey = fractional_index::FractionalIndex;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A body or group taking part as an equal.
    PartnerId,
    /// Somebody known by name or role; the name itself lives in [`super::Private`].
    PersonId,
    /// Some people coming, leaving or sending apologies.
    MovementId,
    /// A declared interest.
    InterestId,
    /// A ground rule.
    RuleId,
    /// A timed part of the session.
    ItemId,
    /// A scope boundary.
    BoundaryId,
    /// One change of a boundary's status.
    MoveId,
    /// One challenge to a boundary.
    ChallengeId,
    /// One thing somebody said.
    ContributionId,
    /// A group of contributions.
    ThemeId,
    /// Contributions that say the same, kept together.
    MergeId,
    /// A photo of a flip chart or a map.
    PhotoId,
    /// Something sent elsewhere.
    ReferralId,
    /// What was agreed, asked, not agreed or put off.
    DecisionId,
    /// A disagreement in the words of those who hold it.
    DissentId,
    /// Who does what by when.
    ActionId,
    /// Something the session before left behind.
    EarlierId,
    /// A session of the same series that was before this one.
    EarlierSessionId,
    /// A stage of the project.
    StageId,
    /// Something that partners hold each other to.
    PrincipleId,
    /// A question of the charter.
    CharterQuestionId,
    /// A finding that was left as it is, and why.
    LeftId,
    /// A question of the closing rating.
    QuestionId,
    /// A frozen version of the record.
    VersionId,
    /// A partner's answer to one version.
    AnswerId,
    /// A request to put something right in one version.
    CorrectionId,
}
