"""Short forms of given names. A name belongs to the first group that lists it, and matches every other of the group."""

GROUPS = (
    "alexander alex alec sasha sandy", "alexandra alexa sandra", "andrew andy drew", "anthony antonio tony toni",
    "benjamin ben benny", "catherine katherine katharina kate kathy katie cathy", "charles charlie chuck carl",
    "christopher chris kris", "christina christine tina chrissy", "daniel dan danny", "david dave",
    "deborah debra debbie deb", "edward ed eddie ted", "elizabeth elisabeth liz beth lisa betty eliza",
    "frederick friedrich fred freddy fritz", "gabriel gabe", "gregory greg", "gustavo gus", "henry harry hank",
    "isabella isabel bella isa", "jacob jake", "james jim jimmy jamie", "jennifer jen jenny", "jessica jess jessie",
    "john johnny jack", "jonathan jon", "joseph joe jose joey", "joshua josh", "katarzyna kasia", "kenneth ken kenny",
    "lawrence larry", "leonard leonardo leo len", "lucas luke luc", "magdalena magda lena", "margaret maggie meg peggy",
    "matthew matthias matt", "maximilian max", "michael mike mick mikey mitch", "nathaniel nathan nate",
    "nicholas nicolas nick niko", "patricia pat patty tricia", "patrick paddy", "peter pete", "philip phillip phil",
    "rebecca becky becca", "richard rick dick rich ricky", "robert bob rob bobby robbie bert", "ronald ron ronnie",
    "samantha sammy", "samuel sam", "sebastian seb bastian", "stephen steven steve stefan", "susan sue susie",
    "theodore theo", "thomas tom tommy", "timothy tim", "valentina valentin tina val", "victoria vicky tori",
    "viktor victor vic", "vincent vince", "william will bill billy liam", "zachary zach zack",
)  # fmt: skip


def roots() -> dict[str, str]:
    """Given name → the name its group begins with."""
    found: dict[str, str] = {}
    for group in GROUPS:
        names = group.split()
        for name in names:
            found.setdefault(name, names[0])
    return found
