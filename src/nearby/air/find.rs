//! Looks for rooms on the network, as long as somebody looks at the list (mDNS, RFC 6762; nobody has to type an address).

use super::Tell;
use super::addresses::is_usable;
use super::serve::SERVICE;
use crate::nearby::{Found, News};
use mdns_sd::{ServiceDaemon, ServiceEvent};
use std::collections::BTreeMap;

/// Looks for rooms until it is dropped, and tells what was found each time that changes. None: this network gives no way
/// to look; an address can be typed.
pub fn look_for_rooms(tell: Tell) -> Option<Looking> {
    let daemon = ServiceDaemon::new().ok()?;
    let events = daemon.browse(SERVICE).ok()?;
    std::thread::spawn(move || {
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        // Ends with the daemon.
        while let Ok(event) = events.recv() {
            match event {
                ServiceEvent::ServiceResolved(service) => {
                    let name = service.get_fullname().trim_end_matches(SERVICE).trim_end_matches('.');
                    let all = service.get_addresses().iter().map(|ip| ip.to_ip_addr());
                    let mut all: Vec<_> = all.filter(is_usable).collect();
                    if all.is_empty() {
                        // Those that can be called come with the next answer.
                        continue;
                    }
                    all.sort_by_key(|ip| (ip.is_ipv6(), *ip));
                    let port = service.get_port();
                    let addresses = all.into_iter().map(|ip| std::net::SocketAddr::new(ip, port).to_string()).collect();
                    let name = name.replace('\\', "");
                    found.insert(service.get_fullname().to_string(), Found { name, addresses });
                }
                ServiceEvent::ServiceRemoved(_, name) => drop(found.remove(&name)),
                _ => continue,
            }
            tell(News::Found(found.values().cloned().collect()));
        }
    });
    Some(Looking(daemon))
}

/// While it is held, rooms are looked for.
pub struct Looking(ServiceDaemon);

impl Drop for Looking {
    fn drop(&mut self) {
        let _ = self.0.shutdown();
    }
}
