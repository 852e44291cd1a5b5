"""Running the function of a tool: in this process, or in one that can be stopped at any moment."""

from assistant.making.made import Made, Maker
from assistant.making.maker import in_process, made_by, make
from assistant.making.tool_process import ToolProcess

__all__ = ["Made", "Maker", "ToolProcess", "in_process", "made_by", "make"]
