"""What is made alike before it is compared, and which columns say what."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.identity.normalising import normalise
from dagster_project.identity.roles import choose_columns, role_of
from dagster_project.resources.errors import UserError


def made(role: str, value: str | None) -> dict:
    records = pl.DataFrame({"source": ["s"], "source_id": ["1"], "c": [value]}, schema_overrides={"c": pl.String})
    return normalise(records, {"c": role}).row(0, named=True)


@pytest.mark.parametrize(
    ("written", "given", "surname"),
    [
        ("Lars Keller", "lars", "keller"),
        ("Keller, Lars", "lars", "keller"),
        ("Dr. Łukasz  MÜLLER", "lukasz", "muller"),
        ("Lars van der Berg", "lars", "berg"),
        ("Seán O'Brien", "sean", "obrien"),
        ("Zoë", "zoe", None),
        ("山田 太郎", "山田", "太郎"),
        ("  ", None, None),
        (None, None, None),
    ],
)
def test_names(written, given, surname):
    row = made("name", written)
    assert (row["given"], row["surname"]) == (given, surname)


@pytest.mark.parametrize(("given", "root"), [("Bob Ray", "robert"), ("Roberta Ray", "roberta"), ("Gus Ray", "gustavo")])
def test_short_forms_have_the_root_of_the_long_one(given, root):
    assert made("name", given)["given_root"] == root


@pytest.mark.parametrize(
    ("written", "email", "local"),
    [
        (" Lars.Keller+news@Acme.Example ", "lars.keller@acme.example", "lars.keller"),
        # A mailbox of many is an address, but nobody's own name in it.
        ("info@acme.example", "info@acme.example", None),
        ("not an address", None, None),
        ("", None, None),
    ],
)
def test_emails(written, email, local):
    row = made("email", written)
    assert (row["email"], row["email_local"]) == (email, local)


@pytest.mark.parametrize(
    ("role", "written", "expected"),
    [
        ("phone", "+49 (0)170 / 555 12 34", "705551234"),
        ("phone", "0170 5551234", "705551234"),
        ("phone", "112", None),
        ("birth_date", "1980-01-31", "19800131"),
        ("birth_date", "31.01.1980", "19800131"),
        ("birth_date", "1980-01-31 00:00:00", "19800131"),
        ("company", "Acme Holdings GmbH & Co. KG", "acme"),
        ("company", "ACME Inc.", "acme"),
        ("postcode", "SW1A 1AA", "sw1a1aa"),
        ("city", "São  Paulo", "sao paulo"),
    ],
)
def test_other_values(role, written, expected):
    assert made(role, written)[role] == expected


def test_roles_are_read_from_names():
    columns = ["rec_id", "Full Name", "E-Mail", "Mobile", "date_of_birth", "address_1", "address_2", "ZIP", "notes"]
    assert choose_columns(columns) == {
        "Full Name": "name", "E-Mail": "email", "Mobile": "phone", "date_of_birth": "birth_date",
        "address_1": "street", "address_2": "street", "ZIP": "postcode",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        ("Vorname Nachname Ort Mail Tel", "given_name surname city email phone"),
        ("Kundenname;Firma;Straße;Hausnummer;PLZ;Land", "name company street street_number postcode country"),
        ("Geburtsdatum;E-Mail-Adresse;Telefonnummer;Handy", "birth_date email phone phone"),
        ("Prénom;Nom;Courriel;Téléphone;Société", "given_name surname email phone company"),
        ("Date de naissance;Rue;Code postal;Ville;Pays", "birth_date street postcode city country"),
        ("Nombre;Apellidos;Correo electrónico;Teléfono", "given_name surname email phone"),
        ("Fecha de nacimiento;Dirección;Código Postal;Ciudad;País;Empresa",
         "birth_date street postcode city country company"),
        ("First Name;last_name;Phone No;Zip", "given_name surname phone postcode"),
        ("Kundennummer;Umsatz;Bemerkung;portfolio;nombreux;Landkarte", "- - - - - -"),
    ],
)  # fmt: skip
def test_names_of_four_languages_tell_roles(columns, roles):
    named = columns.split(";") if ";" in columns else columns.split(" ")
    assert [role_of(column) or "-" for column in named] == roles.split(" ")


@pytest.mark.parametrize(
    ("columns", "roles"),
    [
        (["Name", "Vorname"], ["surname", "given_name"]),
        (["Name", "Mail"], ["name", "email"]),
        (["Nom", "Prénom"], ["surname", "given_name"]),
        (["Nom", "Ville"], ["name", "city"]),
        (["Nombre", "Apellidos"], ["given_name", "surname"]),
        (["Nombre", "Ciudad"], ["name", "city"]),
        (["first_name", "city"], ["given_name", "city"]),
    ],
)
def test_half_a_name_is_known_by_its_other_half(columns, roles):
    assert list(choose_columns(columns).values()) == roles


def test_a_role_may_be_said_in_the_words_of_a_column():
    wanted = ["first_name=Rufname", "surname=Sippe", "Bemerkung"]
    assert choose_columns(["Rufname", "Sippe", "Bemerkung"], wanted) == {
        "Rufname": "given_name", "Sippe": "surname", "Bemerkung": "text",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (["name=first_name"], "the role comes first, then =, then the column.*\n.*--columns given_name=name"),
        (["email=x"], "the role comes first.*\n.*--columns name=email"),
        (["nmae"], "Did you mean 'name'"),
        (["nmo=name"], "'nmo' is no role"),
        (["emial=name"], "Did you mean 'email'"),
    ],
)
def test_columns_that_make_no_sense_are_told(wanted, message):
    with pytest.raises(UserError, match=message):
        choose_columns(["name", "email"], wanted)


def test_a_table_that_says_nothing_of_people_is_told():
    with pytest.raises(UserError, match="No column tells anything of a person"):
        choose_columns(["amount", "colour"])
