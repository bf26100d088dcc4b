"""What a folder, its files and the shape of their content may suffer from: codes RA001-005, RA050-062."""

from realign.findings import Rule, Severity

NO_FILES = Rule.of(
    "RA001",
    Severity.ERROR,
    """The folder holds no YAML file.

    A plan is a folder of files that end in .yaml or .yml, also in folders inside it; hidden files are not
    read, nor what `.realignignore` names. Check that this is the right folder; `realign init DIR` begins
    a plan.
    """,
)
NO_PLAN = Rule.of(
    "RA002",
    Severity.ERROR,
    """No file says which plan this is.

    One file of the folder has the field `plan:` with at least an id and a title.

    Broken:
        outcomes:
          - {id: "1.1", title: Land}

    Mended:
        plan: {id: city, title: City strategy}
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
NO_FILE = Rule.of(
    "RA003",
    Severity.ERROR,
    """Something that ends in .yaml is no ordinary file of the plan.

    A folder, a pipe, a device or a link that leads nowhere cannot be a part of a plan. A link is followed
    only to a file of the same plan: otherwise a plan that somebody sends could show files of the machine
    that checks it. Rename or delete it, or put the file itself in its place.
    """,
)
UNREADABLE = Rule.of(
    "RA004",
    Severity.ERROR,
    """A file may not be read.

    The rights of the file forbid it, or another program has locked it. Ask its owner, or change its rights.
    """,
)
TOO_LARGE = Rule.of(
    "RA005",
    Severity.ERROR,
    """A file is larger than any plan.

    The limit of 256 MiB holds more than a million deliverables. Check that it is a file of the plan; divide
    it, if it is.
    """,
)
UNKNOWN_KIND = Rule.of(
    "RA050",
    Severity.ERROR,
    """A file holds a kind that realign does not know.

    Only known kinds can be checked; a misspelt one would silently be left out. Names of your own begin with
    `x-` and are passed over.

    Broken:
        outcome:
          - {id: "1.1", title: Land}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
        x-notes: to be continued
    """,
)
TWO_PLANS = Rule.of(
    "RA051",
    Severity.ERROR,
    """Two files say which plan this is.

    A folder holds one plan; any other kind may be spread over several files, `plan:` may not. Keep one.
    """,
)
WRONG_SHAPE = Rule.of(
    "RA052",
    Severity.ERROR,
    """A kind is not a list of records, or an entry of it is no record.

    Below the name of a kind each record begins with a dash and a space; its fields stand below each other in
    the same column, or in braces.

    Broken:
        outcomes:
          id: "1.1"
          title: Land

    Mended:
        outcomes:
          - id: "1.1"
            title: Land
    """,
)
SAME_ID = Rule.of(
    "RA053",
    Severity.ERROR,
    """Two records of one kind have the same id.

    Others name a record by its id, so it has to be unique in its kind, across all files. Rename one.

    Broken:
        outcomes:
          - {id: "1.1", title: Land}
          - {id: "1.1", title: Housing}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
          - {id: "1.2", title: Housing}
    """,
)
MISSING = Rule.of(
    "RA054",
    Severity.ERROR,
    """A record lacks a field that it needs.

    Add the field. `realign schema` tells which fields a kind has and which of them are needed.

    Broken:
        outcomes:
          - {id: "1.1"}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
UNKNOWN_FIELD = Rule.of(
    "RA055",
    Severity.ERROR,
    """A record has a field that realign does not know.

    A misspelt field would silently be left out. Correct its name; names of your own begin with `x-` and are
    passed over.

    Broken:
        outcomes:
          - {id: "1.1", titel: Land, title: Land}

    Mended:
        outcomes:
          - {id: "1.1", title: Land, x-owner: me}
    """,
)
NOT_ALLOWED = Rule.of(
    "RA056",
    Severity.ERROR,
    """A field has a value that is not one of the few it may have.

    Upper and lower case matter. The finding lists the values that are allowed.

    Broken:
        funds:
          - {id: U, kind: free, title: Free money}

    Mended:
        funds:
          - {id: U, kind: unearmarked, title: Free money}
    """,
)
WRONG_TYPE = Rule.of(
    "RA057",
    Severity.ERROR,
    """A field holds a text, a list or a record where something else belongs.

    A text that contains a colon and a space or begins with a bracket turns into something else unless it is
    in quotes.

    Broken:
        outcomes:
          - {id: "1.1", title: [Land, Housing]}

    Mended:
        outcomes:
          - {id: "1.1", title: "Land, Housing"}
    """,
)
BAD_NUMBER = Rule.of(
    "RA058",
    Severity.ERROR,
    """A field holds something that is no number, or one outside its bounds.

    Decimals begin with a point; a share is written as 0.5, not as 50 or 50 %.

    Broken:
        lenses:
          - {id: resilience, title: Resilience, default_relevance: 50}

    Mended:
        lenses:
          - {id: resilience, title: Resilience, default_relevance: 0.5}
    """,
)
BAD_MONEY = Rule.of(
    "RA059",
    Severity.ERROR,
    """A field holds something that is no amount of money.

    Amounts are in the plan's currency, written as people write them: 12000000, 12e6, 12m, 12 000 000,
    12,000,000, 1.200.000,00 or 3 lakh. What can be read in two ways, such as 12.000, is refused. An amount
    may name its currency; another one than the plan's needs a rate: `plan: {rates: {EUR: {rate: 1.08}}}`.

    Broken:
        funds:
          - {id: U, kind: soft, title: Soft, amount: a lot}

    Mended:
        funds:
          - {id: U, kind: soft, title: Soft, amount: 12m}
    """,
)
WRONG_SIZE = Rule.of(
    "RA060",
    Severity.ERROR,
    """A text or a list is empty, or longer than it may be.

    Fill it, or leave the field out. Ids have at most 200 characters.

    Broken:
        outcomes:
          - {id: "1.1", title: ""}

    Mended:
        outcomes:
          - {id: "1.1", title: Land}
    """,
)
NO_LIST = Rule.of(
    "RA061",
    Severity.ERROR,
    """A single value stands where a list belongs.

    Put it into brackets, even if it is the only one.

    Broken:
        links:
          - {id: L1, from: 1.1, to: [1.2], strength: 2, basis: analyst}

    Mended:
        links:
          - {id: L1, from: [1.1], to: [1.2], strength: 2, basis: analyst}
    """,
)
UNFIT = Rule.of(
    "RA062",
    Severity.ERROR,
    """A field has a value that does not fit.

    The finding says what the field is for; `realign schema` shows its form.

    Broken:
        outcomes:
          - {id: "1.1", title: {Land: Housing}}

    Mended:
        outcomes:
          - {id: "1.1", title: {en: Land, fr: Terres}}
    """,
)
ROUNDED = Rule.of(
    "RA063",
    Severity.NOTE,
    """Amounts are no whole units of the currency.

    realign counts in whole units. What is needed (`cost`, `required`) is rounded up and what is there
    (`amount`, `received`) is rounded down, so that no work is called paid for that is not. An amount in
    another currency is converted first, exactly, by the stated rate.

    Broken:
        plan: {id: city, title: City plan, currency: EUR}
        funds:
          - {id: S, kind: soft, title: Soft, amount: 1000.75}

    Mended:
        plan: {id: city, title: City plan, currency: EUR}
        funds:
          - {id: S, kind: soft, title: Soft, amount: 1000}
    """,
)

UNSTATED_TIER = Rule.of(
    "RA064",
    Severity.NOTE,
    """Some work states a tier, other work states none.

    Where none is stated the tier is 1, the highest: such work is paid for before all that states a lower
    one. Write `tier: 1` if that is meant.

    Broken:
        deliverables:
          - {id: D1, title: Yearly report}
          - {id: D2, title: City forum, tier: 2}

    Mended:
        deliverables:
          - {id: D1, title: Yearly report, tier: 3}
          - {id: D2, title: City forum, tier: 2}
    """,
)

MANUAL: tuple[Rule, ...] = (
    NO_FILES,
    NO_PLAN,
    NO_FILE,
    UNREADABLE,
    TOO_LARGE,
    UNKNOWN_KIND,
    TWO_PLANS,
    WRONG_SHAPE,
    SAME_ID,
    MISSING,
    UNKNOWN_FIELD,
    NOT_ALLOWED,
    WRONG_TYPE,
    BAD_NUMBER,
    BAD_MONEY,
    WRONG_SIZE,
    NO_LIST,
    UNFIT,
    ROUNDED,
    UNSTATED_TIER,
)
"""The manual of every code that comes from here; those about YAML are in `documents.MANUAL`."""
