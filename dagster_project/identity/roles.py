"""What a column says of a person, read from its name. A role decides how values are made alike and compared."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence

from dagster_project.resources.errors import UserError

ROLES = (
    "name", "given_name", "surname", "email", "phone", "birth_date", "identifier", "company", "street", "street_number",
    "postcode", "city", "region", "country", "text",
)  # fmt: skip
"""`text` is any other column; it is compared as a whole."""

PATTERNS = (
    ("email", r"e_?mail(_?address)?|mail|(e_?)?mail_?adresse|adresse_(e_?)?mail|courriel|correo(_electronico)?"),
    ("phone", r"(phone|tel|telephone|mobile|cell)(_?(number|no))?|phone_\w+|"
              r"telefon(_?nummer)?|tel_?nr|handy(_?(nummer|nr))?|mobil(_?(nummer|nr|telefon))?|festnetz|rufnummer|"
              r"portable|(numero_de_)?(tel|telephone|telefono)|movil|celular"),
    ("given_name", r"(given|first|fore)_?name|vor_?name|prenoms?|nombre(_de_pila)?"),
    ("surname", r"(sur|last|family)_?name|(nach|familien|zu)_?name|nom(_de_famille)?|apellidos?"),
    ("name", r"(full_?|display_?|customer_?|contact_?|person_?|user_?|requester_?)?name|"
             r"(kunden|kontakt|benutzer|anzeige)_?name|ansprechpartner(in)?|nom_complet|nom_(du_)?client|"
             r"nombre_(completo|y_apellidos?|(del?_)?cliente)"),
    ("birth_date", r"(date_?of_?birth|birth_?(date|day)|dob)|geburts_?(datum|tag)|geb_?(dat|datum)|geboren(_am)?|"
                   r"date_de_naissance|ne_le|fecha_de_nacimiento|nacimiento"),
    ("identifier", r"(soc_?sec_?id|ssn|national_?id|passport(_?(no|number))?|tax_?id|vat_?(id|number))|"
                   r"steuer_?(id|nummer)|ust_?id(_?nr)?|(sozial)?versicherungs_?(nummer|nr)|(numero_de_)?securite_sociale|"
                   r"siren|siret|dni|nif|nie|cif|curp|rfc"),
    ("company", r"(company|organi[sz]ation|employer|account)(_?name)?|firm(a|en_?name)|unternehmen|arbeitgeber|"
                r"societe|entreprise|raison_sociale|empresa|razon_social"),
    ("street_number", r"(street|house)_?(number|no)|haus_?(nummer|nr)|numero_de_(rue|calle|voie)"),
    ("street", r"(street|address)(_?(name|line_?)?\d?)?|strasse(_?name)?|str|anschrift|adresse(_?\d)?|rue|voie|"
               r"calle|direccion(_?\d)?|domicilio"),
    ("postcode", r"(post_?code|postal_?code|zip(_?code)?)|plz|postleit_?zahl|code_postal|cp|codigo_postal"),
    ("city", r"(city|town|suburb|locality)|(wohn)?ort|stadt|ville|commune|localite|ciudad|localidad|poblacion|"
             r"municipio"),
    ("region", r"(state|region|province|county)|bundes_?land|kanton|departement|provincia|comunidad(_autonoma)?"),
    ("country", r"country(_?code)?|land|staat|pays|pais"),
)  # fmt: skip
"""The names of columns in English, German, French and Spanish, in small letters, without accents."""


ID = re.compile(r"(.*[\W_])?(id|nr|no|num|number|key|index|row_?id|#)")
"""How a record's id is called, in small letters."""


def is_like_id(column: str) -> bool:
    """Whether a column is called like a record's id."""
    return bool(ID.fullmatch(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column.strip()).lower()))


def role_of(column: str) -> str | None:
    """The role that a column's name tells, or None."""
    letters = unicodedata.normalize("NFKD", column.strip().lower().replace("ß", "ss"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = re.sub(r"[^a-z0-9]+", "_", bare).strip("_")
    return next((role for role, pattern in PATTERNS if re.fullmatch(pattern, plain)), None)


def choose_columns(columns: Sequence[str], wanted: Sequence[str] = (), besides: Sequence[str] = ()) -> dict[str, str]:
    """Column → role. Without `wanted`, every column whose name tells its role, those `besides` left out.

    wanted: names of columns, or role=column where the name does not tell; a role may be said in any word that would
    tell it of a column. A named column without a known role is compared as text. Raises UserError for a column that is
    not there, an unknown role, or where nothing is left.
    """
    if not wanted:
        found = {column: role for column in columns if column not in besides and (role := role_of(column))}
        if not found:
            raise UserError(
                f"No column tells anything of a person: {', '.join(columns)}.",
                "Name the columns to compare: --columns name=FULL_NM,email=CONTACT (roles: " + ", ".join(ROLES) + ").",
            )
        return _as_they_stand_together(found)
    chosen: dict[str, str] = {}
    for word in wanted:
        role, _, column = word.rpartition("=")
        if column not in columns and role in columns:
            said = column if column in ROLES else role_of(column) or "name"
            raise UserError(
                f"{word!r} is the wrong way round: the role comes first, then =, then the column of the file.",
                f"Such as --columns {said}={role}. Roles are {', '.join(ROLES)}.",
            )
        if column not in columns:
            near = difflib.get_close_matches(column, columns, n=1)
            raise UserError(
                f"There is no column {column!r}; there are {', '.join(columns)}.",
                f"Did you mean {near[0]!r}?" if near else "",
            )
        if role and role not in ROLES and not role_of(role):
            near = difflib.get_close_matches(role, ROLES, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UserError(
                f"{role!r} is no role of a column.{hint}",
                f"Write role=column. Roles are {', '.join(ROLES)}.",
            )
        chosen[column] = (role if role in ROLES else role_of(role or column)) or "text"
    return chosen


def _as_they_stand_together(found: dict[str, str]) -> dict[str, str]:
    """A "Name" beside a "Vorname" is the surname; a "Nom" or "Nombre" without its other half is the whole name."""
    roles = set(found.values())
    if "given_name" in roles and "surname" not in roles:
        bare = [column for column, role in found.items() if role == "name" and column.strip().lower() == "name"]
        found |= dict.fromkeys(bare, "surname")
    if len(roles & {"given_name", "surname", "name"}) == 1:
        found |= {column: "name" for column in found if column.strip().lower() in ("nom", "nombre")}
    return found
