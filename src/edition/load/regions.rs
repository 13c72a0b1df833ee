//! The regions of the map data by the codes that records write.

use super::Maps;
use crate::edition::records::Cluster;
use crate::geometry::geodata::GeoFeature;
use crate::geometry::shape::Point;

/// What a code of a region stands for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RegionMatch<'a> {
    /// These shapes.
    Found(Vec<&'a GeoFeature>),
    /// Regions of several countries: their codes.
    Several(Vec<&'a str>),
    /// Nothing of the map data.
    Unknown,
}

/// The area that a cluster works in.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Area<'a> {
    /// The regions to hatch.
    pub regions: Vec<&'a GeoFeature>,
    /// The countries to draw in full strength.
    pub countries: Vec<&'a GeoFeature>,
}

impl Maps {
    /// Finds a country by its code.
    #[must_use]
    pub(crate) fn country(&self, code: &str) -> Option<&GeoFeature> {
        self.countries.iter().find(|country| country.code() == code)
    }

    /// Finds the country at a place, whose x is the longitude.
    #[must_use]
    pub(crate) fn country_at(&self, place: Point) -> Option<&GeoFeature> {
        self.countries.iter().find(|country| country.shape.contains(place))
    }

    /// Finds what a code stands for: a region by its code with or without the country, a statistical region, or a whole
    /// country. Of two regions with the same code without a country, the one of the country that is named first is taken.
    #[must_use]
    pub(crate) fn find_region(&self, code: &str, countries: &[&str]) -> RegionMatch<'_> {
        if let Some(region) = self.regions.iter().find(|region| region.code() == code) {
            return RegionMatch::Found(vec![region]);
        }
        let bare: Vec<_> = self.regions.iter().filter(|region| bare_code(region) == Some(code)).collect();
        for country in countries {
            if let Some(region) = bare.iter().find(|region| region.country == **country) {
                return RegionMatch::Found(vec![region]);
            }
        }
        let statistical = self.statistical(code);
        if !statistical.is_empty() {
            return RegionMatch::Found(statistical);
        }
        match (self.country(code), bare.as_slice()) {
            (Some(country), _) => RegionMatch::Found(vec![country]),
            (None, [region]) => RegionMatch::Found(vec![region]),
            (None, []) => RegionMatch::Unknown,
            (None, several) => RegionMatch::Several(several.iter().map(|region| region.code()).collect()),
        }
    }

    /// Returns the regions of a statistical code: the region itself, or all that it consists of. Zeros at the end stand for
    /// the only part of a region: DE60 is DE6.
    fn statistical(&self, code: &str) -> Vec<&GeoFeature> {
        let of = |part: &str, whole: bool| -> Vec<_> {
            let fits = |nuts: &String| if whole { nuts.starts_with(part) } else { nuts == part };
            self.regions.iter().filter(|region| region.nuts.as_ref().is_some_and(fits)).collect()
        };
        let exact = of(code, false);
        if !exact.is_empty() || code.len() < 3 {
            return exact;
        }
        let trimmed = code.trim_end_matches('0');
        let only = if trimmed.len() < code.len() { of(trimmed, false) } else { Vec::new() };
        if only.is_empty() { of(code, true) } else { only }
    }

    /// Returns the codes of the countries in which the codes of a cluster are looked for: first that of its seat, then those
    /// that its area names.
    #[must_use]
    pub(crate) fn countries_of<'a>(&'a self, cluster: &'a Cluster) -> Vec<&'a str> {
        let position = cluster.seat.position().map(|(latitude, longitude)| Point::new(longitude, latitude));
        let at = || position.and_then(|place| self.country_at(place)).map(GeoFeature::code);
        let home = if cluster.seat.land.is_some() { Some("DE") } else { at() };
        let named = cluster.working_area.iter().flat_map(|area| area.countries.iter().map(String::as_str));
        home.into_iter().chain(named).collect()
    }

    /// Returns the area that a cluster works in; what the map data does not have is left out.
    #[must_use]
    pub(crate) fn area(&self, cluster: &Cluster) -> Area<'_> {
        let Some(area) = &cluster.working_area else { return Area::default() };
        let home = self.countries_of(cluster);
        let regions = area.codes.iter().flat_map(|code| match self.find_region(code, &home) {
            RegionMatch::Found(regions) => regions,
            _ => Vec::new(),
        });
        let countries = area.countries.iter().filter_map(|code| self.country(code));
        Area { regions: regions.collect(), countries: countries.collect() }
    }
}

/// Returns the code of a region without its country.
#[must_use]
pub(crate) fn bare_code(region: &GeoFeature) -> Option<&str> {
    region.code().strip_prefix(region.country.as_str())?.strip_prefix('-')
}

#[cfg(test)]
mod tests {
    use super::{Maps, RegionMatch};
    use crate::geometry::geodata::read_features;

    fn maps() -> Maps {
        let feature = |properties: &str| {
            format!(
                r#"{{ "type": "Feature", "properties": {{ {properties} }},
                "geometry": {{ "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]] }} }}"#
            )
        };
        let collection = |features: &[&str]| {
            let features: Vec<_> = features.iter().map(|properties| feature(properties)).collect();
            let text = format!(r#"{{ "type": "FeatureCollection", "features": [{}] }}"#, features.join(","));
            read_features(&text).expect("features")
        };
        Maps {
            countries: collection(&[r#""iso": "DE""#, r#""iso": "LI""#, r#""iso": "BE""#]),
            regions: collection(&[
                r#""iso": "DE-BE", "country": "DE", "nuts": "DE3""#,
                r#""iso": "DE-HH", "country": "DE", "nuts": "DE6""#,
                r#""iso": "CH-BE", "country": "CH", "nuts": "CH021""#,
                r#""iso": "CH-VD", "country": "CH", "nuts": "CH011""#,
                r#""iso": "AT-8", "country": "AT", "nuts": "AT34""#,
                r#""iso": "IE-8", "country": "IE""#,
            ]),
            ..Maps::default()
        }
    }

    #[test]
    fn codes_are_found_with_and_without_their_country() {
        let maps = maps();
        let found = |code: &str, countries: &[&str]| match maps.find_region(code, countries) {
            RegionMatch::Found(regions) => regions.iter().map(|region| region.code().to_owned()).collect(),
            RegionMatch::Several(codes) => vec![format!("several: {}", codes.join(" "))],
            RegionMatch::Unknown => vec!["unknown".to_owned()],
        };
        assert_eq!(found("CH-BE", &["DE"]), ["CH-BE"]);
        assert_eq!(found("BE", &["DE", "CH"]), ["DE-BE"]);
        assert_eq!(found("BE", &["CH", "DE"]), ["CH-BE"]);
        assert_eq!(found("VD", &["DE"]), ["CH-VD"], "no other country has such a region");
        assert_eq!(found("8", &["DE"]), ["several: AT-8 IE-8"]);
        assert_eq!(found("LI", &["DE"]), ["LI"], "a country without regions");
        assert_eq!(found("XX", &["DE"]), ["unknown"]);
    }

    #[test]
    fn statistical_codes_stand_for_a_region_or_all_its_parts() {
        let maps = maps();
        let count = |code: &str| match maps.find_region(code, &["DE"]) {
            RegionMatch::Found(regions) => regions.len(),
            _ => 0,
        };
        assert_eq!((count("DE6"), count("DE60"), count("DE600")), (1, 1, 1));
        assert_eq!((count("CH0"), count("CH01"), count("CH021")), (2, 1, 1));
        assert_eq!((count("DE61"), count("AT3")), (0, 1));
    }
}
