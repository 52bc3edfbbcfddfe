//! What two laptops wrote differently, without knowing of each other, and nobody has settled yet.

use super::time::Moment;

/// One thing with several values. It comes from putting copies of a session together, and goes when a person settles it,
/// or sets the field anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clash {
    /// Which thing and field, as registers are named (`store/schema/registers.rs`): "decisions/<id>/what". A thing alone:
    /// one laptop took it out, and another changed it or names it.
    pub register: String,
    /// Two or more, each different; the first is what stands for the time being. As JSON.
    pub values: Vec<ClashValue>,
}

/// One of the values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClashValue {
    pub value: String,
    /// "table 3’s copy"; empty where it is not known.
    pub by: String,
    pub at: Moment,
}
