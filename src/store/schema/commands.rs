//! The form of a command in the journal: the fields of [`super::v1`], things named by id.
//!
//! By id, because a name can mean another thing a minute later. From the tables in `edit`, so that no
//! field can be changed without reaching the journal.

use super::Broken;
use super::form::{FileForm, Labels, Lookup};
use super::v1::*;
use crate::edit::{self, Command, RunStep, kinds_table, session_fields_table};
use crate::model::time::Moment;
use crate::model::{self as m, *};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A command.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Command")]
pub enum CommandV1 {
    Add(ItemV1),
    Remove(KeyV1),
    Edit(EditV1),
    Session(SessionFieldV1),
    MoveBoundary(MoveV1),
    Run(RunStepV1),
    SetRun(RunV1),
    Batch(Vec<CommandV1>),
    Merged(Vec<CommandV1>),
}

impl FileForm for Command {
    type File = CommandV1;

    fn to_file(&self, labels: &Labels) -> CommandV1 {
        match self {
            Self::Add(item) => CommandV1::Add(item.to_file(labels)),
            Self::Remove(key) => CommandV1::Remove(key.to_file(labels)),
            Self::Edit(edit) => CommandV1::Edit(edit.to_file(labels)),
            Self::Session(field) => CommandV1::Session(field.to_file(labels)),
            Self::MoveBoundary(step) => CommandV1::MoveBoundary(step.to_file(labels)),
            Self::Run(step) => CommandV1::Run(step.to_file(labels)),
            Self::SetRun(run) => CommandV1::SetRun(run.to_file(labels)),
            Self::Batch(all) => CommandV1::Batch(all.to_file(labels)),
            Self::Merged(all) => CommandV1::Merged(all.to_file(labels)),
        }
    }

    fn from_file(file: CommandV1, lookup: &Lookup) -> Result<Self, Broken> {
        Ok(match file {
            CommandV1::Add(item) => Self::Add(edit::Item::from_file(item, lookup)?),
            CommandV1::Remove(key) => Self::Remove(edit::Key::from_file(key, lookup)?),
            CommandV1::Edit(one) => Self::Edit(edit::Edit::from_file(one, lookup)?),
            CommandV1::Session(field) => Self::session(edit::SessionField::from_file(field, lookup)?),
            CommandV1::MoveBoundary(step) => Self::MoveBoundary(Box::new(m::Move::from_file(step, lookup)?)),
            CommandV1::Run(step) => Self::Run(RunStep::from_file(step, lookup)?),
            CommandV1::SetRun(run) => Self::SetRun(Box::new(m::Run::from_file(run, lookup)?)),
            CommandV1::Batch(all) => Self::Batch(Vec::from_file(all, lookup)?),
            CommandV1::Merged(all) => Self::Merged(Vec::from_file(all, lookup)?),
        })
    }
}

macro_rules! kinds {
    ($($kind:ident$( as $old:literal)?($id:ident) in $list:ident, $fields:ident { $($variant:ident($field:ident: $type:ty)),* $(,)? })*) => {
        mod fields {
            use super::*;
            $(
                #[derive(Clone, PartialEq, Serialize, Deserialize)]
                pub enum $fields { $($variant(<$type as FileForm>::File)),* }

                impl FileForm for edit::$fields {
                    type File = $fields;
                    // Of a kind that is never changed there is no field to put into words.
                    #[allow(unused_variables, unreachable_code)]
                    fn to_file(&self, labels: &Labels) -> $fields {
                        match *self { $(Self::$variant(ref v) => $fields::$variant(v.to_file(labels))),* }
                    }
                    #[allow(unused_variables, unreachable_code)]
                    fn from_file(file: $fields, lookup: &Lookup) -> Result<Self, Broken> {
                        Ok(match file { $($fields::$variant(v) => Self::$variant(<$type>::from_file(v, lookup)?)),* })
                    }
                }
            )*
        }

        /// Something that is added.
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        pub enum ItemV1 { $($(#[serde(rename = $old)])? $kind(Box<<m::$kind as FileForm>::File>)),* }

        impl FileForm for edit::Item {
            type File = ItemV1;
            fn to_file(&self, labels: &Labels) -> ItemV1 {
                match self { $(Self::$kind(item) => ItemV1::$kind(Box::new(item.to_file(labels)))),* }
            }
            fn from_file(file: ItemV1, lookup: &Lookup) -> Result<Self, Broken> {
                Ok(match file {
                    $(ItemV1::$kind(item) => Self::$kind(Box::new(m::$kind::from_file(*item, lookup)?))),*
                })
            }
        }

        /// Names something that is removed.
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        pub enum KeyV1 { $($(#[serde(rename = $old)])? $kind(uuid::Uuid)),* }

        impl FileForm for edit::Key {
            type File = KeyV1;
            fn to_file(&self, _: &Labels) -> KeyV1 {
                match self { $(Self::$kind(id) => KeyV1::$kind(id.0)),* }
            }
            fn from_file(file: KeyV1, _: &Lookup) -> Result<Self, Broken> {
                Ok(match file { $(KeyV1::$kind(id) => Self::$kind($id(id))),* })
            }
        }

        /// One field of one thing.
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        pub enum EditV1 { $($(#[serde(rename = $old)])? $kind(uuid::Uuid, fields::$fields)),* }

        impl FileForm for edit::Edit {
            type File = EditV1;
            // Of a kind that is never changed there is no field to put into words.
            #[allow(unreachable_code)]
            fn to_file(&self, labels: &Labels) -> EditV1 {
                match self { $(Self::$kind(id, field) => EditV1::$kind(id.0, field.to_file(labels))),* }
            }
            fn from_file(file: EditV1, lookup: &Lookup) -> Result<Self, Broken> {
                Ok(match file {
                    $(EditV1::$kind(id, field) => Self::$kind($id(id), edit::$fields::from_file(field, lookup)?)),*
                })
            }
        }
    };
}
kinds_table!(kinds);

macro_rules! session_fields {
    ($($variant:ident($($path:ident).+: $type:ty)),* $(,)?) => {
        /// One field of the session itself.
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        pub enum SessionFieldV1 { $($variant(<$type as FileForm>::File)),* }

        impl FileForm for edit::SessionField {
            type File = SessionFieldV1;
            fn to_file(&self, labels: &Labels) -> SessionFieldV1 {
                match self { $(Self::$variant(v) => SessionFieldV1::$variant(v.to_file(labels))),* }
            }
            fn from_file(file: SessionFieldV1, lookup: &Lookup) -> Result<Self, Broken> {
                Ok(match file { $(SessionFieldV1::$variant(v) => Self::$variant(<$type>::from_file(v, lookup)?)),* })
            }
        }
    };
}
session_fields_table!(session_fields);

macro_rules! run_steps {
    ($($step:ident { $($field:ident: $type:ty),* }),* ; $($whole:ident($whole_type:ident)),* $(,)?) => {
        /// A step of the running clock.
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        pub enum RunStepV1 {
            $($step { $($field: <$type as FileForm>::File),* },)*
            $($whole(<m::$whole_type as FileForm>::File)),*
        }

        impl FileForm for RunStep {
            type File = RunStepV1;
            fn to_file(&self, labels: &Labels) -> RunStepV1 {
                match self {
                    $(Self::$step { $($field),* } => RunStepV1::$step { $($field: $field.to_file(labels)),* },)*
                    $(Self::$whole(v) => RunStepV1::$whole(v.to_file(labels))),*
                }
            }
            fn from_file(file: RunStepV1, lookup: &Lookup) -> Result<Self, Broken> {
                Ok(match file {
                    $(RunStepV1::$step { $($field),* } => Self::$step { $($field: <$type>::from_file($field, lookup)?),* },)*
                    $(RunStepV1::$whole(v) => Self::$whole(m::$whole_type::from_file(v, lookup)?)),*
                })
            }
        }
    };
}
run_steps! {
    Start { item: ItemId, at: Moment }, Finish { at: Moment }, End { at: Moment }, Give { at: Moment, min: i32 },
    Pause { at: Moment }, Resume { at: Moment }, SkipReportBack { item: ItemId, why: String },
    Slept { from: Moment, to: Moment }, Correct { item: ItemId, from: Moment, to: Option<Moment> },
    GiveAhead { item: ItemId, at: Moment, min: i32 }, Skip { item: ItemId, at: Moment, why: String },
    PutBack { item: ItemId }, ClockSet { at: Moment, by_s: i64 }, StartReportBack { at: Moment, of: u8, each_s: u32 },
    NextTable { at: Moment }, EndReportBack {} ;
    Offered(Trim),
}
