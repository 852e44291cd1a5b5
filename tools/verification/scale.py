"""The scale and the features by which examiners compare two faces."""

from collections.abc import Mapping
from typing import Literal

Feature = Literal[
    "skin",
    "face shape",
    "face composition",
    "hairline",
    "forehead",
    "eyebrows",
    "eyes",
    "cheeks",
    "nose",
    "ears",
    "mouth",
    "chin",
    "neck",
    "facial hair",
    "facial lines",
    "scars",
    "facial marks",
    "tattoos",
]
"""Components of a face to go through one by one, from the top of the face to the bottom and then what lies on it: after the Facial
Identification Scientific Working Group's "Facial Image Comparison Feature List for Morphological Analysis" 2.0 (2018, also ASTM
E3149), where face shape is the outline, composition the proportions, tattoos one of the alterations. The list is in no order of weight."""
Finding = Literal["similar", "different", "not visible"]
"""What an examiner says of one feature; one of which nothing is said was not assessed."""
Judged = Literal[-3, -2, -1, 0, 1, 2, 3]
"""A verdict."""

SCALE: Mapping[int, str] = {
    3: "the observations strongly support that it is the same person",
    2: "the observations support that it is the same person",
    1: "the observations support to some extent that it is the same person",
    0: "the observations support neither that it is the same person nor that it is another person",
    -1: "the observations support to some extent that it is not the same person",
    -2: "the observations support that it is not the same person",
    -3: "the observations strongly support that it is not the same person",
}
"""The seven-point scale on which forensic facial examiners were tested (Phillips et al., "Face recognition accuracy of forensic
examiners, superrecognizers, and face recognition algorithms", PNAS 115, 6171-6176, 2018; also Hahn et al., doi 10.1002/acp.4003).
Its words are ordered but not calibrated: they state no likelihood ratio."""
