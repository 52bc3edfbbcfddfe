//! Paints a frame on the processor, so that every page is drawn where there is no graphics card.
//!
//! Triangles with one texture, blended as egui means it. Paint callbacks are not run, and textures are
//! clamped at their edges; the app uses neither.

use egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, TextureFilter, TextureId, TexturesDelta};
use std::collections::HashMap;

/// A texture as it was handed over.
struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
    nearest: bool,
}

/// The renderer; keeps the textures between frames.
#[derive(Default)]
pub struct CpuRenderer {
    textures: HashMap<TextureId, Texture>,
}

impl egui_kittest::TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                match change.pos {
                    None => {
                        let nearest = change.options.magnification == TextureFilter::Nearest;
                        let texture = Texture { size: image.size, pixels: image.pixels.clone(), nearest };
                        self.textures.insert(id, texture);
                    }
                    Some([x, y]) => {
                        let Some(texture) = self.textures.get_mut(&id) else { continue };
                        let [w, h] = image.size;
                        for row in 0..h {
                            let to = (y + row) * texture.size[0] + x;
                            texture.pixels[to..to + w].copy_from_slice(&image.pixels[row * w..(row + 1) * w]);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, out: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for clipped in ctx.tessellate(out.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            canvas.mesh(mesh, texture, clipped.clip_rect, scale);
        }
        Ok(canvas.into_image())
    }
}

/// Premultiplied colour, 0 to 1.
type Rgba = [f32; 4];

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Rgba>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0; 4]; width * height] }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: egui::Rect, scale: f32) {
        let limit = |v: f32, most: usize| (v * scale).round().clamp(0.0, most as f32) as i32;
        let clip = [
            limit(clip.min.x, self.width),
            limit(clip.min.y, self.height),
            limit(clip.max.x, self.width),
            limit(clip.max.y, self.height),
        ];
        for corners in mesh.indices.chunks_exact(3) {
            let triangle = [0, 1, 2].map(|i| &mesh.vertices[corners[i] as usize]);
            self.triangle(triangle, texture, clip, scale);
        }
    }

    fn triangle(&mut self, mut v: [&Vertex; 3], texture: &Texture, clip: [i32; 4], scale: f32) {
        let at = |v: &Vertex| (v.pos.x * scale, v.pos.y * scale);
        let mut area = edge(at(v[0]), at(v[1]), at(v[2]));
        if area == 0.0 || !area.is_finite() {
            return;
        }
        if area < 0.0 {
            v.swap(1, 2);
            area = -area;
        }
        let q = v.map(at);
        let least = |f: fn(&(f32, f32)) -> f32| q.iter().map(f).fold(f32::MAX, f32::min).floor() as i32;
        let most = |f: fn(&(f32, f32)) -> f32| q.iter().map(f).fold(f32::MIN, f32::max).ceil() as i32;
        let (x0, x1) = (least(|p| p.0).max(clip[0]), most(|p| p.0).min(clip[2]));
        let (y0, y1) = (least(|p| p.1).max(clip[1]), most(|p| p.1).min(clip[3]));
        let colors = v.map(|v| parts(v.color));
        let one = (v[0].uv == v[1].uv && v[1].uv == v[2].uv).then(|| texture.sample(v[0].uv.x, v[0].uv.y));
        // A shared edge belongs to one of its triangles only.
        let owns = [owns_edge(q[1], q[2]), owns_edge(q[2], q[0]), owns_edge(q[0], q[1])];
        for y in y0..y1 {
            for x in x0..x1 {
                let p = (x as f32 + 0.5, y as f32 + 0.5);
                let e = [edge(q[1], q[2], p), edge(q[2], q[0], p), edge(q[0], q[1], p)];
                if (0..3).any(|i| e[i] < 0.0 || (e[i] == 0.0 && !owns[i])) {
                    continue;
                }
                let w = e.map(|e| e / area);
                let mix = |a: f32, b: f32, c: f32| w[0] * a + w[1] * b + w[2] * c;
                let texel = one.unwrap_or_else(|| {
                    texture.sample(mix(v[0].uv.x, v[1].uv.x, v[2].uv.x), mix(v[0].uv.y, v[1].uv.y, v[2].uv.y))
                });
                let source: Rgba = std::array::from_fn(|k| mix(colors[0][k], colors[1][k], colors[2][k]) * texel[k]);
                let pixel = &mut self.pixels[y as usize * self.width + x as usize];
                for k in 0..4 {
                    pixel[k] = ((source[k] + pixel[k] * (1.0 - source[3])) * 255.0).round() / 255.0;
                }
            }
        }
    }

    fn into_image(self) -> image::RgbaImage {
        let mut image = image::RgbaImage::new(self.width as u32, self.height as u32);
        for (pixel, [r, g, b, a]) in image.pixels_mut().zip(self.pixels) {
            let straight = |v: f32| if a > 0.0 { (v / a * 255.0).round().clamp(0.0, 255.0) as u8 } else { 0 };
            *pixel = image::Rgba([straight(r), straight(g), straight(b), (a * 255.0).round() as u8]);
        }
        image
    }
}

impl Texture {
    fn sample(&self, u: f32, v: f32) -> Rgba {
        let [w, h] = self.size;
        let at = |x: i32, y: i32| {
            let (x, y) = (x.clamp(0, w as i32 - 1) as usize, y.clamp(0, h as i32 - 1) as usize);
            parts(self.pixels[y * w + x])
        };
        let (x, y) = (u * w as f32 - 0.5, v * h as f32 - 0.5);
        if self.nearest {
            return at(x.round() as i32, y.round() as i32);
        }
        let (left, top) = (x.floor() as i32, y.floor() as i32);
        let (fx, fy) = (x - x.floor(), y - y.floor());
        if fx < 1e-4 && fy < 1e-4 {
            return at(left, top);
        }
        let [a, b, c, d] = [at(left, top), at(left + 1, top), at(left, top + 1), at(left + 1, top + 1)];
        std::array::from_fn(|k| (a[k] * (1.0 - fx) + b[k] * fx) * (1.0 - fy) + (c[k] * (1.0 - fx) + d[k] * fx) * fy)
    }
}

fn parts(c: Color32) -> Rgba {
    [c.r(), c.g(), c.b(), c.a()].map(|v| f32::from(v) / 255.0)
}

fn edge(a: (f32, f32), b: (f32, f32), p: (f32, f32)) -> f32 {
    (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0)
}

fn owns_edge(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.1 == b.1 && b.0 > a.0) || b.1 < a.1
}
