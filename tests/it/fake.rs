//! A world for the app in tests: a clock that is set, a disk in memory, dialogs that answer, and work
//! that is done at once.

use crate::fake_air::{Air, End};
use chrono::TimeDelta;
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};
use upfront::app::{Action, Env, Job, Link, Ticks, Work};
use upfront::model::time::Moment;
use upfront::nearby::{Door, Found, Guest, Host, News, Room};
use upfront::store::keeper::{Keeper, Message, Status};
use upfront::store::{Disk, DiskFile, Held, Places, Stat};
use uuid::Uuid;

/// A disk in memory. A folder is there when it was made, or holds something.
#[derive(Default)]
pub struct MemoryDisk {
    pub files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    /// Every write below this fails with that.
    pub broken: Mutex<Option<(PathBuf, io::ErrorKind)>>,
    /// What is below these is not there: sticks that were pulled out.
    pub pulled: Mutex<Vec<PathBuf>>,
    /// Which file it is: counts up with every new one.
    identities: Mutex<BTreeMap<PathBuf, u64>>,
    held: Arc<Mutex<BTreeSet<PathBuf>>>,
    /// Sticks.
    pub removable: Mutex<Vec<PathBuf>>,
    /// Folders that were made.
    folders: Mutex<BTreeSet<PathBuf>>,
}

impl MemoryDisk {
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.files.lock().unwrap().get(Path::new(path)).cloned()
    }

    pub fn put(&self, path: &str, bytes: &[u8]) {
        self.files.lock().unwrap().insert(path.into(), bytes.to_vec());
        self.renew(Path::new(path));
    }

    /// Every write anywhere fails, or none.
    pub fn break_all(&self, kind: Option<io::ErrorKind>) {
        *self.broken.lock().unwrap() = kind.map(|k| ("/".into(), k));
    }

    /// Whoever held side files is no more.
    pub fn let_go(&self) {
        self.held.lock().unwrap().clear();
    }

    fn renew(&self, path: &Path) {
        let mut all = self.identities.lock().unwrap();
        let next = all.values().max().unwrap_or(&0) + 1;
        all.insert(path.into(), next);
    }

    fn is_pulled(&self, path: &Path) -> bool {
        self.pulled.lock().unwrap().iter().any(|p| path.starts_with(p))
    }

    fn works(&self, path: &Path) -> io::Result<()> {
        if self.is_pulled(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        match &*self.broken.lock().unwrap() {
            Some((below, kind)) if path.starts_with(below) => Err((*kind).into()),
            _ => Ok(()),
        }
    }
}

/// A disk that can be shared with the files it opens.
#[derive(Clone, Default)]
pub struct SharedDisk(pub Arc<MemoryDisk>);

struct MemoryFile {
    disk: Arc<MemoryDisk>,
    path: PathBuf,
}

impl DiskFile for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.disk.works(&self.path)?;
        // What was taken away meanwhile takes no more.
        if let Some(file) = self.disk.files.lock().unwrap().get_mut(&self.path) {
            file.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.disk.works(&self.path)
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        if let Some(file) = self.disk.files.lock().unwrap().get_mut(&self.path) {
            file.truncate(len as usize);
        }
        Ok(())
    }
}

struct MemoryHeld(Arc<Mutex<BTreeSet<PathBuf>>>, PathBuf);

impl Held for MemoryHeld {}

impl Drop for MemoryHeld {
    fn drop(&mut self) {
        self.0.lock().unwrap().remove(&self.1);
    }
}

impl Disk for SharedDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if self.0.is_pulled(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let files = self.0.files.lock().unwrap();
        let bytes = files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(bytes.iter().copied().take(most as usize + 1).collect())
    }

    fn stat(&self, path: &Path) -> io::Result<Stat> {
        if self.0.is_pulled(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let files = self.0.files.lock().unwrap();
        if let Some(bytes) = files.get(path) {
            let identity = self.0.identities.lock().unwrap().get(path).copied().unwrap_or_default().to_string();
            return Ok(Stat { identity, len: bytes.len() as u64, folder: false, modified: None });
        }
        let made = self.0.folders.lock().unwrap().contains(path);
        if made || files.keys().any(|f| f.starts_with(path)) {
            return Ok(Stat { folder: true, ..Stat::default() });
        }
        Err(io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        if self.0.is_pulled(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let files = self.0.files.lock().unwrap();
        let below = files.keys().filter_map(|f| f.strip_prefix(folder).ok()?.components().next());
        let mut all: Vec<PathBuf> = below.map(|first| folder.join(first)).collect();
        all.dedup();
        Ok(all)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.works(folder)?;
        self.0.folders.lock().unwrap().extend(folder.ancestors().map(PathBuf::from));
        Ok(())
    }

    fn create(&self, path: &Path, _: Option<&Path>) -> io::Result<Box<dyn DiskFile>> {
        self.0.works(path)?;
        self.stat(path.parent().unwrap())?;
        if self.0.files.lock().unwrap().contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.0.files.lock().unwrap().insert(path.into(), Vec::new());
        self.0.renew(path);
        Ok(Box::new(MemoryFile { disk: self.0.clone(), path: path.into() }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.0.works(path)?;
        if !self.0.files.lock().unwrap().contains_key(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Box::new(MemoryFile { disk: self.0.clone(), path: path.into() }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.works(to)?;
        let bytes = self.0.files.lock().unwrap().remove(from).ok_or(io::ErrorKind::NotFound)?;
        self.0.files.lock().unwrap().insert(to.into(), bytes);
        self.0.renew(to);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.files.lock().unwrap().remove(path).map(drop).ok_or(io::ErrorKind::NotFound.into())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.works(folder)
    }

    fn hold(&self, path: &Path, words: &str) -> io::Result<Option<Box<dyn Held>>> {
        self.0.works(path)?;
        if !self.0.held.lock().unwrap().insert(path.into()) {
            return Ok(None);
        }
        self.0.files.lock().unwrap().insert(path.into(), words.into());
        Ok(Some(Box::new(MemoryHeld(self.0.held.clone(), path.into()))))
    }

    fn is_held(&self, path: &Path) -> bool {
        self.0.held.lock().unwrap().contains(path)
    }

    fn sticks(&self) -> Vec<PathBuf> {
        self.0.removable.lock().unwrap().clone()
    }

    fn is_removable(&self, path: &Path) -> bool {
        self.0.removable.lock().unwrap().iter().any(|p| path.starts_with(p))
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
    /// Ids given so far, over all windows of this world.
    pub ids: Arc<Mutex<u128>>,
    pub machine: Arc<Mutex<String>>,
    /// Milliseconds by which the wall clock was set, and for which the laptop slept.
    pub set_ms: Arc<Mutex<i64>>,
    pub asleep_ms: Arc<Mutex<i64>>,
    pub awake: Arc<Mutex<bool>>,
    pub chimes: Arc<Mutex<u32>>,
    /// Nothing is kept: what the window itself costs.
    pub unkept: Arc<Mutex<bool>>,
    /// It goes by somebody else's clock.
    pub ahead_ms: Arc<Mutex<i64>>,
    /// The network of this room; laptops that meet share one.
    pub air: Arc<Mutex<Air>>,
    /// What this laptop does not look at because it is off: its ends of lines.
    pub ends: Arc<Mutex<Vec<End>>>,
}

impl World {
    pub fn at(now: Moment) -> Self {
        Self {
            disk: Arc::default(),
            now: Arc::new(Mutex::new(now)),
            answers: Arc::default(),
            shown: Arc::default(),
            ids: Arc::default(),
            machine: Arc::new(Mutex::new("LAPTOP".into())),
            set_ms: Arc::default(),
            asleep_ms: Arc::default(),
            awake: Arc::default(),
            chimes: Arc::default(),
            unkept: Arc::default(),
            ahead_ms: Arc::default(),
            air: Arc::default(),
            ends: Arc::default(),
        }
    }

    pub fn pass_s(&self, seconds: i64) {
        *self.now.lock().unwrap() += TimeDelta::seconds(seconds);
    }

    /// The laptop sleeps.
    pub fn sleep_s(&self, seconds: i64) {
        *self.asleep_ms.lock().unwrap() += seconds * 1000;
        self.pass_s(seconds);
    }

    /// Somebody sets the clock.
    pub fn set_clock_by_s(&self, seconds: i64) {
        *self.set_ms.lock().unwrap() += seconds * 1000;
        self.pass_s(seconds);
    }

    pub fn set(&self, now: Moment) {
        *self.now.lock().unwrap() = now;
    }

    pub fn laptop(&self) -> Laptop {
        Laptop { name: self.machine.lock().unwrap().clone(), now: self.now.clone(), ahead_ms: self.ahead_ms.clone() }
    }

    pub fn env(&self) -> Box<dyn Env> {
        Box::new(FakeEnv { world: self.clone(), done: Vec::new(), keepers: Vec::new(), looking: Vec::new() })
    }
}

/// What a laptop calls itself, and its clock.
#[derive(Clone)]
pub struct Laptop {
    pub name: String,
    now: Arc<Mutex<Moment>>,
    ahead_ms: Arc<Mutex<i64>>,
}

impl Laptop {
    /// By the clock it goes by now.
    pub fn now(&self) -> Moment {
        *self.now.lock().unwrap() + TimeDelta::milliseconds(*self.ahead_ms.lock().unwrap())
    }
}

struct FakeEnv {
    world: World,
    done: Vec<Action>,
    keepers: Vec<Kept>,
    /// Who looks for rooms, as long as it is held, and what was told last.
    looking: Vec<(u64, Weak<()>, Option<Vec<Found>>)>,
}

/// A keeper that works when it is looked at, and what it said last.
#[derive(Clone)]
struct Kept {
    keeper: Arc<Mutex<Keeper>>,
    said: Arc<Mutex<Status>>,
}

/// The way to a keeper: works at once.
struct FakeLink(Kept, Laptop);

impl Link for FakeLink {
    fn send(&self, message: Message) {
        let mut keeper = self.0.keeper.lock().unwrap();
        keeper.take(message);
        keeper.work(self.1.now());
    }

    fn close(&mut self) -> Option<Status> {
        self.send(Message::Close);
        Some(self.0.keeper.lock().unwrap().status().clone())
    }
}

/// A way to no keeper.
struct NoLink;

impl Link for NoLink {
    fn send(&self, _: Message) {}

    fn close(&mut self) -> Option<Status> {
        None
    }
}

impl Env for FakeEnv {
    /// No test depends on the fonts of the machine it runs on.
    fn find_fonts(&self) -> upfront::printing::FindFonts {
        |_| Vec::new()
    }

    fn now(&self) -> Moment {
        self.world.laptop().now()
    }

    fn ticks(&self) -> Ticks {
        // Unless a test says otherwise, the wall clock is right and nobody slept.
        let now = self.world.now.lock().unwrap().timestamp_millis();
        let (set_ms, asleep_ms) = (*self.world.set_ms.lock().unwrap(), *self.world.asleep_ms.lock().unwrap());
        Ticks { since_boot_ms: now - set_ms, awake_ms: now - set_ms - asleep_ms }
    }

    fn stay_awake(&mut self, awake: bool) {
        *self.world.awake.lock().unwrap() = awake;
    }

    fn chime(&mut self) {
        *self.world.chimes.lock().unwrap() += 1;
    }

    fn zone(&self) -> String {
        "Europe/London".into()
    }

    fn new_id(&self) -> Uuid {
        let mut ids = self.world.ids.lock().unwrap();
        *ids += 1;
        Uuid::from_u128((1 << 100) + *ids)
    }

    fn new_salt(&self) -> String {
        self.new_id().simple().to_string()
    }

    fn new_key(&self) -> Option<[u8; 32]> {
        Some([7; 32])
    }

    fn laptop(&self) -> String {
        self.world.machine.lock().unwrap().clone()
    }

    fn disk(&self) -> Arc<dyn Disk> {
        Arc::new(SharedDisk(self.world.disk.clone()))
    }

    fn places(&self) -> Option<Places> {
        Some(Places { data: "/data".into(), sessions: "/Documents/Upfront".into() })
    }

    fn who(&self) -> String {
        format!("open since 18:02, 14 May 2026, on {}", self.world.machine.lock().unwrap())
    }

    fn keep(&mut self, keeper: Keeper) -> Box<dyn Link> {
        if *self.world.unkept.lock().unwrap() {
            return Box::new(NoLink);
        }
        let kept = Kept { said: Arc::new(Mutex::new(keeper.status().clone())), keeper: Arc::new(Mutex::new(keeper)) };
        self.keepers.push(kept.clone());
        Box::new(FakeLink(kept, self.world.laptop()))
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
        for kept in &self.keepers {
            let mut keeper = kept.keeper.lock().unwrap();
            if !keeper.status().closed {
                keeper.work(self.world.laptop().now());
            }
            let mut said = kept.said.lock().unwrap();
            if *said != *keeper.status() {
                *said = keeper.status().clone();
                let status = Box::new(said.clone());
                self.done.push(Action::Done(Job::Kept { keeper: keeper.writer().to_string(), status }));
            }
        }
        self.keepers.retain(|k| !k.keeper.lock().unwrap().status().closed);
        let mut ends = self.world.ends.lock().unwrap();
        let said = self.world.air.lock().unwrap().said_to(&ends);
        ends.retain(End::is_open);
        let rooms = self.world.air.lock().unwrap().rooms();
        self.looking.retain(|(_, held, _)| held.strong_count() > 0);
        for (nth, _, told) in self.looking.iter_mut().filter(|(.., told)| told.as_ref() != Some(&rooms)) {
            *told = Some(rooms.clone());
            self.done.push(Action::Done(Job::Room(*nth, Box::new(News::Found(rooms.clone())))));
        }
        self.done.extend(said.into_iter().map(|(nth, news)| Action::Done(Job::Room(nth, Box::new(news)))));
        std::mem::take(&mut self.done)
    }

    fn open_room(&mut self, nth: u64, host: Host, door: Door, name: &str) -> Result<Box<dyn Room>, String> {
        let end = Air::open(&self.world.air, self.world.laptop(), nth, host, door, name);
        self.world.ends.lock().unwrap().push(end.clone());
        Ok(Box::new(end))
    }

    fn join_room(&mut self, nth: u64, guest: Guest, addresses: Vec<String>, code: Option<String>) -> Box<dyn Room> {
        let end = Air::join(&self.world.air, self.world.laptop(), nth, guest, addresses, code);
        self.world.ends.lock().unwrap().push(end.clone());
        Box::new(end)
    }

    fn look_for_rooms(&mut self, nth: u64) -> Option<Box<dyn Any>> {
        let held = Arc::new(());
        self.looking.push((nth, Arc::downgrade(&held), None));
        Some(Box::new(held))
    }

    fn follow_clock(&mut self, ahead_ms: i64) {
        let mut ahead = self.world.ahead_ms.lock().unwrap();
        *ahead = if ahead_ms == 0 { 0 } else { *ahead + ahead_ms };
    }

    fn pick_open(&mut self, _: &'static str, _: &'static [&'static str], done: fn(Option<PathBuf>) -> Job) {
        let answer = self.world.answers.lock().unwrap().pop_front().flatten();
        self.done.push(Action::Done(done(answer)));
    }

    fn pick_several(&mut self, _: &'static str, _: &'static [&'static str], done: fn(Vec<PathBuf>) -> Job) {
        let answers = std::mem::take(&mut *self.world.answers.lock().unwrap());
        self.done.push(Action::Done(done(answers.into_iter().flatten().collect())));
    }

    fn pick_folder(&mut self, done: fn(Option<PathBuf>) -> Job) {
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
