"""The warnings a document can carry: fixed sentences, so that programs can compare them.

A warning says what is doubtful about a text that was read all the same. New ones may be
added; the wording of these does not change.
"""

NOT_ENGLISH = "The text does not look English."
COOKIE_WALL = "The page looks like a cookie wall."
PAY_WALL = "The page looks like a pay wall: the text may break off."
BLOCKQUOTE_DROPPED = "A block quote of the page is not in the text."
VERY_SHORT = "The text is very short."
NO_SENTENCE = "The text holds no full sentence."
BYTES_REPLACED = "Some bytes could not be decoded and were replaced."
SUMMARY_ONLY = "Only the feed's summary was read: the article's page could not be fetched."
NO_ARTICLE = "No article was found on the page: the text is all that it shows."

ALL = (
    NOT_ENGLISH,
    COOKIE_WALL,
    PAY_WALL,
    BLOCKQUOTE_DROPPED,
    VERY_SHORT,
    NO_SENTENCE,
    BYTES_REPLACED,
    SUMMARY_ONLY,
    NO_ARTICLE,
)
