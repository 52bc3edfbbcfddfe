//! The world, as the app sees it: the clock, fresh ids, dialogs, the disk, and other threads.
//!
//! The only place that names rfd. Tests hand in their own.

use super::Ticks;
use super::action::{Action, Job};
use super::document::Link;
use crate::model::time::Moment;
use crate::nearby::{Door, Guest, Host, News, Room, air};
use crate::printing::FindFonts;
use crate::store::keeper::{Keeper, Message, Status};
use crate::store::{Disk, Places, RealDisk};
use std::any::Any;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

/// Work for another thread; what it brings back is an action.
pub type Work = Box<dyn FnOnce() -> Job + Send>;

/// The world.
pub trait Env {
    /// The present moment, with the offset of this place.
    fn now(&self) -> Moment;
    /// Two clocks that nobody sets.
    fn ticks(&self) -> Ticks;
    /// Keeps the computer and its screens awake, or no longer. Called every frame.
    fn stay_awake(&mut self, awake: bool);
    /// Plays the sound that says that time is short.
    fn chime(&mut self);
    /// The IANA name of the zone here.
    fn zone(&self) -> String;
    /// An id that no other laptop gives.
    fn new_id(&self) -> Uuid;
    /// A random text of 32 hexadecimal digits, which nobody can guess.
    fn new_salt(&self) -> String;
    /// 32 random bytes that make a key; None: this system gives none.
    fn new_key(&self) -> Option<[u8; 32]>;
    /// What this laptop calls itself.
    fn laptop(&self) -> String;
    fn disk(&self) -> Arc<dyn Disk>;
    /// The app's own folders; None: this machine gives it none.
    fn places(&self) -> Option<Places>;
    /// For side files: "open since 18:02, 14 May 2026, on LAPTOP".
    fn who(&self) -> String;
    /// Lets a keeper work elsewhere; what it says comes back by [`Env::poll`].
    fn keep(&mut self, keeper: Keeper) -> Box<dyn Link>;
    /// Where new sessions go.
    fn session_folder(&self) -> PathBuf;
    /// Where settings are; None: nowhere.
    fn settings_path(&self) -> Option<PathBuf>;
    /// Does something without keeping the window waiting.
    fn spawn(&mut self, work: Work);
    /// What came back.
    fn poll(&mut self) -> Vec<Action>;
    /// Asks for a file to open.
    fn pick_open(&mut self, what: &'static str, endings: &'static [&'static str], done: fn(Option<PathBuf>) -> Job);
    /// The same for several.
    fn pick_several(&mut self, what: &'static str, endings: &'static [&'static str], done: fn(Vec<PathBuf>) -> Job);
    /// Asks for a folder to write to.
    fn pick_folder(&mut self, done: fn(Option<PathBuf>) -> Job);
    /// Asks where to write.
    fn pick_save(&mut self, folder: PathBuf, name: String, done: fn(Option<PathBuf>) -> Job);
    /// How fonts that are installed here are found.
    fn find_fonts(&self) -> FindFonts;
    /// Opens a file in the system's viewer.
    fn show(&self, path: &Path) -> Result<(), String>;
    /// Opens a room of that name to other laptops; what it says comes back by [`Env::poll`], under the number `nth`.
    fn open_room(&mut self, nth: u64, host: Host, door: Door, name: &str) -> Result<Box<dyn Room>, String>;
    /// Comes into one, at the first of these addresses that answers; the same.
    fn join_room(&mut self, nth: u64, guest: Guest, addresses: Vec<String>, code: Option<String>) -> Box<dyn Room>;
    /// Looks for rooms on the network as long as what it gives is held; the same. None: it cannot.
    fn look_for_rooms(&mut self, nth: u64) -> Option<Box<dyn Any>>;
    /// From now on the clock goes so many milliseconds ahead of how it goes now; 0: as this laptop has it.
    fn follow_clock(&mut self, ahead_ms: i64);
}

/// Whether the screens are to stay awake, and what holds them.
#[derive(Default)]
struct Awake {
    wanted: bool,
    guard: Option<keepawake::KeepAwake>,
}

/// The wall clock; in somebody else's room it goes by theirs.
#[derive(Clone, Default)]
struct Clock {
    ahead_ms: Arc<AtomicI64>,
}

impl Clock {
    fn now(&self) -> Moment {
        let ahead = chrono::TimeDelta::milliseconds(self.ahead_ms.load(Ordering::Relaxed));
        chrono::Local::now().fixed_offset() + ahead
    }
}

/// The real world.
pub struct RealEnv {
    ctx: egui::Context,
    sender: Sender<Job>,
    receiver: Receiver<Job>,
    /// While the screens are to stay awake.
    awake: Arc<Mutex<Awake>>,
    clock: Clock,
    /// By a clock that goes on while the machine sleeps, and by one that does not.
    began: (boot_time::Instant, std::time::Instant),
}

impl RealEnv {
    /// Wakes `ctx` when slow work is done.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        let (awake, clock) = Default::default();
        Self { ctx, sender, receiver, awake, clock, began: (boot_time::Instant::now(), std::time::Instant::now()) }
    }

    fn clock_for_others(&self) -> air::Clock {
        let clock = self.clock.clone();
        Arc::new(move || clock.now())
    }

    /// Brings what a room says to the window.
    fn tell(&self, nth: u64) -> air::Tell {
        let (sender, ctx) = (Mutex::new(self.sender.clone()), self.ctx.clone());
        Arc::new(move |news: News| {
            if let Ok(sender) = sender.lock() {
                // The window may be gone by then; there is nobody to tell.
                let _ = sender.send(Job::Room(nth, Box::new(news)));
            }
            ctx.request_repaint();
        })
    }

    fn in_background(&self, work: impl FnOnce() -> Job + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        std::thread::spawn(move || {
            // The window may be gone by then; there is nobody to tell.
            let _ = sender.send(work());
            ctx.request_repaint();
        });
    }
}

impl Env for RealEnv {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn ticks(&self) -> Ticks {
        let ms = |d: Duration| i64::try_from(d.as_millis()).unwrap_or(i64::MAX);
        Ticks { since_boot_ms: ms(self.began.0.elapsed()), awake_ms: ms(self.began.1.elapsed()) }
    }

    fn stay_awake(&mut self, awake: bool) {
        let Ok(mut now) = self.awake.lock() else { return };
        if now.wanted == awake {
            return;
        }
        now.wanted = awake;
        let shared = Arc::clone(&self.awake);
        // Asking the system, and telling it, can take its time.
        std::thread::spawn(move || match awake {
            true => {
                let guard = keepawake::Builder::default()
                    .display(true)
                    .idle(true)
                    .reason("The room's screen is shown")
                    .app_name("Upfront")
                    .app_reverse_domain("org.upfront.Upfront")
                    .create();
                // A system that cannot be asked sleeps as it always does.
                if let Ok(guard) = guard {
                    let wanted =
                        shared.lock().map(|mut now| if now.wanted { now.guard.replace(guard) } else { Some(guard) });
                    // What is let go is let go outside the lock, for which a frame may wait.
                    drop(wanted);
                }
            }
            false => {
                let guard = shared.lock().map(|mut now| if now.wanted { None } else { now.guard.take() });
                drop(guard);
            }
        });
    }

    fn chime(&mut self) {
        let Some(places) = self.places() else { return };
        std::thread::spawn(move || super::chime::play(&places.data));
    }

    fn zone(&self) -> String {
        iana_time_zone::get_timezone().unwrap_or_else(|_| "Europe/London".into())
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn new_salt(&self) -> String {
        Uuid::new_v4().simple().to_string()
    }

    fn new_key(&self) -> Option<[u8; 32]> {
        crate::store::random_key()
    }

    fn laptop(&self) -> String {
        crate::store::laptop_name()
    }

    fn disk(&self) -> Arc<dyn Disk> {
        Arc::new(RealDisk)
    }

    fn places(&self) -> Option<Places> {
        crate::store::places()
    }

    fn who(&self) -> String {
        let now = self.now();
        crate::store::open_since(now)
    }

    fn keep(&mut self, keeper: Keeper) -> Box<dyn Link> {
        Box::new(KeeperThread::start(keeper, self.clock.clone(), self.sender.clone(), self.ctx.clone()))
    }

    fn session_folder(&self) -> PathBuf {
        crate::store::session_folder()
    }

    fn settings_path(&self) -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "Upfront").map(|d| d.config_dir().join("settings.ron"))
    }

    fn spawn(&mut self, work: Work) {
        self.in_background(work);
    }

    fn poll(&mut self) -> Vec<Action> {
        self.receiver.try_iter().map(Action::Done).collect()
    }

    fn pick_open(&mut self, what: &'static str, endings: &'static [&'static str], done: fn(Option<PathBuf>) -> Job) {
        let folder = self.session_folder();
        self.in_background(move || {
            done(rfd::FileDialog::new().add_filter(what, endings).set_directory(folder).pick_file())
        });
    }

    fn pick_several(&mut self, what: &'static str, endings: &'static [&'static str], done: fn(Vec<PathBuf>) -> Job) {
        let folder = self.session_folder();
        self.in_background(move || {
            let dialog = rfd::FileDialog::new().add_filter(what, endings).set_directory(folder);
            done(dialog.pick_files().unwrap_or_default())
        });
    }

    fn pick_folder(&mut self, done: fn(Option<PathBuf>) -> Job) {
        let folder = self.session_folder();
        self.in_background(move || done(rfd::FileDialog::new().set_directory(folder).pick_folder()));
    }

    fn pick_save(&mut self, folder: PathBuf, name: String, done: fn(Option<PathBuf>) -> Job) {
        self.in_background(move || done(rfd::FileDialog::new().set_directory(folder).set_file_name(name).save_file()));
    }

    fn find_fonts(&self) -> FindFonts {
        crate::store::fonts::installed_with
    }

    fn open_room(&mut self, nth: u64, host: Host, door: Door, name: &str) -> Result<Box<dyn Room>, String> {
        let (clock, tell) = (self.clock_for_others(), self.tell(nth));
        match air::serve(host, door, air::Reach::Network { name }, clock, tell) {
            Ok(serving) => Ok(Box::new(serving)),
            Err(e) => Err(e.to_string()),
        }
    }

    fn join_room(&mut self, nth: u64, guest: Guest, addresses: Vec<String>, code: Option<String>) -> Box<dyn Room> {
        Box::new(air::join(guest, addresses, code, self.clock_for_others(), self.tell(nth)))
    }

    fn look_for_rooms(&mut self, nth: u64) -> Option<Box<dyn Any>> {
        air::look_for_rooms(self.tell(nth)).map(|looking| Box::new(looking) as Box<dyn Any>)
    }

    fn follow_clock(&mut self, ahead_ms: i64) {
        match ahead_ms {
            0 => self.clock.ahead_ms.store(0, Ordering::Relaxed),
            more => drop(self.clock.ahead_ms.fetch_add(more, Ordering::Relaxed)),
        }
    }

    fn show(&self, path: &Path) -> Result<(), String> {
        open::that_detached(path).map_err(|_| format!("No program here opens it; it lies at {}", path.display()))
    }
}

/// Closing waits so long for a disk that does not answer; then the thread goes on by itself.
const CLOSE_S: u64 = 5;

/// A keeper on a thread of its own.
struct KeeperThread {
    /// None: it is being closed.
    messages: Option<Sender<Message>>,
    /// The last status, when the thread ends.
    end: Receiver<Status>,
}

impl KeeperThread {
    fn start(mut keeper: Keeper, clock: Clock, jobs: Sender<Job>, ctx: egui::Context) -> Self {
        let (messages, inbox) = channel::<Message>();
        let (ended, end) = channel();
        std::thread::spawn(move || {
            let writer = keeper.writer().to_string();
            let mut said = keeper.status().clone();
            while !keeper.status().closed {
                receive(&inbox, &mut keeper, &clock);
                keeper.work(clock.now());
                if *keeper.status() != said {
                    said = keeper.status().clone();
                    // The window may be gone; the work goes on until everything is put away.
                    let _ = jobs.send(Job::Kept { keeper: writer.clone(), status: Box::new(said.clone()) });
                    ctx.request_repaint();
                }
            }
            let _ = ended.send(said);
        });
        Self { messages: Some(messages), end }
    }
}

/// Waits for the next message or for what is due, and takes in all that has come.
fn receive(inbox: &Receiver<Message>, keeper: &mut Keeper, clock: &Clock) {
    let first = match keeper.wait_ms(clock.now()) {
        Some(ms) => inbox.recv_timeout(Duration::from_millis(ms.unsigned_abs())),
        None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    match first {
        Ok(message) => keeper.take(message),
        Err(RecvTimeoutError::Timeout) => {}
        // The window stopped without closing: everything that is known is written, and the session
        // stays one that was not put away.
        Err(RecvTimeoutError::Disconnected) => keeper.take(Message::Stop),
    }
    inbox.try_iter().for_each(|message| keeper.take(message));
}

impl Link for KeeperThread {
    fn send(&self, message: Message) {
        if let Some(messages) = &self.messages {
            // Fails only after the thread has ended, which the last status says.
            let _ = messages.send(message);
        }
    }

    fn close(&mut self) -> Option<Status> {
        self.send(Message::Close);
        self.messages = None;
        self.end.recv_timeout(Duration::from_secs(CLOSE_S)).ok()
    }
}

impl Drop for KeeperThread {
    fn drop(&mut self) {
        if self.messages.take().is_some() {
            let _ = self.end.recv_timeout(Duration::from_secs(CLOSE_S));
        }
    }
}
