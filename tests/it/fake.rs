//! A world for the app in tests: a clock that is set, a disk in memory, dialogs that answer, and work
//! that is done at once.

use chrono::TimeDelta;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use upfront::app::{Action, Env, Job, Work};
use upfront::model::time::Moment;
use upfront::store::Disk;
use uuid::Uuid;

/// A disk in memory. Folders come by themselves.
#[derive(Default)]
pub struct MemoryDisk {
    pub files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    /// Every write fails with this.
    pub broken: Mutex<Option<io::ErrorKind>>,
}

impl MemoryDisk {
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.files.lock().unwrap().get(Path::new(path)).cloned()
    }

    pub fn put(&self, path: &str, bytes: &[u8]) {
        self.files.lock().unwrap().insert(path.into(), bytes.to_vec());
    }

    fn works(&self) -> io::Result<()> {
        self.broken.lock().unwrap().map_or(Ok(()), |kind| Err(kind.into()))
    }
}

impl Disk for MemoryDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let files = self.files.lock().unwrap();
        let bytes = files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(bytes.iter().copied().take(most as usize + 1).collect())
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.works()?;
        self.files.lock().unwrap().insert(path.into(), bytes.to_vec());
        Ok(())
    }

    fn create_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.works()?;
        if self.exists(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.replace(path, bytes)
    }

    fn exists(&self, path: &Path) -> bool {
        self.files.lock().unwrap().contains_key(path)
    }
}

/// What a test holds of the world it gave away.
#[derive(Clone)]
pub struct World {
    pub disk: Arc<MemoryDisk>,
    pub now: Arc<Mutex<Moment>>,
    /// What the next dialogs answer.
    pub answers: Arc<Mutex<VecDeque<Option<PathBuf>>>>,
    pub shown: Arc<Mutex<Vec<PathBuf>>>,
}

impl World {
    pub fn at(now: Moment) -> Self {
        Self { disk: Arc::default(), now: Arc::new(Mutex::new(now)), answers: Arc::default(), shown: Arc::default() }
    }

    pub fn pass_s(&self, seconds: i64) {
        *self.now.lock().unwrap() += TimeDelta::seconds(seconds);
    }

    pub fn set(&self, now: Moment) {
        *self.now.lock().unwrap() = now;
    }

    pub fn env(&self) -> Box<dyn Env> {
        Box::new(FakeEnv { world: self.clone(), done: Vec::new(), ids: Mutex::new(0) })
    }
}

struct FakeEnv {
    world: World,
    done: Vec<Action>,
    ids: Mutex<u128>,
}

impl Env for FakeEnv {
    fn now(&self) -> Moment {
        *self.world.now.lock().unwrap()
    }

    fn zone(&self) -> String {
        "Europe/London".into()
    }

    fn new_id(&self) -> Uuid {
        let mut ids = self.ids.lock().unwrap();
        *ids += 1;
        Uuid::from_u128((1 << 100) + *ids)
    }

    fn disk(&self) -> Arc<dyn Disk> {
        self.world.disk.clone()
    }

    fn session_folder(&self) -> PathBuf {
        "/Documents/Upfront".into()
    }

    fn settings_path(&self) -> Option<PathBuf> {
        Some("/settings.ron".into())
    }

    fn spawn(&mut self, work: Work) {
        self.done.push(Action::Done(work()));
    }

    fn poll(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.done)
    }

    fn pick_open(&mut self, _: &'static str, _: &'static str, done: fn(Option<PathBuf>) -> Job) {
        let answer = self.world.answers.lock().unwrap().pop_front().flatten();
        self.done.push(Action::Done(done(answer)));
    }

    fn pick_save(&mut self, _: PathBuf, _: String, done: fn(Option<PathBuf>) -> Job) {
        let answer = self.world.answers.lock().unwrap().pop_front().flatten();
        self.done.push(Action::Done(done(answer)));
    }

    fn show(&self, path: &Path) -> Result<(), String> {
        self.world.shown.lock().unwrap().push(path.into());
        Ok(())
    }
}
