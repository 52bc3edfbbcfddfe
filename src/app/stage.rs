//! The world of a rehearsal: a clock that somebody else moves, and no way to any file. So nothing that is done in it
//! can touch a real session.

use super::action::{Action, Job};
use super::document::Link;
use super::env::{Env, Work};
use super::{Ticks, action};
use crate::model::time::Moment;
use crate::nearby::{Door, Guest, Host, Order, Room};
use crate::printing::FindFonts;
use crate::store::keeper::{Keeper, Message, Status};
use crate::store::{Disk, NoDisk, Places};
use chrono::TimeDelta;
use std::any::Any;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// What is said of everything that would leave the rehearsal.
pub const NOTHING_LEAVES: &str = "This is a rehearsal: nothing is opened, written or printed";

/// What the rehearsal's world and the one around it share.
pub struct Stage {
    from: Moment,
    find: FindFonts,
    held: Mutex<OnStage>,
}

#[derive(Default)]
struct OnStage {
    /// How far the evening is, in milliseconds.
    at_ms: i64,
    /// What is to be done elsewhere, and what came back or is to be said.
    work: Vec<Work>,
    back: Vec<Action>,
    chimed: bool,
    awake: bool,
    ids: u128,
}

impl Stage {
    /// An evening that begins at a moment.
    pub fn new(from: Moment, find: FindFonts) -> Arc<Self> {
        Arc::new(Self { from, find, held: Mutex::default() })
    }

    /// The world of an app on it.
    pub fn env(self: &Arc<Self>) -> Box<dyn Env> {
        Box::new(StageEnv(Arc::clone(self)))
    }

    fn held(&self) -> MutexGuard<'_, OnStage> {
        // Each change of it is a whole one.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn now(&self) -> Moment {
        self.from + TimeDelta::milliseconds(self.held().at_ms)
    }

    /// How far the evening is.
    pub fn at_ms(&self) -> i64 {
        self.held().at_ms
    }

    pub fn set_ms(&self, at_ms: i64) {
        self.held().at_ms = at_ms;
    }

    /// Hands to the world around what it is to do here: work, a sound, staying awake.
    pub fn serve(&self, env: &mut dyn Env) {
        let (work, chimed, awake) = {
            let mut held = self.held();
            (std::mem::take(&mut held.work), std::mem::take(&mut held.chimed), held.awake)
        };
        for work in work {
            env.spawn(Box::new(move || Job::Rehearsed(Box::new(work()))));
        }
        if chimed {
            env.chime();
        }
        env.stay_awake(awake);
    }
}

struct StageEnv(Arc<Stage>);

impl StageEnv {
    fn refuse(&self) {
        self.0.held().back.push(Action::Say(NOTHING_LEAVES.into()));
    }
}

impl Env for StageEnv {
    fn now(&self) -> Moment {
        self.0.now()
    }

    fn ticks(&self) -> Ticks {
        let at_ms = self.0.at_ms();
        Ticks { since_boot_ms: at_ms, awake_ms: at_ms }
    }

    fn stay_awake(&mut self, awake: bool) {
        self.0.held().awake = awake;
    }

    fn chime(&mut self) {
        self.0.held().chimed = true;
    }

    fn zone(&self) -> String {
        "Europe/London".into()
    }

    fn new_id(&self) -> Uuid {
        let mut held = self.0.held();
        held.ids += 1;
        // In no session is anything with such an id.
        Uuid::from_u128((0x7e << 120) + held.ids)
    }

    fn new_salt(&self) -> String {
        self.new_id().simple().to_string()
    }

    fn new_key(&self) -> Option<[u8; 32]> {
        None
    }

    fn laptop(&self) -> String {
        "a rehearsal".into()
    }

    fn disk(&self) -> Arc<dyn Disk> {
        Arc::new(NoDisk("this is a rehearsal"))
    }

    fn places(&self) -> Option<Places> {
        None
    }

    fn who(&self) -> String {
        self.laptop()
    }

    fn keep(&mut self, _: Keeper) -> Box<dyn Link> {
        Box::new(KeptByNobody)
    }

    fn session_folder(&self) -> PathBuf {
        PathBuf::new()
    }

    fn settings_path(&self) -> Option<PathBuf> {
        None
    }

    fn spawn(&mut self, work: Work) {
        self.0.held().work.push(work);
    }

    fn poll(&mut self) -> Vec<action::Action> {
        std::mem::take(&mut self.0.held().back)
    }

    fn pick_several(&mut self, _: &'static str, _: &'static [&'static str], _: fn(Vec<PathBuf>) -> Job) {
        self.refuse();
    }

    fn pick_folder(&mut self, _: fn(Option<PathBuf>) -> Job) {
        self.refuse();
    }

    fn pick_open(&mut self, _: &'static str, _: &'static [&'static str], _: fn(Option<PathBuf>) -> Job) {
        self.refuse();
    }

    fn pick_save(&mut self, _: PathBuf, _: String, _: fn(Option<PathBuf>) -> Job) {
        self.refuse();
    }

    fn find_fonts(&self) -> FindFonts {
        self.0.find
    }

    fn open_room(&mut self, _: u64, _: Host, _: Door, _: &str) -> Result<Box<dyn Room>, String> {
        Err(NOTHING_LEAVES.into())
    }

    fn join_room(&mut self, _: u64, _: Guest, _: Vec<String>, _: Option<String>) -> Box<dyn Room> {
        Box::new(NoRoom)
    }

    fn look_for_rooms(&mut self, _: u64) -> Option<Box<dyn Any>> {
        None
    }

    fn follow_clock(&mut self, _: i64) {}

    fn show(&self, _: &Path) -> Result<(), String> {
        Err(NOTHING_LEAVES.into())
    }
}

/// Nothing of a rehearsal is kept, and nobody waits for that.
struct KeptByNobody;

impl Link for KeptByNobody {
    fn send(&self, _: Message) {}

    fn close(&mut self) -> Option<Status> {
        Some(Status { kept: u64::MAX, saved: u64::MAX, typed_kept: u64::MAX, closed: true, ..Status::default() })
    }
}

/// A room that is nowhere.
struct NoRoom;

impl Room for NoRoom {
    fn order(&self, _: Order) {}

    fn wire(&self) -> Arc<dyn Fn(Arc<[u8]>) + Send + Sync> {
        Arc::new(drop)
    }
}
