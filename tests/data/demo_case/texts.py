"""All written and spoken texts of the demo case "Operation Slipway".

Everything here is invented. Telephone numbers come from the ranges that Ofcom
reserves for drama (07700 900xxx and 01632 960xxx), mail addresses from
example.com and example.org, network addresses from RFC 5737, and the IBAN is
the usual documentation example. The plates carry an age number (99) that has
never been issued.
"""

from __future__ import annotations

# --------------------------------------------------------------- witness_statement.docx

STATEMENT_TITLE = "Witness statement"
STATEMENT_HEAD: list[tuple[str, str]] = [
    ("Name", "Helen Carter"),
    ("Date", "13 March 2026, 16:10"),
    ("Place", "Port Avel Police, Station Road, Port Avel"),
    ("Case", "PA-2026-0312"),
    ("Telephone", "01632 960121"),
]
STATEMENT_PARAGRAPHS: list[str] = [
    "I am a baker and I live in Flat 3, 14 Customs Quay, on the second floor. My kitchen "
    "window looks over North Pier. On working days I get up at one o'clock in the morning.",
    "In the night from Wednesday 11 to Thursday 12 March 2026, at 01:20, a grey van with its "
    "lights off stopped at the head of North Pier. The lamp beside the slipway was on and I "
    "could see well. It is about forty metres from my window.",
    "Two men got out. They carried four outboard motors, one after the other, from the hire "
    "boats to the van. One of the men wore a red jacket with the hood up. I did not see his "
    "face.",
    "The other man was the driver. When he walked under the lamp I recognised him as Daniel "
    "Brooks, who delivers ice to the marina café. I have known him by sight for two years.",
    "The van drove out through the main gate at 01:40. I am sure of the time because I looked "
    "at my kitchen clock, which sets itself by radio.",
    "I could read only the first part of the number plate, PA99.",
    "Tom Porter, the night watchman, came into the bakery the next morning. Tom told me that "
    "he had seen the same van beside the slipway two nights earlier. I did not see it then "
    "myself.",
    "I did not see who cut the lock on the gate. I have no quarrel with Daniel Brooks.",
]
STATEMENT_TABLE: list[tuple[str, str]] = [
    ("Time", "What I saw"),
    ("01:20", "Grey van stops at the head of North Pier, lights off"),
    ("01:25", "First motor carried to the van"),
    ("01:35", "Fourth motor loaded, rear doors closed"),
    ("01:40", "Van drives out through the main gate towards Coast Road"),
]
STATEMENT_END = "Signed: Helen Carter. Statement taken by Officer 214."

# --------------------------------------------------------------------- email_offer.eml

EMAIL_HEADERS: list[tuple[str, str]] = [
    (
        "Received",
        "from mail.example.com (mail.example.com [192.0.2.25]) by mx.example.org; Sat, 14 Mar 2026 18:22:09 +0000",
    ),
    ("From", "Victor Lane <victor.lane@example.com>"),
    ("To", "Peter Marsh <peter.marsh@example.org>"),
    ("Date", "Sat, 14 Mar 2026 18:22:05 +0000"),
    ("Subject", "Four outboard motors for sale"),
    ("Message-ID", "<20260314182205.4471@example.com>"),
]
EMAIL_LINES: list[str] = [
    "Dear Mr Marsh,",
    "Thank you for your call. I can offer you four outboard motors, Skerry 40, used for one summer only.",
    "Price: 1,150 pounds each, or 4,200 pounds for all four.",
    "The serial number of the first motor is SK40-20719.",
    "You can collect them on Saturday 21 March at 10:00 at the old boatyard, Mill Road, Silver Bay.",
    "My driver can also bring them to you for 60 pounds. He has a grey van, plate PA99 KTX.",
    "To hold the motors I need a deposit of 500 pounds by Monday 16 March.",
    "Account holder: V. Lane",
    "IBAN: GB33BUKB20201555555555",
    "Reference: FOUR MOTORS",
    "You asked about the theft at Port Avel. I did not buy anything that came from that marina, and I know nothing about the theft.",
    "The motors come from a boat hire firm that has closed.",
    "Please call me on 07700 900142, best in the evening.",
    "Kind regards,",
    "Victor Lane, second-hand engines, Silver Bay",
]

# ------------------------------------------------------------------- receipt_photo.jpg

# One entry per line: left text and right text; an empty pair is a gap, "-" a rule.
# A left text that begins with "^" is centred; "^^" is centred and large.
RECEIPT_LINES: list[tuple[str, str]] = [
    ("^^GULL POINT", ""),
    ("^^FUEL & CHANDLERY", ""),
    ("^3 Coast Road, Silver Bay", ""),
    ("^Tel 01632 960177", ""),
    ("-", ""),
    ("12 MAR 2026", "02:52"),
    ("TILL 1", "RECEIPT 006318"),
    ("PUMP 3", "PLATE PA99 KTX"),
    ("-", ""),
    ("DIESEL", ""),
    ("  42.10 L x 1.489", "62.69"),
    ("RATCHET STRAP 5 M", ""),
    ("  2 x 8.95", "17.90"),
    ("TARPAULIN BLUE 3X4", "14.50"),
    ("COFFEE LARGE", "2.80"),
    ("-", ""),
    ("TOTAL GBP", "97.89"),
    ("INCL. VAT 20%", "16.32"),
    ("-", ""),
    ("PAID BY CARD", "97.89"),
    ("CARD", "**** **** **** 4417"),
    ("AUTH CODE", "052816"),
    ("", ""),
    ("^Thank you and safe sailing", ""),
]

# ------------------------------------------------------------------- scanned_letter.pdf

# Two pages; each entry is one paragraph, "" is an extra gap, "~" the signature.
LETTER_PAGES: list[list[str]] = [
    [
        "PORT AVEL MARINA",
        "Harbour Office, 1 North Pier, Port Avel\nTelephone 01632 960155\nharbour.office@example.org",
        "",
        "Port Avel Police\nStation Road\nPort Avel",
        "17 March 2026",
        "Your reference: PA-2026-0312\nTheft of four outboard motors, 11 to 12 March 2026",
        "Dear Sir or Madam,",
        "I am the manager of Port Avel Marina. You asked me to write down what we know about "
        "the theft in the night from Wednesday 11 to Thursday 12 March 2026.",
        "The motors. Four outboard motors, all Skerry 40, were taken from our hire boats at "
        "North Pier. Their serial numbers are SK40-20713, SK40-20714, SK40-20719 and "
        "SK40-20731. A new motor costs 4,600 pounds, so our loss is 18,400 pounds.",
        "The gate. Tom Porter, our night watchman, closed the main gate with a padlock at "
        "23:00. The padlock was found cut. The camera over the gate keeps a log. It shows a "
        "grey van, plate PA99 KTX, driving in at 02:05 and driving out at 02:25 on Thursday 12 "
        "March. I check the clock of the camera every Monday. On Monday 9 March it was right.",
    ],
    [
        "Daniel Brooks. Your officer asked me about Daniel Brooks, who delivers ice to our "
        "café. In fairness to him I must say what I know. On Wednesday 11 March our members "
        "held a quiz evening in the Harbour Club on Chapel Lane. Daniel Brooks was with me in "
        "the Harbour Club from 21:00 until 02:00. We put away the chairs and locked the door "
        "together.",
        "The offer. On Monday 16 March one of our berth holders, Peter Marsh, showed me an "
        "offer of four motors that Victor Lane had sent him by e-mail. That same morning Mr "
        "Marsh had paid a deposit of 500 pounds by bank transfer to this account:",
        "GB33 BUKB 2020 1555 5555 55",
        "The serial number in the e-mail, SK40-20719, is on our list. I asked Mr Marsh to pay nothing more and to give the e-mail to you.",
        "The distance. The e-mail names the old boatyard in Silver Bay. It is 25 kilometres "
        "from our main gate. By night the drive takes about twenty minutes.",
        "The pictures. We keep the pictures of the gate camera for thirty days. Please send someone to copy them before 10 April 2026.",
        "Yours faithfully,",
        "~",
        "Ruth Harding\nMarina Manager",
    ],
]

# --------------------------------------------------------- emergency_call, voicemail

# (flite voice, sentence, pause after it in seconds)
OPERATOR, WATCHMAN, DRIVER = "slt", "rms", "awb"
CALL_LINES: list[tuple[str, str, float]] = [
    (OPERATOR, "Emergency line. What is your name?", 0.42),
    (WATCHMAN, "My name is Tom Porter. I am the night watchman at the marina.", 0.42),
    (OPERATOR, "What has happened?", 0.42),
    (WATCHMAN, "Two men have stolen four outboard motors from North Pier.", 0.3),
    (WATCHMAN, "They came in a van. The colour of the van was grey.", 0.3),
    (WATCHMAN, "One man wore a red jacket.", 0.42),
    (OPERATOR, "Did you see the number plate?", 0.42),
    (WATCHMAN, "Only the end of it. The last letters were K, T, X.", 0.42),
    (OPERATOR, "When did they leave?", 0.42),
    (WATCHMAN, "They drove out through the main gate five minutes ago.", 0.3),
    (WATCHMAN, "It is now a quarter to two.", 0.42),
    (OPERATOR, "Are you hurt?", 0.42),
    (WATCHMAN, "No. But the lock on the gate has been cut.", 0.42),
    (OPERATOR, "Stay in your office. A patrol car is on its way.", 0.3),
]
VOICEMAIL_LINES: list[tuple[str, str, float]] = [
    (DRIVER, "Hello Victor, this is Daniel Brooks.", 0.42),
    (DRIVER, "It is ten past three on Thursday morning.", 0.42),
    (DRIVER, "I am at the old boatyard on Mill Road in Silver Bay.", 0.42),
    (DRIVER, "The four engines are in my van, under the blue cover.", 0.42),
    (DRIVER, "You promised me six hundred pounds in cash.", 0.42),
    (DRIVER, "Please bring the money on Friday, at eight in the evening.", 0.42),
    (DRIVER, "Nobody must know that I was at North Pier.", 0.6),
    (DRIVER, "My number is 01632, 960158.", 0.3),
]

# ----------------------------------------------------------------------- incidents.csv

# street: (latitude, longitude, spread in metres, number of rows, kinds of incident,
# hours at which they happen). The two fixed rows below are part of the story.
# The streets do not exist; the coordinates lie on an empty stretch of shingle shore.
STREETS: dict[str, tuple[float, float, float, int, list[str], list[int]]] = {
    "North Pier": (
        52.0896,
        1.5706,
        60,
        19,
        ["outboard theft", "theft from boat", "outboard theft", "suspicious vehicle"],
        [0, 1, 1, 2, 2, 3, 4],
    ),
    "Chapel Lane": (
        52.0852,
        1.5664,
        55,
        14,
        ["noise", "fight", "vandalism", "noise"],
        [21, 22, 23, 23, 0],
    ),
    "Station Road": (
        52.0828,
        1.5598,
        60,
        10,
        ["bicycle theft", "theft from car"],
        [8, 12, 16, 17, 18],
    ),
    "Customs Quay": (
        52.0880,
        1.5692,
        180,
        5,
        ["vandalism", "noise", "burglary"],
        [2, 14, 19, 23],
    ),
    "Coast Road": (
        52.0790,
        1.5610,
        220,
        6,
        ["suspicious vehicle", "theft from car"],
        [3, 11, 22],
    ),
    "Market Square": (52.0838, 1.5632, 150, 4, ["shoplifting", "noise"], [10, 13, 15]),
}
FIXED_INCIDENTS: list[tuple[str, str, str, str, float, float, str]] = [
    (
        "2026-03-10",
        "01:30",
        "suspicious vehicle",
        "North Pier",
        52.08972,
        1.57081,
        "police",
    ),
    (
        "2026-03-12",
        "01:45",
        "outboard theft",
        "North Pier",
        52.08961,
        1.57063,
        "resident",
    ),
]
