"""What a settings class says becomes parameters, and what they accept the class accepts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, SecretStr, ValidationError, create_model

from parisana.core.documents.settings import PATH, Settings
from parisana.core.editing.form import parameters_of
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.values import hint_for, payload_value
from parisana.core.texts.document import Wrong
from parisana.errors import Bug


class Queue(Settings):
    queue: str | None = Field(None, title="Queue Name", description="Where jobs wait.")
    memory: int = Field(2400, ge=1, le=64000, title="Memory", json_schema_extra={"unit": "MB"})
    pause: float = Field(1.5, ge=0, title="Pause", json_schema_extra={"unit": "s"})
    speak: Literal["commands", "drmaa"] = "commands"
    platforms: tuple[str, ...] = ("sl5", "sl6")
    shells: tuple[Literal["bash", "zsh"], ...] = ("bash",)
    spool: str | None = Field(None, json_schema_extra=PATH)
    server: str = Field("", json_schema_extra={"when": {"remote": [True]}})
    remote: bool = False
    cores: Annotated[int, Field(gt=0)] | None = None
    host: str = Field(description="Must be named.")


def one(name: str) -> Parameter:
    return next(parameter for parameter in parameters_of(Queue) if parameter.name == name)


def test_fields_come_in_order_with_what_a_form_needs() -> None:
    assert [parameter.name for parameter in parameters_of(Queue)] == list(Queue.model_fields)
    assert [parameter.type for parameter in parameters_of(Queue)] == [
        "text", "integer", "number", "choice", "words", "choices", "path", "text", "boolean", "integer", "text",
    ]  # fmt: skip
    memory = one("memory")
    assert (memory.title, memory.unit, memory.range_in_words) == ("Memory", "MB", "between 1 MB and 64000 MB")
    assert one("speak").title == "Speak"
    assert one("shells").choices == ("bash", "zsh")
    assert one("server").when == {"remote": (True,)}
    assert one("cores").range_in_words == "at least 1"


def test_what_may_be_empty_and_what_must_be_set() -> None:
    assert one("queue").optional
    assert one("cores").optional
    assert one("host").required
    assert not one("platforms").required


def test_fields_can_be_left_out() -> None:
    assert "spool" not in {parameter.name for parameter in parameters_of(Queue, leave_out=["spool"])}


def test_every_default_can_be_typed_and_is_the_classes_own() -> None:
    typed = {p.name: p.default for p in parameters_of(Queue) if p.default is not None}
    for name, value in typed.items():
        payload_value(one(name), value)
    assert Queue(host="x", **typed) == Queue(host="x")


@pytest.mark.parametrize(("written", "memory"), [(5, 5), ("2 GB", 2000), ("1500 kB", 2), ("7 MB", 7)])
def test_form_and_class_read_a_quantity_alike(written: Any, memory: int) -> None:
    assert payload_value(one("memory"), written) == memory
    assert Queue(host="x", memory=written).memory == memory


@pytest.mark.parametrize("written", ["2 h", "much", "2"])
def test_a_wrong_quantity_is_named(written: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Queue(host="x", memory=written)
    (fault,) = caught.value.errors()
    assert fault["loc"] == ("memory",)
    assert isinstance(fault["ctx"]["error"], Wrong)


@pytest.mark.parametrize("kind", [dict[str, int], SecretStr, bytes, Settings])
def test_what_no_form_can_draw_is_our_bug(kind: Any) -> None:
    with pytest.raises(Bug, match="key is of a type"):
        parameters_of(create_model("Odd", key=(kind, ...)))


def test_an_open_range_of_numbers_is_our_bug() -> None:
    with pytest.raises(Bug, match="open range"):
        parameters_of(create_model("Odd", share=(float, Field(0.5, gt=0))))


LIMITS = st.integers(-1000, 1000)


@given(low=LIMITS, width=st.integers(0, 1000), tried=LIMITS)
def test_a_form_accepts_what_the_class_accepts(low: int, width: int, tried: int) -> None:
    model: type[BaseModel] = create_model("Any", __base__=Settings, x=(int, Field(low, ge=low, le=low + width)))
    (made,) = parameters_of(model)
    try:
        payload_value(made, tried)
        accepted = True
    except Wrong:
        accepted = False
    assert accepted == (low <= tried <= low + width)
    if accepted:
        model(**{"x": tried})
    else:
        with pytest.raises(ValidationError):
            model(**{"x": tried})


@given(st.lists(st.text(max_size=5), max_size=5))
def test_words_are_a_list_without_repetition(written: list[str]) -> None:
    good = len(set(written)) == len(written) and all(word.strip() for word in written)
    made = one("platforms")
    if good:
        assert payload_value(made, written) == written
    else:
        with pytest.raises(Wrong):
            payload_value(made, written)


def test_a_hint_says_what_is_allowed() -> None:
    assert hint_for(one("memory")) == "Allowed is between 1 MB and 64000 MB."
