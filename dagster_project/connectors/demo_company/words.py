"""Word lists that people and companies are named from. Every company is invented; addresses end in .example."""

FIRST_NAMES = (
    "Aaliyah", "Adaeze", "Ahmed", "Aiko", "Alejandra", "Amina", "Anders", "Anika", "Arjun", "Beatriz",
    "Björn", "Camila", "Chidi", "Chloé", "Daisuke", "Diego", "Dmitri", "Eleni", "Emeka", "Esther", "Fatima",
    "Felix", "Freya", "Giulia", "Gustavo", "Hana", "Hassan", "Ingrid", "Isaac", "Jasmin", "João", "Kaito",
    "Kavya", "Kofi", "Lars", "Leila", "Lucía", "Łukasz", "Mai", "Mateo", "Mei", "Mira", "Nadia", "Nikhil",
    "Noor", "Olga", "Omar", "Paulo", "Priya", "Quentin", "Rania", "Ravi", "Rosa", "Sadia", "Samuel", "Sanjay",
    "Sofia", "Tariq", "Teresa", "Thandi", "Tomás", "Umar", "Valeria", "Viktor", "Wei", "Ximena", "Yara",
    "Yusuf", "Zoë", "Zubair",
)  # fmt: skip

LAST_NAMES = (
    "Abara", "Achterberg", "Alvarez", "Ansah", "Aoki", "Bakker", "Banerjee", "Barros", "Bianchi", "Boateng",
    "Carvalho", "Chaudhry", "Cordova", "Dahl", "Delgado", "Desai", "Dlamini", "Duarte", "Eriksen", "Farouk",
    "Ferreira", "Fischer", "Fontaine", "Fujita", "Galvez", "Ghosh", "Grünwald", "Haddad", "Hansen",
    "Hashimoto", "Ibarra", "Idowu", "Ivanova", "Jansen", "Kamau", "Kapoor", "Keller", "Kimura", "Kowalska",
    "Laurent", "Lindqvist", "Lozano", "Mahmoud", "Mancini", "Mbeki", "Mehta", "Molina", "Moreau", "Müller",
    "Nakagawa", "Nandakumar", "Navarro", "Novak", "Nwosu", "Obi", "Okafor", "Olsen", "Ortega", "Owusu",
    "Pacheco", "Papadaki", "Petrov", "Pillai", "Quintero", "Ramírez", "Rao", "Reyes", "Rossi", "Saito",
    "Salazar", "Santos", "Schreiber", "Sharma", "Silva", "Soto", "Suzuki", "Takeda", "Tanaka", "Torres",
    "Ueda", "Vargas", "Vasquez", "Verma", "Visser", "Wagner", "Yamada", "Yilmaz", "Zamora", "Zhang",
    "Zielinski",
)  # fmt: skip

COMPANY_STEMS = (
    "Aldermere", "Ambervale", "Arkwenna", "Ashgrovia", "Bellwick", "Birchanter", "Blumwick", "Brindlewick",
    "Calderwyn", "Carrowisp", "Cedarlume", "Cobaltine", "Corvessa", "Dawnhollow", "Drivenna", "Dunmarrow",
    "Eastwillow", "Elmbarrow", "Emberlyn", "Fallowmere", "Fenwhistle", "Fernquay", "Flintora", "Galewick",
    "Glimmerton", "Gorsefield", "Greywater", "Halvorne", "Harrowlight", "Hazelmoor", "Hollowreed",
    "Inkmarrow", "Ironbough", "Juniperra", "Kestrova", "Kindlemark", "Larkspire", "Lindenfold", "Lumenquay",
    "Marrowby", "Mistralon", "Moorhaven", "Nettlecombe", "Northquill", "Oakenfirth", "Ottermead",
    "Pebblemark", "Pinewhist", "Quarrymoss", "Quillmere", "Ravensbeck", "Rivermarch", "Rookwilde",
    "Saltmeadow", "Silverthicket", "Sparrowgate", "Stonewren", "Tarnhollow", "Thistleby", "Umbraleigh",
    "Vellumere", "Wavemarrow", "Wexbridge", "Windlemoor", "Yarrowdene", "Zephyrane",
)  # fmt: skip

COMPANY_TRADES = (
    "Analytics", "Apparel", "Aviation", "Bank", "Biologics", "Capital", "Cloud", "Commerce", "Dairy",
    "Devices", "Energy", "Engineering", "Foods", "Freight", "Games", "Health", "Hotels", "Insurance", "Labs",
    "Learning", "Logistics", "Media", "Mobility", "Optics", "Outdoor", "Payments", "Pharma", "Properties",
    "Rail", "Retail", "Robotics", "Software", "Telecom", "Travel",
)  # fmt: skip
