"""Both stages, text by text: the topics that it names, else those that its sentences are near to, else none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dagster_project.themes.aliases import AliasBook, Match
from dagster_project.themes.classifier import Labelled, TopicClassifier
from dagster_project.themes.taxonomy import Taxonomy
from dagster_project.themes.words import sentences_of

FOLDS = 5


def match_texts(texts: Sequence[str], book: AliasBook, classifier: TopicClassifier) -> list[list[Match]]:
    """The topics of each text, in order, each topic once per text; an empty list is a text without a topic.

    A text that names a topic is not asked further. The span of the second stage is the sentence.
    """
    found = [book.topics(text) for text in texts]
    asked = [
        (place, start, end) for place, text in enumerate(texts) if not found[place] for start, end in sentences_of(text)
    ]
    answers = classifier.classify([texts[place][start:end] for place, start, end in asked])
    for (place, start, end), answer in zip(asked, answers, strict=True):
        if answer is None:
            continue
        topic, score = answer
        held = next((match for match in found[place] if match.topic_id == topic), None)
        if held is None or score > held.score:
            found[place] = [match for match in found[place] if match is not held]
            found[place].append(Match(topic, "model", score, start, end))
    return found


def match_labelled(taxonomy: Taxonomy, labelled: Sequence[Labelled]) -> Iterator[tuple[int, list[Match]]]:
    """The topics of each labelled text, by its place, from a classifier that has not seen it.

    Cross-validation in five folds (Stone 1974): training and margin use the other four, so that precision and recall
    of all labelled texts are those of texts that are new.
    """
    book = AliasBook(taxonomy)
    for fold in range(FOLDS):
        judged = [place for place in range(len(labelled)) if place % FOLDS == fold]
        classifier = TopicClassifier(
            taxonomy, [example for place, example in enumerate(labelled) if place % FOLDS != fold]
        )
        yield from zip(judged, match_texts([labelled[place].text for place in judged], book, classifier), strict=True)
