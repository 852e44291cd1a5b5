"""Faces followed through a video: one person who crosses the picture is one track with one vector, not a hit in every picture."""

from tools.face_tracks.fusing import BEST, FaceTrack, FaceTracks, face_tracks
from tools.face_tracks.seen import FaceLook, FaceSeen

__all__ = ["BEST", "FaceLook", "FaceSeen", "FaceTrack", "FaceTracks", "face_tracks"]
