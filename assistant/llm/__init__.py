"""The chat model: llama.cpp in this process, or an OpenAI-compatible server nearby."""

from assistant.llm.chat import ChatModel, LocalChat
from assistant.settings import Settings


def load(station: Settings) -> ChatModel:
    """The chat model of this station.

    Raises:
        models.errors.WeightsMissing: its weights are not on this machine.
        models.errors.WeightsCorrupt: they are not the pinned ones.
    """
    if station.llm_url:
        from assistant.llm.server import ServerChat, direct

        return ServerChat(base_url=station.llm_url, model=station.llm_model, api_key=station.llm_key, openai_proxy="", http_client=direct())
    import models
    from assistant.llm.local import LocalEngine

    engine = LocalEngine(
        models.path("chat") / "model.gguf",
        context=station.context,
        threads=station.threads,
        states=station.cache / "prefixes",
        identity=models.digest("chat"),
    )
    return LocalChat(engine=engine)


__all__ = ["ChatModel", "LocalChat", "load"]
