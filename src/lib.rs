pub mod edit;
pub mod insight;
pub mod live;
pub mod model;
pub mod store;
