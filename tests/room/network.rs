//! How the laptops reach each other: namespaces on a bridge with no way out, or one machine with links that lead through
//! this program. Either can be cut.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Laptops: the facilitator’s, and five tables.
pub const LAPTOPS: usize = 6;

/// A network for six laptops; 0 is the facilitator’s.
pub enum Network {
    Namespaces(Namespaces),
    Loopback(Vec<Arc<Link>>),
}

impl Network {
    /// Namespaces where they are allowed.
    pub fn best() -> Self {
        match Namespaces::new() {
            Some(spaces) => Self::Namespaces(spaces),
            None => {
                println!("No network namespaces are allowed here; on loopback");
                Self::loopback()
            }
        }
    }

    pub fn loopback() -> Self {
        Self::Loopback((0..LAPTOPS).map(|_| Arc::default()).collect())
    }

    /// Starts a laptop with this folder for all it keeps.
    pub fn start(&self, laptop: usize, folder: &Path) -> std::io::Result<Child> {
        let exe = std::env::current_exe()?;
        let mut command = match self {
            Self::Namespaces(_) => {
                let mut ip = Command::new("ip");
                ip.args(["netns", "exec", &space(laptop)]).arg(exe);
                ip
            }
            Self::Loopback(_) => Command::new(exe),
        };
        command.arg("--laptop").arg(folder);
        command.env("HOME", folder).env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()
    }

    /// Where a laptop reaches the facilitator’s room, which says that it is at `address`; "found": by looking.
    pub fn address_for(&self, laptop: usize, address: &str) -> String {
        match self {
            Self::Namespaces(_) => "found".into(),
            Self::Loopback(links) => {
                let port = address.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(41_760);
                links.get(laptop).map(|link| link.lead_to(port).to_string()).unwrap_or_default()
            }
        }
    }

    /// Cuts a laptop’s link, or mends it.
    pub fn cut(&self, laptop: usize, is_cut: bool) {
        match self {
            Self::Namespaces(_) => {
                let state = if is_cut { "down" } else { "up" };
                ip(&["-n", SWITCH, "link", "set", &cable(laptop), state]);
            }
            Self::Loopback(links) => {
                links.get(laptop).into_iter().for_each(|link| link.cut.store(is_cut, Ordering::Relaxed));
            }
        }
    }
}

/// Namespaces, taken away when it is dropped.
pub struct Namespaces;

/// The namespace with the bridge, and nothing else in it.
const SWITCH: &str = "upfront-switch";

fn space(laptop: usize) -> String {
    format!("upfront-{laptop}")
}

fn cable(laptop: usize) -> String {
    format!("cable{laptop}")
}

fn ip(args: &[&str]) -> bool {
    let done = Command::new("ip").args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
    done.is_ok_and(|status| status.success())
}

impl Namespaces {
    fn new() -> Option<Self> {
        // What a run before left, where it was stopped.
        drop(Self);
        let spaces = Self;
        let all: bool = ip(&["netns", "add", SWITCH])
            && ip(&["-n", SWITCH, "link", "add", "bridge", "type", "bridge"])
            && ip(&["-n", SWITCH, "link", "set", "bridge", "up"])
            && (0..LAPTOPS).all(|laptop| {
                let (space, cable, address) = (space(laptop), cable(laptop), format!("10.41.0.{}/24", laptop + 1));
                ip(&["netns", "add", &space])
                    && ip(&[
                        "-n", SWITCH, "link", "add", &cable, "type", "veth", "peer", "name", "eth0", "netns", &space,
                    ])
                    && ip(&["-n", SWITCH, "link", "set", &cable, "master", "bridge"])
                    && ip(&["-n", SWITCH, "link", "set", &cable, "up"])
                    && ip(&["-n", &space, "address", "add", &address, "dev", "eth0"])
                    && ip(&["-n", &space, "link", "set", "lo", "up"])
                    && ip(&["-n", &space, "link", "set", "eth0", "up"])
                    && ip(&["-n", &space, "route", "add", "224.0.0.0/4", "dev", "eth0"])
            });
        all.then_some(spaces)
    }
}

impl Drop for Namespaces {
    fn drop(&mut self) {
        for laptop in 0..LAPTOPS {
            ip(&["netns", "delete", &space(laptop)]);
        }
        ip(&["netns", "delete", SWITCH]);
    }
}

/// A link through this program: while it is cut nothing passes, and no new line comes about.
#[derive(Default)]
pub struct Link {
    cut: AtomicBool,
}

impl Link {
    /// Leads whoever calls the address it gives to this port.
    fn lead_to(self: &Arc<Self>, port: u16) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let link = self.clone();
        std::thread::spawn(move || {
            for from in listener.incoming().flatten() {
                let to = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
                let Some(to) = to.ok().filter(|_| !link.cut.load(Ordering::Relaxed)) else { continue };
                for (from, to) in [(from.try_clone(), to.try_clone()), (Ok(to), Ok(from))] {
                    let (Ok(from), Ok(to), link) = (from, to, link.clone()) else { continue };
                    std::thread::spawn(move || link.carry(from, to));
                }
            }
        });
        address
    }

    fn carry(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = [0; 16 * 1024];
        while let Ok(n @ 1..) = from.read(&mut bytes) {
            // What is under way when a cable is pulled waits, as TCP has it.
            while self.cut.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(20));
            }
            if to.write_all(&bytes[..n]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(std::net::Shutdown::Both);
    }
}
