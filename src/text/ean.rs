//! The bar code of an ISBN: EAN-13 (ISO/IEC 15420).

/// Digits of an EAN-13 and of an ISBN since 2007.
const DIGITS: usize = 13;

/// The modules of the digits in the left half with an odd number of dark ones (set A). Those with an even number (set B) are
/// the mirror images of the right half (set C), which is set A with dark and light exchanged.
const ODD: [u8; 10] = [
    0b000_1101, 0b001_1001, 0b001_0011, 0b011_1101, 0b010_0011, 0b011_0001, 0b010_1111, 0b011_1011, 0b011_0111,
    0b000_1011,
];

/// Which digits of the left half are from set B, from the second to the seventh digit, by the first digit.
const EVEN: [u8; 10] =
    [0b00_0000, 0b00_1011, 0b00_1101, 0b00_1110, 0b01_0011, 0b01_1001, 0b01_1100, 0b01_0101, 0b01_0110, 0b01_1010];

/// A dark bar: its first module and its width, in modules.
pub(crate) type Bar = (u8, u8);

/// Returns the digits of an ISBN written with or without hyphens; `None` if it is not one of 13 digits, or if the last one
/// does not fit the others.
#[must_use]
pub(crate) fn isbn_digits(text: &str) -> Option<[u8; DIGITS]> {
    let text = text.trim();
    let text = text.strip_prefix("ISBN").unwrap_or(text).trim_start_matches([':', ' ']);
    let digits: Option<Vec<u8>> = text
        .chars()
        .filter(|sign| !matches!(sign, '-' | ' ' | '\u{2010}' | '\u{2011}' | '\u{A0}'))
        .map(|sign| sign.to_digit(10).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits: [u8; DIGITS] = digits?.try_into().ok()?;
    let begins = matches!(digits, [9, 7, 8 | 9, ..]);
    (begins && digits[DIGITS - 1] == check_digit(&digits)).then_some(digits)
}

/// Returns the last digit that fits the first twelve: with it, their sum weighted by 1 and 3 is a multiple of ten.
#[must_use]
pub(crate) fn check_digit(digits: &[u8; DIGITS]) -> u8 {
    let weighted = digits[..DIGITS - 1].iter().zip([1, 3].into_iter().cycle());
    let sum: u32 = weighted.map(|(digit, weight)| u32::from(*digit) * weight).sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or_default()
}

/// Returns the dark bars of the 95 modules from left to right.
#[must_use]
pub(crate) fn bars(digits: &[u8; DIGITS]) -> Vec<Bar> {
    let mut modules = vec![true, false, true];
    let even = EVEN[usize::from(digits[0] % 10)];
    for (place, digit) in digits[1..7].iter().enumerate() {
        let odd = ODD[usize::from(digit % 10)];
        // Set B: dark and light exchanged, from right to left.
        let pattern = if even >> (5 - place) & 1 == 1 { (!odd & 0x7f).reverse_bits() >> 1 } else { odd };
        push(&mut modules, pattern);
    }
    modules.extend([false, true, false, true, false]);
    for digit in &digits[7..] {
        push(&mut modules, !ODD[usize::from(digit % 10)] & 0x7f);
    }
    modules.extend([true, false, true]);
    let mut bars: Vec<Bar> = Vec::new();
    for (at, _) in (0_u8..).zip(&modules).filter(|(_, dark)| **dark) {
        match bars.last_mut() {
            Some((start, width)) if *start + *width == at => *width += 1,
            _ => bars.push((at, 1)),
        }
    }
    bars
}

fn push(modules: &mut Vec<bool>, pattern: u8) {
    modules.extend((0..7).rev().map(|bit| pattern >> bit & 1 == 1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isbn_has_a_last_digit_that_fits_the_others() {
        let digits = isbn_digits("978-3-16-148410-0").expect("the example of the standard");
        assert_eq!(digits, [9, 7, 8, 3, 1, 6, 1, 4, 8, 4, 1, 0, 0]);
        assert_eq!(isbn_digits("ISBN 978 3 16 148410 0"), Some(digits));
        for text in ["978-3-16-148410-1", "3-16-148410-X", "4006381333931", "978-3-16-148410", "", "978-3-16-14841o-0"]
        {
            assert_eq!(isbn_digits(text), None, "{text}");
        }
    }

    #[test]
    fn the_modules_are_those_of_the_standard() {
        let drawn = |digits: [u8; 13]| {
            let mut modules = ['0'; 95];
            for (start, width) in bars(&digits) {
                (start..start + width).for_each(|at| modules[usize::from(at)] = '1');
            }
            modules.iter().collect::<String>()
        };
        // 4 006381 333931: the first digit chooses the sets A B A A B B.
        assert_eq!(
            drawn([4, 0, 0, 6, 3, 8, 1, 3, 3, 3, 9, 3, 1]),
            "101\
             0001101\
             0100111\
             0101111\
             0111101\
             0001001\
             0110011\
             01010\
             1000010\
             1000010\
             1000010\
             1110100\
             1000010\
             1100110\
             101"
        );
    }
}
