"""Nothing leaves the machine: switch off what the libraries would send or look up."""

import os
import sys

_SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "CHROMA_TELEMETRY_IMPL": "chromadb.telemetry.product.noop.NoopTelemetry",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_CHECK_FOR_UPDATES": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "ORT_DISABLE_TELEMETRY": "1",
    "OTEL_SDK_DISABLED": "true",
    "PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK": "True",
    "RAY_USAGE_STATS_ENABLED": "0",
    "TRANSFORMERS_OFFLINE": "1",
    "YOLO_AUTOINSTALL": "false",  # ultralytics
    "YOLO_OFFLINE": "true",
    "YOLO_VERBOSE": "false",
}


_BLOCKED = ("openvino_telemetry",)
"""Packages that send what is used to their makers as soon as they are imported, and have no switch; who wants them does without."""


def switch_off() -> None:
    """Set the switches for this process and those it starts; whatever was set before is overruled."""
    os.environ.update(_SWITCHES)
    for package in _BLOCKED:
        sys.modules[package] = None  # type: ignore[assignment]  # importing it is an ImportError from now on
