"""English words that say nothing of a subject (function words, greetings), as they are compared."""

# fmt: off
STOP_WORDS = frozenset((
    "a", "about", "above", "after", "again", "all", "almost", "also", "always", "am", "an", "and", "another", "any",
    "are", "as", "at", "away", "back", "be", "because", "been", "before", "being", "below", "between", "both",
    "but", "by", "came", "can", "cannot", "come", "could", "did", "do", "doe", "does", "doing", "don", "done",
    "down", "during", "each", "either", "else", "ever", "every", "few", "for", "from", "further", "get", "give",
    "given", "go", "going", "got", "had", "has", "have", "having", "he", "hello", "her", "here", "hers", "hi",
    "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "itself", "just", "keep", "let", "like",
    "many", "may", "me", "might", "mine", "more", "most", "much", "must", "my", "need", "never", "no", "nor", "not",
    "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "or", "other", "our", "ours", "out",
    "over", "own", "per", "please", "quite", "rather", "really", "s", "same", "see", "seem", "seen", "she",
    "should", "since", "so", "some", "still", "such", "t", "than", "thank", "thanks", "that", "the", "their",
    "them", "then", "there", "these", "they", "thi", "this", "those", "through", "time", "to", "too", "two",
    "under", "until", "up", "us", "use", "used", "very", "wa", "want", "was", "we", "well", "were", "what", "when",
    "where", "which", "while", "who", "whom", "why", "will", "with", "without", "would", "yet", "you", "your",
    "yours",
))
# fmt: on
