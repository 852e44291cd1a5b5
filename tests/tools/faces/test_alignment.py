"""Faces are brought to where the embedding expects them."""

import numpy as np
import pytest

from tools.faces import Face, aligned
from tools.faces.alignment import SIDE, TEMPLATE, similarity
from tools.faces.pose import pose


def moved(scale: float, degrees: float, shift: tuple[float, float]) -> np.ndarray:
    turn = np.radians(degrees)
    matrix = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return TEMPLATE @ matrix.T + shift


@pytest.mark.parametrize(("scale", "degrees", "shift"), [(1, 0, (0, 0)), (3.2, 25, (400, 90)), (0.2, -140, (-3, 7))])
def test_a_similarity_is_undone(scale: float, degrees: float, shift: tuple[float, float]) -> None:
    """Points that were scaled, turned and moved come back to the template to a thousandth of a pixel."""
    points = moved(scale, degrees, shift)
    onto = similarity(points)
    assert np.abs(points @ onto[:, :2].T + onto[:, 2] - TEMPLATE).max() < 1e-3


def test_a_mirror_image_is_no_similarity() -> None:
    """Mirrored points are turned at best, never flipped: the determinant stays positive."""
    onto = similarity(TEMPLATE * (-1, 1) + (200, 0))
    assert np.linalg.det(onto[:, :2]) > 0


def test_points_in_one_place_are_an_error() -> None:
    """What has no extent cannot be aligned, and no array of nothing comes out."""
    with pytest.raises(ValueError, match="all the same"):
        similarity(np.ones((5, 2)))


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0, 7.0])
def test_the_pixels_follow_the_points(scale: float) -> None:
    """Bright spots at the five points lie at the template's places, within a pixel, whatever the size of the face."""
    points = moved(scale, 10, (60, 40))
    picture = np.zeros((int(160 * scale) + 80, int(160 * scale) + 80, 3), np.uint8)
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]]
    for x, y in points:
        picture[np.hypot(columns + 0.5 - x, rows + 0.5 - y) < max(1.5, 2.5 * scale)] = 255
    crop = aligned(picture, Face(0, 0, 1, 1, points, 1.0))
    assert crop.shape == (SIDE, SIDE, 3)
    rows, columns = np.mgrid[:SIDE, :SIDE]
    for x, y in TEMPLATE:
        weight = crop[..., 0] * (np.hypot(columns + 0.5 - x, rows + 0.5 - y) < 6)
        assert abs((weight * (columns + 0.5)).sum() / weight.sum() - x) < 1
        assert abs((weight * (rows + 0.5)).sum() / weight.sum() - y) < 1


def test_what_lies_outside_the_picture_is_black() -> None:
    """A face at the edge is filled up, not stretched or refused."""
    picture = np.full((100, 100, 3), 200, np.uint8)
    crop = aligned(picture, Face(0, 0, 1, 1, TEMPLATE - (56, 0), 1.0))
    assert crop[:, :50].max() == 0
    assert crop[20:80, 62:].min() == 200


def test_the_pose_of_a_turned_head() -> None:
    """A head that looks straight is near 0, one whose nose moves to the right has a growing yaw, and a tilt is a roll."""
    straight = pose(TEMPLATE)
    assert abs(straight.yaw) < 5
    assert abs(straight.roll) < 2
    yaws = [pose(TEMPLATE + np.array([[0, 0], [0, 0], [right, 0], [0, 0], [0, 0]])).yaw for right in (0, 4, 8, 12)]
    assert yaws == sorted(yaws)
    assert yaws[-1] > 20
    assert pose(moved(1, 30, (0, 0))).roll == pytest.approx(30, abs=3)
