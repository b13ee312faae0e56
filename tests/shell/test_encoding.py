"""Bytes to text: what is read is right to the letter, and what cannot be told is refused."""

import pytest

from ingest.errors import BinaryInput, EmptyInput, UnknownEncoding
from ingest.parse.encoding import decode

RUSSIAN = "Министерство сообщило, что новый закон о регулировании вступит в силу осенью. Эксперты компании с этим не согласны."
ENGLISH = "The ministry said that the law would come into force. \u201cWe do not agree,\u201d the company\u2019s experts said \u2014 again."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "cp866", "iso8859-5"])
def test_russian_comes_out_to_the_letter(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "mac-roman", "utf-8"])
def test_english_with_typographic_signs(encoding: str) -> None:
    text = ENGLISH if encoding != "ascii" else "Plain words."
    assert decode(text.encode(encoding)) == text


def test_declared_encoding_is_tried_first_and_only_believed_when_it_fits() -> None:
    assert decode("Да".encode("cp1251"), declared="windows-1251") == "Да"
    assert decode("Да".encode(), declared="ascii") != "Да"  # Latin-1 as browsers read it: any bytes fit, so the sender is believed
    assert decode(RUSSIAN.encode("cp1251"), declared="utf-8") == RUSSIAN
    assert decode(b"plain", declared="no-such-charset") == "plain"


@pytest.mark.parametrize("name", ["unicode_escape", "zip", "rot13", "idna", "utf-7"])
def test_a_sender_cannot_name_a_codec_that_is_no_charset(name: str) -> None:
    assert decode(rb"\u0041+ADw-", declared=name) == r"\u0041+ADw-"


def test_an_ordered_encoding_is_the_only_one_tried() -> None:
    assert decode("Да".encode("cp866"), encoding="cp866") == "Да"
    with pytest.raises(UnknownEncoding, match="byte 0"):
        decode("Да".encode("cp1251"), encoding="utf-8")


@pytest.mark.parametrize("raw", ["Да.".encode("cp1251"), RUSSIAN.encode("mac_cyrillic"), bytes(range(128, 256)) * 3])
def test_what_cannot_be_told_is_refused(raw: bytes) -> None:
    with pytest.raises(UnknownEncoding, match="--encoding"):
        decode(raw)


def test_broken_utf8_is_named_with_its_place_and_not_guessed() -> None:
    raw = RUSSIAN.encode()
    with pytest.raises(UnknownEncoding, match="broken at byte 25"):
        decode(raw[:25] + b"\xff" + raw[25:])


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty(raw: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04x", "ZIP"),
        (b"\x1f\x8bx", "gzip"),
        (b"\x89PNG\r\n", "PNG"),
        (b"{\\rtf1", "RTF"),
        (b"a\x00b", "NUL"),
        (b"\x01\x02\x03\x04\x05\x06\x07", "control"),
        ("a\x00b".encode("utf-16"), "control"),
    ],
)
def test_binary_is_named_for_what_it_is(raw: bytes, what: str) -> None:
    with pytest.raises(BinaryInput, match=what):
        decode(raw)


def test_line_ends_stay_because_offsets_count_them() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"
