"""Families of instruction-like wording, each with the patterns by which it is known.

Taken from the published collections of injected instructions (Greshake and others 2023, https://arxiv.org/abs/2302.12173; garak's
latent-injection probes, Derczynski and others 2024, https://arxiv.org/abs/2406.11036; BIPIA, Yi and others 2023,
https://arxiv.org/abs/2312.14197) and widened by hand. How often they are right and wrong is measured (`exhibit bench reliability`).
"""

import re

_ORDERS = r"(?:instructions?|prompts?|rules?|directions?|guidelines?|directives?|commands?|orders?|constraints?|context|programming)"
_FORMER = r"(?:previous|prior|above|earlier|preceding|foregoing|former|original|initial|system|existing|current|all|any|your)"

_PATTERNS: dict[str, tuple[str, ...]] = {
    "overrides instructions": (
        (
            r"\b(?:ignor|disregard|forget|overrid|bypass|neglect|drop|cancel|supersed)\w*\b"
            rf"[^.\n]{{0,30}}\b{_FORMER}\b[^.\n]{{0,40}}\b{_ORDERS}\b"
        ),
        (
            r"\b(?:ignore|disregard|forget|skip|omit)\b[^.\n]{0,20}\b(?:the rest|everything|all|any|other|negative|else)\b[^.\n]{0,25}"
            r"\b(?:data|info(?:rmation)?|content|text|indicators|documents?|exhibits?|evidence|above|before|said)\b"
        ),
        rf"\b(?:do not|don't|never|stop)\s+(?:follow|obey|apply|us)\w*\b[^.\n]{{0,40}}\b{_ORDERS}\b",
        r"\b(?:new|updated|real|actual|core|hidden|secret|priority|additional)\s+(?:system\s+)?(?:instructions?|prompts?|directives?)\b",
        rf"\bfollow\s+(?:these|the following|my)\s+{_ORDERS}\b",
    ),
    "poses as the system": (
        r"(?m)^[\s>*#\-\[(<]*(?:system|assistant|developer)(?:\s+(?:message|prompt|note|override|instruction|update))?\s*[\])>]*\s*[:>]",
        r"(?m)(?:^|[.!?|:]\s+)(?-i:SYSTEM|ASSISTANT|DEVELOPER)(?:\s+\w+)?\s*:",
        r"[\[<(]\s*/?\s*(?:system|instructions?|assistant|inst|prompt|admin[\s_-]request|developer|tool_result|tool_response)\b",
        r"\badmin\s+request\s*:",
        r"\b(?:system|developer)\s+(?:message|prompt|override|chain of thought|notice)\b",
        r"<\|[^|>]{1,40}\|>|<</?SYS>>|\[/?INST\]",
        r"#{2,}\s*(?:instructions?|system|response|human|assistant)\b",
        r"(?im)^[\s>]*user\s*:.*\b(?:summary|repeat|ignore|print|thanks)\b",
    ),
    "speaks to a model": (
        (
            r"\b(?:note|notice|message|instructions?|attention|reminder|dear|hey|hello)\b[^.\n]{0,20}\b(?:ai|a\.i\.|llm|chatbot|"
            r"language models?|assistants?|"
            r"(?:automated|screening|analysis)\s+(?:\w+\s+)?(?:systems?|software|tools?))\b"
        ),
        (
            r"\b(?:ai|llm|language model|chatbot)s?\b[^.\n]{0,30}\b(?:must|should|shall|please|reading this|processing this|"
            r"summari[sz]ing this)\b"
        ),
        r"\bas an (?:ai|language model|assistant)\b",
        (
            r"\byou are (?:now |from now on )?(?:an? )?(?:ai|assistant|chatbot|language model|llm|gpt|dan|free|unrestricted|"
            r"unfiltered|jailbroken)\b"
        ),
        r"\bhidden\b[^.\n]{0,40}\b(?:for|to) (?:automated|screening|ai|llm)",
    ),
    "asks for a role": (
        r"\b(?:from now on|henceforth),? (?:you|act|respond|answer|reply|speak)\b",
        r"\b(?:pretend|imagine|suppose)\b[^.\n]{0,15}\byou(?:'re| are| were)?\b",
        r"(?m)(?:^|[.!?:]\s*)(?:please\s+)?(?:act|behave|role-?play|respond|answer) as (?:if|though|an?|the)\b",
        r"\byou (?:must|should|will|are to|shall) (?:now )?(?:act|behave|play|pose|respond|answer|speak)\b",
        r"\b(?:developer|debug|god|maintenance|sudo|dan) mode\b|\bjailbreak",
    ),
    "dictates the answer": (
        r"\b(?:respond|reply|answer)\b[^.\n]{0,15}\b(?:only|just|solely|simply|always|exactly)\b",
        r"\b(?:simply|only|just|always)\s+(?:respond|reply|answer|print|output|state)\b(?! to\b)",
        r"\b(?:respond|reply)\s+with\b",
        (
            r"\b(?:print|output|echo|repeat|append|insert|say|write|include)\b\W{0,3}(?:the (?:following|words|phrase|string|"
            r"sentence|text|code)|exactly|verbatim|!\[|<)"
        ),
        r"\b(?:ignore|disregard)\b[^\n]{0,80}\b(?:print|output|say|write|report|reply|answer|state)\b",
        r"\b(?:print|output)\s+[\"'“‘!\[*]",
        r"\b(?:absolutely )?nothing else\b[^\n]{0,20}$|\band nothing (?:else|more)\b",
        r"\bif (?:you(?:'re| are) )?(?:asked|questioned|queried|prompted|(?:the )?(?:user|officer|anyone|somebody|someone) asks?)\b",
        r"\bin (?:your|the) (?:answer|response|reply|summary|output)s?\b",
        r"\b(?:begin|start|end|finish) (?:your|every|each|the) (?:answer|response|reply|sentence|output)\b",
        r"\bfocus (?:only|exclusively|solely) on\b",
        r"\buse this (?:analysis|result|assessment|text) (?:to|for|when|as)\b",
        r"\breport only\b|\breport that this\b|\bmay not deviate\b|\bthis is a test\b",
        r"\bthis is (?:really|very|extremely) important, (?:extremely|very|really)\b|\bcritical to my career\b",
        r"\bcould you (?:please )?(?:repeat|print|output|say|write)\b",
        r"\b(?:tell|inform|assure) the (?:user|officer|investigators?|police|reader)\b[^.\n]{0,20}\bthat\b",
        r"\b(?:replace|substitute|encode|translate|convert|rewrite)\b[^.\n]{0,40}\byour (?:answer|response|reply|output)\b",
        (
            r"\b(?:answer|conclude|state|say|report|write) that [^.\n]{1,60}\bis (?:guilty|innocent|not malicious|safe|the (?:thief|"
            r"culprit|murderer))\b"
        ),
    ),
    "asks for the prompt": (
        (
            r"\b(?:reveal|show|print|repeat|disclose|output|display|leak|tell me|what (?:is|are|was))\b[^.\n]{0,30}\b(?:your|the|"
            r"system|hidden|initial)\s+"
            r"(?:system |hidden |initial |secret |original )?(?:prompts?|instructions)\b"
        ),
        r"\b(?:everything|all|the text|words) (?:above|before) (?:this|in your)\b",
    ),
    "calls a tool": (
        r"[{,]\s*[\"'](?:tool|tools|tool_call|tool_calls|function|function_call|action|arguments|args|recipient_name)[\"']\s*:",
        r"[{,]\s*[\"']name[\"']\s*:\s*[\"'][a-z]+_[a-z_]+[\"']",
        r"\{\s*(?:tool|tool_call|function|function_call)\s*:",
        r"</?(?:tool_call|function_call|function|invoke|tool_use|tool)\b",
        r"\b[a-z]+(?:_[a-z]+)+\s*\([^)\n]*\)?",
        r"\b(?:call|invoke|run|execute|use|trigger|launch)\b[^.\n]{0,15}\b(?:the |a |your )?(?:tools?|functions?|command|plugin|api)\b",
        r"\b(?:call|invoke|run|execute|use)\s+[a-z]+(?:_[a-z]+)+\b",
    ),
    "is template source": (r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\$\{[^}\n]{1,200}\}|<%.{0,200}?%>",),
    "is active markup": (
        r"!\[[^\]\n]{0,200}\]\(\s*(?:https?:|data:|//)",
        r"<\s*(?:script|iframe|object|embed|svg|img|form|meta|link|base)\b",
        r"\bjavascript\s*:|\bon(?:error|load|click)\s*=",
    ),
    "claims permission": (
        (
            r"\b(?:approv|authori[sz]|permit|allow|clear|grant)\w*\b[^.\n]{0,50}\b(?:tools?|search(?:es)?|calls?|release|unlock|"
            r"access|override|all exhibits|"
            r"permissions?|without (?:a )?(?:warrant|approval|authori[sz]ation))\b"
        ),
        (
            r"\b(?:approval|permission|authori[sz]ation|consent)\b[^.\n]{0,20}\b(?:is|was|has been|"
            r"hereby)\b[^.\n]{0,15}\b(?:granted|given|waived|not (?:needed|required))\b"
        ),
        r"\byou (?:are|have been) (?:hereby |now )?(?:authori[sz]ed|permitted|allowed|granted|cleared)\b",
        r"\b(?:release|unlock|lift|open)\b[^.\n]{0,30}\bquarantine\b",
    ),
    "forges citations": (
        r"\bev-[0-9a-f]{6,}\b",
        r"\b(?:cite|quote|citing)\b[^.\n]{0,20}(?:\[\d+\]|\bEX-\d{4}|\bev-|\bquotes? \d)",
        r"\[\d+\][^.\n]{0,20}\b(?:is|states|contains) the (?:correct |right |only )?answer\b",
    ),
    "breaks out of its place": (
        r"\bend of (?:the )?(?:session|document|quotes?|data|context|exhibits?|input|user input|transcript)\b[\s\S]{0,40}[>\]\-=:#]",
        r"</?\s*(?:quotes?|documents?|context|data|exhibits?|evidence|passages?|user|input|question)\s*>",
        r"\[(?:rest|end|begin)[-\s]of[-\s]\w+\]|(?:^|\n)[-=*\s]*(?:begin|start) (?:of )?(?:new )?(?:instructions?|prompt|session|task)\b",
        r"(?:^|\s)Question:[^\n]{3,200}\sAnswer:",
        r"(?:^|\n)[-\s]*CORE INSTRUCTION",
    ),
    "is put together from parts": (
        (
            r"\b(?:combine|concatenate|join|assemble|merge|put together|append)\b[^.\n]{0,40}\b(?:parts?|pieces|strings?|fragments?|"
            r"halves|variables)\b"
        ),
        r"\b(?:decode|base64|rot13|decrypt)\b[^.\n]{0,60}\b(?:follow|obey|execute|run|do|instructions?)\b",
    ),
    "overrides instructions, in another language": (
        (
            r"\b(?:ignorier|vergiss|vergesst|missachte|überspring)\w*\b[^.\n]{0,60}\b(?:anweisung|vorherig|bisherig|obig|"
            r"instruktion|regeln|befehl)\w*"
        ),
        r"\b(?:ignor|oubli|néglig)\w*\b[^.\n]{0,60}\b(?:instructions|consignes|ordres|directives)\b",
        r"\b(?:ignor|olvid|omit|desestim)\w*\b[^.\n]{0,60}\b(?:instrucciones|órdenes|indicaciones|reglas)\b",
        r"\b(?:ignor|dimentic|trascur)\w*\b[^.\n]{0,60}\b(?:istruzioni|ordini|regole|direttive)\b",
        r"\b(?:ignor|esqueç|desconsider)\w*\b[^.\n]{0,60}\b(?:instruções|ordens|regras)\b",
        r"\b(?:negeer|vergeet)\w*\b[^.\n]{0,60}\b(?:instructies|opdrachten|regels|aanwijzingen)\b",
        r"\b(?:zignoruj|ignoruj|zapomnij|pomiń)\w*\b[^.\n]{0,60}\b(?:instrukcj|polece|zasad)\w*",
        r"(?:игнориру|забуд|не обращай|проигнориру)\w*[^.\n]{0,60}(?:инструкц|указан|правил|команд)\w*",
        r"(?:忽略|无视|無視|忘记|忘れ)[^。\n]{0,20}(?:指令|指示|说明|提示|规则|命令)|(?:指令|指示|命令)[^。\n]{0,10}(?:無視|忽略|无视|忘れ)",
        r"(?:تجاهل|انس|أهمل)[^.\n]{0,40}(?:التعليمات|الأوامر|تعليمات|أوامر)",
        r"\b(?:talimat|komut|yönerge)\w*\b[^.\n]{0,40}\b(?:yok say|görmezden|unut)\w*",
    ),
}

FAMILIES: dict[str, tuple[re.Pattern[str], ...]] = {
    family: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns) for family, patterns in _PATTERNS.items()
}
"""Compiled, by the words that the officer reads: the text …"""
HINTS: dict[str, tuple[str, ...]] = {
    family: tuple(hints.split("|"))
    for family, hints in {
        "overrides instructions": "ignor|disregard|forget|overrid|bypass|neglect|drop|cancel|supersed|skip|omit|follow|obey|apply|instruct|"
        "prompt|directive",
        "poses as the system": "system|assistant|developer|instruct|inst|prompt|admin|tool_|<|#|user",
        "speaks to a model": "ai|a.i.|llm|chatbot|language model|assistant|automated|screening|analysis|you are",
        "asks for a role": "now on|henceforth|pretend|imagine|suppose|act as|behave as|play as|respond as|answer as|you must|you should|"
        "you will|you are to|you shall|mode|jailbreak",
        "dictates the answer": "respon|reply|answer|print|output|echo|repeat|append|insert|say|write|include|nothing|if |in your|in the|"
        "focus|this analysis|this result|this assessment|this text|report|deviate|a test|important|critical|could you|tell|inform|assure|"
        "replace|substitute|encode|translate|convert|rewrite|conclude|state",
        "asks for the prompt": "prompt|instruct|above|before",
        "calls a tool": "{|,|<|_|tool|function|command|plugin|api",
        "is template source": "{{|{%|${|<%",
        "is active markup": "![|<|javascript|on",
        "claims permission": "approv|authori|permi|allow|clear|grant|consent|quarantine",
        "forges citations": "ev-|cite|quote|citing|]",
        "breaks out of its place": "end of|<|[|begin|start|question|core",
        "is put together from parts": "combine|concatenate|join|assemble|merge|put together|append|decode|base64|rot13|decrypt",
        "overrides instructions, in another language": "ignor|vergiss|vergesst|missachte|überspring|oubli|néglig|olvid|omit|desestim|"
        "dimentic|trascur|esqueç|desconsider|negeer|vergeet|zapomnij|pomiń|игнор|забуд|не обращай|忽略|无视|無視|忘|تجاهل|انس|أهمل|"
        "talimat|komut|yönerge",
    }.items()
}
"""What a text of a family holds, in small letters: any other need not be looked at closely."""
OVERRIDES = re.compile("[\u202d\u202e\U000e0020-\U000e007e]")
"""Characters that turn the direction of writing round, and the invisible copy of ASCII: no honest text needs them."""
