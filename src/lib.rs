pub mod cli;
pub mod edit;
pub mod exchange;
pub mod insight;
pub mod live;
pub mod model;
pub mod report;
pub mod store;
