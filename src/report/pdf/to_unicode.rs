//! What the glyphs of a font mean, as a ToUnicode CMap (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

/// So many mappings stand in one block at most (Adobe Technical Note 5014).
const BLOCK: usize = 100;

/// The CMap of a font with codes of two bytes, by what each code says.
pub fn cmap(says: &BTreeMap<u16, String>) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let said: Vec<(&u16, &String)> = says.iter().filter(|(_, text)| !text.is_empty()).collect();
    for block in said.chunks(BLOCK) {
        out.push_str(&format!("{} beginbfchar\n", block.len()));
        for (code, text) in block {
            let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            out.push_str(&format!("<{code:04X}> <{units}>\n"));
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}
