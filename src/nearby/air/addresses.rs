//! Under which addresses a laptop is reached, and addresses as people type them.

use super::serve::PORT;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};

/// The addresses of this laptop, the likeliest first: "192.168.1.5". Empty where it is on no network.
pub fn own_addresses() -> Vec<String> {
    let all = if_addrs::get_if_addrs().unwrap_or_default();
    let mut usable: Vec<IpAddr> = all.iter().filter(|i| !i.is_loopback()).map(|i| i.ip()).filter(is_usable).collect();
    // An address that a router gave, before one that the laptop took for itself on a bare cable.
    usable.sort_by_key(|ip| (ip.is_ipv6(), matches!(ip, IpAddr::V4(v4) if v4.is_link_local())));
    usable.dedup();
    usable.iter().map(ToString::to_string).collect()
}

/// A link-local address of version 6 means nothing without the name of a network card.
pub(super) fn is_usable(ip: &IpAddr) -> bool {
    match ip {
        IpAddr::V4(_) => true,
        IpAddr::V6(v6) => !v6.is_unicast_link_local(),
    }
}

/// An address as somebody typed it: "192.168.1.5", with or without the port, a name, or what a QR code of a room says.
pub fn parse(typed: &str) -> Vec<SocketAddr> {
    let typed = typed.trim();
    let with_port = |text: &str| text.to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    match typed.parse::<IpAddr>() {
        Ok(ip) => vec![SocketAddr::new(ip, PORT)],
        Err(_) if typed.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) => with_port(typed),
        Err(_) => with_port(&format!("{typed}:{PORT}")),
    }
}
