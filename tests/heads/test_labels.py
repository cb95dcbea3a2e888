"""The order of the labels is the order of a trained network's outputs."""

from sayso.heads import ANCHORS, DISTANCES, NAMES, ROLES


def test_labels_are_those_that_networks_were_trained_with() -> None:
    assert ANCHORS == ("none", "cue", "source", "content")
    assert ROLES == ("source", "cue", "content")
    assert " ".join(NAMES) == (
        "O B-Location I-Location B-Organization I-Organization B-Person I-Person B-NORP I-NORP B-Date I-Date "
        "B-Misc I-Misc B-Money I-Money B-Facility I-Facility B-Product I-Product"
    )
    assert DISTANCES == 36
