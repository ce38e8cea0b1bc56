{{ judged("endpoints", ["source", "raw_text"]) }}
