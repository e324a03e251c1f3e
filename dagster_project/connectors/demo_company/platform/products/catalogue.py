"""The products that are sold, as data: what they are, their versions, articles and features.

Days count back from the end of the history.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Product:
    """One product.

    weight: its share of the cases that are about products, in tenths of a per cent or so; they are scaled to 1.
    versions: days before the end, name, what changed; the oldest first.
    variants: article number, what tells it apart, pieces in stock, pieces at which to order, price in US dollars.
    channels: name and whether it can be bought there, the first choice first.
    scenes: surroundings and file. features: name, sort, status.
    """

    name: str
    brand: str
    category: str
    status: str
    shown_version: str | None
    weight: float
    versions: tuple[tuple[int, str, str], ...]
    variants: tuple[tuple[str, str, int, int | None, int], ...]
    channels: tuple[tuple[str, bool], ...]
    scenes: tuple[tuple[str, str], ...]
    features: tuple[tuple[str, str, str], ...]


EVERYWHERE = (("Web", True), ("Retail", True), ("App", True), ("Partner", True))
ONLINE = (("Web", True), ("App", True))

PRODUCTS = (
    Product(
        "Phone 15", "Perrin", "Phone", "active", "v1", 170,
        ((700, "v1.0", "First release"), (400, "v1.1", "Better camera in the dark"), (180, "v1.2", "Longer standby")),
        (("P-15-B-128", "Black / 128 GB", 1250, 400, 799), ("P-15-W-256", "White / 256 GB", 260, 300, 899),
         ("P-15-B-256", "Black / 256 GB", 640, 300, 899)),
        EVERYWHERE, (("Studio", "phone-15.glb"), ("Street", "phone-15.usdz")),
        (("5G", "Hardware", "Active"), ("Night photos", "Software", "Released"), ("Satellite SOS", "Core", "Draft")),
    ),
    Product(
        "Phone 14", "Perrin", "Phone", "archived", "v1", 60,
        ((1300, "v1.0", "First release"), (800, "v1.3", "Security updates")),
        (("P-14-B-128", "Black / 128 GB", 35, None, 499),),
        # Withdrawn, and still to be bought in shops.
        (("Web", False), ("Retail", True), ("App", False)), (("Studio", "phone-14.glb"),),
        (("4G", "Hardware", "Active"), ("Night photos", "Software", "Deprecated")),
    ),
    Product(
        "Ultra Book Pro", "Zenner", "Laptop", "active", "v3", 140,
        ((620, "v2.4", "Quieter fan"), (300, "v3.0", "New processor")),
        (("Z-UB-S-512", "Silver / 512 GB", 420, 150, 1499), ("Z-UB-G-1TB", "Graphite / 1 TB", 180, 150, 1899)),
        EVERYWHERE, (("Office", "ultra-book.obj"),),
        (("120 Hz display", "Hardware", "Active"), ("Face sign-in", "Software", "Testing"),
         ("Fast charging", "Hardware", "Released")),
    ),
    Product(
        "Active Watch", "Fitro", "Wearable", "active", "v1", 110,
        ((500, "v1.0", "First release"), (260, "v1.1", "Sleep tracking")),
        (("F-SW-B-SM", "Black / small", 450, 300, 249), ("F-SW-B-LG", "Black / large", 510, 300, 249),
         ("F-SW-R-SM", "Red / small", 330, 200, 259)),
        EVERYWHERE, (("Park", "active-watch.gltf"),),
        (("Heart rate", "Core", "Released"), ("Sleep", "Software", "Released"), ("Blood pressure", "Beta", "Draft")),
    ),
    Product(
        "Solar Charger", "Sunnel", "Accessory", "active", "v2", 60,
        ((600, "v2.0", "Second panel"),),
        (("S-CHARG-V2", "Standard", 900, 250, 89),),
        (("Web", True), ("Retail", False), ("App", True)), (("Rooftop", "solar-charger.glb"),),
        (("Two panels", "Hardware", "Active"),),
    ),
    Product(
        "View Goggles", "Vantor", "Wearable", "active", "v2", 100,
        ((520, "v1.0", "First release"), (330, "v1.1", "Lighter strap"), (120, "v2.0", "New lenses and eye tracking")),
        (("V-GG-N-STD", "Standard", 210, 120, 599),),
        # The file is another format than it is said to be.
        EVERYWHERE, (("Studio", "view-goggles.usdz"), ("Gallery", "view-goggles-gallery.obj")),
        (("Eye tracking", "Beta", "Released"), ("Hand tracking", "Beta", "Testing"), ("Passthrough", "Core", "Active")),
    ),
    Product(
        "Smart Lock", "Kettle", "Home", "active", "v1", 100,
        ((900, "v1.0", "First release"), (430, "v1.1", "Keypad"), (210, "v1.2", "Quieter motor")),
        (("K-LOCK-M", "Matt", 700, 200, 179), ("K-LOCK-S", "Silver", 240, 150, 179)),
        (("Web", True), ("Retail", True), ("Partner", True)), (("Hallway", "smart-lock.glb"),),
        (("Guest codes", "Software", "Released"), ("Door sensor", "Hardware", "Active")),
    ),
    Product(
        "Noise Buds", "Perrin", "Audio", "active", "v1", 80,
        ((480, "v1.0", "First release"), (150, "v1.1", "Adaptive noise control")),
        (("N-BUD-W", "White", 800, 250, 149), ("N-BUD-B", "Black", 620, 250, 149)),
        ONLINE, (("Studio", "noise-buds.glb"),),
        (("Noise control", "Core", "Released"), ("Find my buds", "Software", "Active")),
    ),
    Product(
        "Tablet 11", "Zenner", "Tablet", "active", "v1", 70,
        ((380, "v1.0", "First release"),),
        (("Z-T11-64", "64 GB", 300, 150, 379), ("Z-T11-256", "256 GB", 190, 120, 479)),
        # The first choice cannot be bought from.
        (("Web", False), ("Retail", True), ("App", True)), (("Desk", "tablet-11.glb"),),
        (("Pen", "Hardware", "Active"), ("Split screen", "Software", "Released"), ("Desktop mode", "Beta", "Testing")),
    ),
    Product(
        "Home Hub", "Kettle", "Home", "active", "v2", 60,
        ((650, "v1.0", "First release"), (240, "v2.0", "Thread and Matter")),
        (("K-HUB-1", "Standard", 350, 120, 129),),
        EVERYWHERE, (),
        (("Matter", "Core", "Released"), ("Local voice", "Beta", "Draft")),
    ),
    Product(
        "Field Camera", "Vantor", "Camera", "active", "v1", 30,
        ((200, "v1.0", "First release"),),
        (("V-CAM-4K", "4K", 140, 50, 329),),
        # On sale by its status, and to be bought nowhere.
        (("Web", False), ("Partner", False)), (("Forest", "field-camera.glb"),),
        (("4K video", "Hardware", "Active"), ("Wildlife detection", "Software", "Testing")),
    ),
    Product(
        "Desk Dock", "Zenner", "Accessory", "active", "v1", 30,
        # The catalogue goes on showing v1.
        ((720, "v1.0", "First release"), (90, "v2.0", "Two displays")),
        (("Z-DOCK-C", "USB-C", 420, 100, 199),),
        ONLINE, (("Office", "desk-dock.glb"),),
        (("Two displays", "Hardware", "Active"),),
    ),
    Product(
        "Tracker Tag", "Fitro", "Accessory", "draft", None, 0,
        ((40, "v0.9", "Field test"),),
        (("F-TAG-1", "Standard", 0, None, 39),),
        (("Web", False),), (), (("Precise finding", "Core", "Draft"), ("Left-behind alarm", "Software", "Draft")),
    ),
    Product(
        "Care Plan", "Kettle", "Service", "active", "v1", 20,
        ((600, "v1.0", "First release"),), (),
        ONLINE, (), (("Next-day exchange", "Core", "Active"),),
    ),
)  # fmt: skip

# Articles that supply orders name, and one that none names.
SOLD_OUT_ON_ORDER = ("F-SW-B-SM", "V-GG-N-STD")
SOLD_OUT_FORGOTTEN = ("N-BUD-B",)

CARE_PLAN_USD = 99
"""The one product that is sold without variants has a price of its own."""

WRONG_FORMAT = ("view-goggles-gallery.obj", "GLB")
"""A file, and the format that the catalogue says it has."""

# product, product shown beside it, why, strength
CONNECTIONS = (
    ("Phone 15", "Noise Buds", "Cross-sell", 0.92), ("Noise Buds", "Phone 15", "Cross-sell", 0.81),
    ("Phone 15", "Active Watch", "Cross-sell", 0.88), ("Active Watch", "Phone 15", "Cross-sell", 0.76),
    ("Phone 15", "Solar Charger", "Accessory", 0.64), ("Phone 15", "Care Plan", "Up-sell", 0.57),
    ("Ultra Book Pro", "Desk Dock", "Accessory", 0.86), ("Desk Dock", "Ultra Book Pro", "Required", 1.00),
    ("Ultra Book Pro", "Tablet 11", "Cross-sell", 0.48), ("Tablet 11", "Ultra Book Pro", "Up-sell", 0.71),
    ("Smart Lock", "Home Hub", "Required", 1.00), ("Home Hub", "Smart Lock", "Bundle", 0.79),
    ("Smart Lock", "Home Hub", "Bundle", 0.83), ("Home Hub", "Care Plan", "Up-sell", 0.35),
    # Needs what is no longer sold, and what is sold nowhere.
    ("View Goggles", "Phone 14", "Required", 1.00), ("Tracker Tag", "Field Camera", "Required", 0.90),
    ("Field Camera", "Solar Charger", "Accessory", 0.52), ("Active Watch", "Tracker Tag", "Cross-sell", 0.44),
    ("Noise Buds", "Care Plan", "Up-sell", 0.29), ("Solar Charger", "Field Camera", "Bundle", 0.41),
)  # fmt: skip
CONNECTED_TO_NOWHERE = (("Tablet 11", "Accessory", 0.68), ("Phone 14", "Up-sell", 0.55))
GONE = "PRD-090"
"""A product that connections still lead to, and that the catalogue no longer has."""


def product_id(name: str) -> str:
    """The identifier of a product."""
    return f"PRD-{[product.name for product in PRODUCTS].index(name) + 1:03}"
