//! Where the data of a stream ends in a carriage return, the line feed behind it makes both look like one end of a line,
//! and those who count find a wrong length (ISO 19005-3, 6.1.7.1). There the line end is written as two characters.

use memchr::memmem;

/// Between data and the end of a stream, as lopdf writes it.
const END: &[u8] = b"\nendstream";
/// An entry of the table of places at the end: its kind, a place or a stream, a generation or an index.
const ENTRY: usize = 7;
/// The kind of entry that has a place.
const PLACED: u8 = 1;

/// Puts the missing characters in, and moves all places behind them. Gives the bytes as they were where they are not
/// what lopdf writes with a stream of places at its end.
pub fn tell_apart(bytes: Vec<u8>) -> Vec<u8> {
    mended(&bytes).unwrap_or(bytes)
}

fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let doubtful =
        memmem::find_iter(bytes, END).filter(|at| at.checked_sub(1).and_then(|n| bytes.get(n)) == Some(&b'\r'));
    let doubtful: Vec<usize> = doubtful.collect();
    if doubtful.is_empty() {
        return None;
    }
    let start = memmem::rfind(bytes, b"startxref\n")?;
    let table = std::str::from_utf8(bytes.get(start + 10..)?).ok()?.lines().next()?.parse::<usize>().ok()?;
    let data = table + memmem::find(bytes.get(table..)?, b"stream\n")? + 7;
    let end = memmem::rfind(bytes, END)?;
    let before = |place: usize| doubtful.partition_point(|at| *at < place);

    let mut out = Vec::with_capacity(bytes.len() + doubtful.len() + 8);
    let mut from = 0;
    for at in &doubtful {
        out.extend_from_slice(bytes.get(from..*at)?);
        out.push(b'\r');
        from = *at;
    }
    out.extend_from_slice(bytes.get(from..data)?);
    for entry in bytes.get(data..end)?.chunks(ENTRY) {
        match entry {
            [PLACED, a, b, c, d, rest @ ..] => {
                let place = u32::from_be_bytes([*a, *b, *c, *d]);
                let moved = place.checked_add(u32::try_from(before(place as usize)).ok()?)?;
                out.push(PLACED);
                out.extend_from_slice(&moved.to_be_bytes());
                out.extend_from_slice(rest);
            }
            other => out.extend_from_slice(other),
        }
    }
    out.extend_from_slice(bytes.get(end..start)?);
    out.extend_from_slice(format!("startxref\n{}\n%%EOF", table + before(table)).as_bytes());
    Some(out)
}
