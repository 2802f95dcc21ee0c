from pathlib import Path

from minutes_archive.design_system import named_files, trim, used_words

SHEET = """
/* a comment */
body{margin:0}
.button,.modal{color:red}
.button:not(.modal):hover{color:blue}
.modal .button{color:green}
:is(.tag,.modal) a{top:0}
#skip{top:0}
@font-face{font-family:Far;src:url(../fonts/far.woff2)}
@media (min-width:576px){.modal{top:1px}.button{background:url("../img/a.svg")}}
@media print{.modal{display:none}}
@keyframes turn{to{rotate:1turn}}
@keyframes fade{to{opacity:0}}
.button{animation:turn 1s;background:url(data:image/png;base64,AA)}
"""
WORDS = frozenset({"button"})


def test_rules_stay_when_all_their_classes_are_used() -> None:
    assert trim(SHEET, WORDS) == (
        "body{margin:0}"
        ".button{color:red}"
        ".button:not(.modal):hover{color:blue}"
        ":is(.tag,.modal) a{top:0}"
        '@media (min-width:576px){.button{background:url("../img/a.svg")}}'
        ".button{animation:turn 1s;background:url(data:image/png;base64,AA)}"
        "@keyframes turn{to{rotate:1turn}}"
    )


def test_only_files_that_kept_rules_name_are_copied() -> None:
    assert named_files(trim(SHEET, WORDS)) == ["../img/a.svg"]
    assert named_files("a{b:url(x.svg)}@media print{a{b:image-set(url('y.svg'))}}") == ["x.svg", "y.svg"]


def test_words_come_from_template_logic_too(tmp_path: Path) -> None:
    page = tmp_path / "side.html"
    page.write_text('<p class="tag {% if is_open %}tag--open{% endif %} o-{{ family }}">Æble</p>', "utf-8")
    assert {"tag", "tag--open", "o-"} <= used_words([page])
