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

impl Clash {
    /// The register's name taken apart, as by [`register_parts`].
    pub fn parts(&self) -> (&str, &str, &str, &str) {
        register_parts(&self.register)
    }
}

/// A register's name taken apart: the list, the id of the thing (empty for the session itself), the field (empty for the
/// thing alone), and the part of a list.
pub fn register_parts(name: &str) -> (&str, &str, &str, &str) {
    let mut parts = name.splitn(4, '/');
    let mut next = || parts.next().unwrap_or_default();
    (next(), next(), next(), next())
}

/// One of the values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClashValue {
    pub value: String,
    /// "table 3’s copy"; empty where it is not known.
    pub by: String,
    pub at: Moment,
}
