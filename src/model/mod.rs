//! What a session is: plain values, one file a part.
//!
//! Nothing here knows a file, a clock or a window; times and ids are handed in.
//! Values are changed by [`crate::edit`] only. References between items are ids; [`refs`] lists
//! who names whom, so that a dangling reference can be refused in one place.

mod action;
mod agenda;
mod boundary;
mod charter;
mod clash;
mod contribution;
mod correction;
mod decision;
mod digest;
mod earlier;
mod ids;
mod left;
mod list;
mod mark;
pub mod number;
mod partner;
mod people;
mod photo;
pub mod refs;
mod run;
mod secrets;
mod session;
mod signoff;
mod stage;
pub mod time;
mod words;

pub use action::{Action, DateMove, Money, Progress, Source, due};
pub use agenda::{AgendaItem, ItemKind, number_word};
pub use boundary::{Boundary, Challenge, ChallengeAnswer, Decider, Move, Past, Standing, Status};
pub use charter::{Charter, CharterQuestion, Evidence, Kept, Principle, RoomSaid, Round, Said, SaidBefore};
pub use clash::{Clash, ClashValue, register_parts};
pub use contribution::{Contribution, ContributionKind, DotVote, Merge, Original, Referral, Response, Theme, Voice};
pub use correction::{Correction, CorrectionOutcome};
pub use decision::{Decision, Dissent, Holder, Outcome, Position, Stance};
pub use digest::{Digest, TypedCode};
pub use earlier::{Earlier, EarlierKind, EarlierSession};
pub use ids::*;
pub use left::Left;
pub use list::{Entry, List};
pub use mark::{Mark, Point};
pub use number::{CopyName, Number, Numbers};
pub use partner::{Partner, PartnerKind};
pub use people::{Access, Consent, Forgotten, Interest, Movement, Passage, Payment, Person, Private};
pub use photo::Photo;
pub use run::{Added, Ahead, ClockSet, Pause, Ran, ReportBack, Run, Skipped, Trim};
pub use secrets::{Digests, Salts};
pub use session::{Helper, Question, Rule, Score, Session, SlipScores, TITLE_UNTITLED};
pub use signoff::{Answer, Asked, Change, How, Laptop, SignOff, Version};
pub use stage::{Stage, StageMode};
pub use words::{shortened, words_of_name};
