//! Pictures before they are kept: decoded, turned the right way up, shrunk and encoded anew.
//!
//! What a camera writes beside the picture (place, time, its own number) is gone because only pixels are carried over.
//! Size in pixels is looked at before anything is decoded: a small file can hold a huge picture.

use crate::AppError;
use daftar_core::attachment::MediaType;
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage, codecs::jpeg::JpegEncoder,
    imageops::FilterType, metadata::Orientation,
};
use std::io::Cursor;

/// Longest side that is decoded at all, in pixels.
const SIDE_MAX: u32 = 12_000;
/// Memory that decoding may take.
const DECODE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Longest side of a photo that is kept.
pub(crate) const PHOTO_SIDE: u32 = 1600;
/// Longest side of a photographed page: its smallest print has to stay legible.
pub(crate) const PAGE_SIDE: u32 = 2400;
/// Longest side of a signature.
pub(crate) const SIGNATURE_SIDE: u32 = 600;
const QUALITY: u8 = 82;
/// Longest side of the small picture, and the most bytes it has.
const SMALL_SIDE: u32 = 320;
pub(crate) const SMALL_BYTES_MAX: usize = 8 * 1024;

/// A picture as it is kept.
pub(crate) struct Picture {
    pub bytes: Vec<u8>,
    pub media: MediaType,
    /// The small one.
    pub small: Vec<u8>,
}

/// A photo or page, as JPEG with no side longer than `side`.
///
/// # Errors
/// `photo_too_large`, `photo_damaged`.
pub(crate) fn photo(bytes: &[u8], media: MediaType, side: u32) -> Result<Picture, AppError> {
    let whole = fit(on_white(decode(bytes, media)?), side);
    Ok(Picture { bytes: jpeg(&whole, QUALITY)?, media: MediaType::Jpeg, small: small(&whole)? })
}

/// A signature: ink on white as PNG, which keeps its lines sharp in a few kilobytes.
///
/// # Errors
/// As [`photo`].
pub(crate) fn signature(bytes: &[u8], media: MediaType) -> Result<Picture, AppError> {
    let whole = fit(on_white(decode(bytes, media)?), SIGNATURE_SIDE);
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(whole.clone())
        .to_luma8()
        .write_to(&mut out, ImageFormat::Png)
        .map_err(|_| AppError::new("photo_damaged"))?;
    Ok(Picture { bytes: out.into_inner(), media: MediaType::Png, small: small(&whole)? })
}

fn decode(bytes: &[u8], media: MediaType) -> Result<DynamicImage, AppError> {
    let format = match media {
        MediaType::Png => ImageFormat::Png,
        MediaType::Webp => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_MAX), Some(SIDE_MAX));
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > SIDE_MAX || decoder.total_bytes() > DECODE_BYTES_MAX {
        return Err(AppError::new("photo_too_large"));
    }
    if width == 0 || height == 0 {
        return Err(AppError::new("photo_damaged"));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(refused)?;
    image.apply_orientation(orientation);
    return Ok(image);

    fn refused(error: image::ImageError) -> AppError {
        match error {
            image::ImageError::Limits(_) => AppError::new("photo_too_large"),
            _ => AppError::new("photo_damaged"),
        }
    }
}

/// What is see-through is white, as the paper under it would be.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let mut out = RgbImage::new(image.width(), image.height());
    for (to, from) in out.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let over = |ink: u32| u8::try_from((ink * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    out
}

fn fit(image: RgbImage, side: u32) -> RgbImage {
    if image.width().max(image.height()) <= side {
        return image;
    }
    DynamicImage::ImageRgb8(image).resize(side, side, FilterType::Triangle).into_rgb8()
}

fn jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>, AppError> {
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, quality);
    image.write_with_encoder(encoder).map_err(|_| AppError::new("photo_damaged"))?;
    Ok(out)
}

/// A picture for lists that fits into [`SMALL_BYTES_MAX`]: the best of a few qualities and sizes that does.
fn small(whole: &RgbImage) -> Result<Vec<u8>, AppError> {
    let mut side = SMALL_SIDE;
    loop {
        let image = fit(whole.clone(), side);
        for quality in [75, 60, 45, 30] {
            let bytes = jpeg(&image, quality)?;
            if bytes.len() <= SMALL_BYTES_MAX {
                return Ok(bytes);
            }
        }
        side = side * 3 / 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture that does not shrink well: noise.
    fn noise(width: u32, height: u32) -> RgbImage {
        let mut state = 1_u32;
        RgbImage::from_fn(width, height, |_, _| {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                u8::try_from(state >> 24).unwrap()
            };
            Rgb([next(), next(), next()])
        })
    }

    fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        image.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    /// A JPEG with an EXIF block that says how the camera was held and where.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
        exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
        exif.extend([0x01, 0x0E, 0, 2, 0, 0, 0, 20, 0, 0, 0, 38, 0, 0, 0, 0]);
        exif.extend(b"GPS 31.5N 34.4E dead\0");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn a_photo_is_turned_and_says_nothing_of_where_it_was_taken() {
        let mut image = RgbImage::from_pixel(40, 20, Rgb([255, 255, 255]));
        for x in 0..20 {
            for y in 0..20 {
                image.put_pixel(x, y, Rgb([0, 0, 0]));
            }
        }
        let jpeg = with_exif(&encoded(&image, ImageFormat::Jpeg), 6);
        assert!(jpeg.windows(3).any(|part| part == b"GPS"));
        let kept = photo(&jpeg, MediaType::Jpeg, PHOTO_SIDE).unwrap();
        let turned = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
        assert_eq!(turned.dimensions(), (20, 40));
        // Held to the right: what was left is on top.
        assert!(turned.get_pixel(10, 5).0[0] < 60 && turned.get_pixel(10, 35).0[0] > 200);
        for bytes in [&kept.bytes, &kept.small] {
            assert!(!bytes.windows(4).any(|part| part == b"Exif" || part == b"GPS "));
        }
    }

    #[test]
    fn a_photo_is_kept_small_and_its_small_picture_fits() {
        for (width, height) in [(3000, 1000), (1, 5000), (1600, 1600), (320, 240)] {
            let image = noise(width, height);
            let kept = photo(&encoded(&image, ImageFormat::Png), MediaType::Png, PHOTO_SIDE).unwrap();
            let whole = image::load_from_memory(&kept.bytes).unwrap();
            assert!(whole.width().max(whole.height()) <= PHOTO_SIDE, "{width}x{height}");
            assert!(kept.small.len() <= SMALL_BYTES_MAX, "{width}x{height}: {}", kept.small.len());
        }
    }

    #[test]
    fn what_is_see_through_becomes_white() {
        let ink = image::RgbaImage::from_fn(8, 8, |x, _| image::Rgba([0, 0, 0, if x < 4 { 255 } else { 0 }]));
        let mut png = Cursor::new(Vec::new());
        ink.write_to(&mut png, ImageFormat::Png).unwrap();
        let kept = signature(&png.into_inner(), MediaType::Png).unwrap();
        let image = image::load_from_memory(&kept.bytes).unwrap().into_luma8();
        assert_eq!((image.get_pixel(0, 0).0[0], image.get_pixel(7, 0).0[0]), (0, 255));
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_decoded() {
        // 60,000 x 60,000 pixels in 70 bytes.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0]);
        let crc = {
            let mut crc = u32::MAX;
            for byte in &png[12..] {
                crc ^= u32::from(*byte);
                for _ in 0..8 {
                    crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
                }
            }
            !crc
        };
        png.extend(crc.to_be_bytes());
        png.extend([0, 0, 0, 0, b'I', b'D', b'A', b'T', 0x35, 0xAF, 0x06, 0x1E]);
        let error = photo(&png, MediaType::Png, PHOTO_SIDE).map(|_| ()).unwrap_err();
        assert_eq!(error.code, "photo_too_large");
    }

    #[test]
    fn a_photo_cut_anywhere_is_damaged_or_still_a_photo() {
        let jpeg = encoded(&noise(64, 64), ImageFormat::Jpeg);
        for cut in 0..jpeg.len() {
            if let Err(error) = photo(&jpeg[..cut], MediaType::Jpeg, PHOTO_SIDE) {
                assert_eq!(error.code, "photo_damaged", "cut at {cut}");
            }
        }
    }
}
