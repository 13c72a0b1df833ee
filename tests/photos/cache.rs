//! Kept pictures.

use brochure::internals::{Cache, ColourSpace, Crop, Key, PhotoError, Rendering};

use super::press;

#[test]
fn a_damaged_or_missing_cache_only_costs_another_rendering() {
    let folder = tempfile::tempdir().unwrap();
    let crop = Crop::whole(9, 9);
    let rendering = Rendering { width: 9, height: 9, crop, colours: ColourSpace::Cmyk, press: press(), quality: 80 };
    let (cache, key) = (Cache::new(folder.path().join("kept")), Key::new(b"picture", &rendering));
    let make = |made: &[u8]| Ok::<_, PhotoError>(made.to_vec());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(cache.get_or_render(&key, || make(b"one")).unwrap(), b"one"));
        }
    });
    assert_eq!(cache.get_or_render(&key, || make(b"two")).unwrap(), b"one");
    let sub = std::fs::read_dir(folder.path().join("kept")).unwrap().next().unwrap().unwrap().path();
    let file = std::fs::read_dir(sub).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&file, b"damaged").unwrap();
    assert_eq!(cache.get_or_render(&key, || make(b"two")).unwrap(), b"two");
    assert!(cache.size() > 0);
    cache.clear().unwrap();
    assert_eq!(cache.size(), 0);
    assert_eq!(Cache::new("/proc/none").get_or_render(&key, || make(b"x")).unwrap(), b"x");

    std::fs::create_dir_all(folder.path().join("kept")).unwrap();
    let gone = || {
        std::fs::remove_dir_all(folder.path().join("kept")).unwrap();
        make(b"three")
    };
    assert_eq!(cache.get_or_render(&key, gone).unwrap(), b"three");
    assert_eq!(cache.get_or_render(&key, || make(b"four")).unwrap(), b"three");
}
