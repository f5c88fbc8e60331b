import pytest
from django.core.management import CommandError, call_command


def render(tmp_path, organization="harborlight-family-services", output="plan.pdf", **more):
    path = tmp_path / output
    call_command("render_report", organization=organization, output=path, **more)
    return path


def test_a_report_is_drawn_in_the_foreground(tmp_path, result, capsys):
    path = render(tmp_path, kind="plan", language="en", paper="a4")
    assert path.read_bytes().startswith(b"%PDF")
    assert capsys.readouterr().out.startswith(f"{path}: 1")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"organization": "nobody"}, "There is no organization 'nobody'."),
        ({"kind": "poem"}, "There is no kind 'poem'. Choose one of: plan, paper-form."),
        ({"paper": "legal"}, "There is no paper 'legal'. Choose one of: letter, a4."),
        ({"language": "tlh"}, "Version 2026.1 has no words in language 'tlh'."),
        ({"language": "../.."}, "Version 2026.1 has no words in language '../..'."),
        ({"output": "missing/plan.pdf"}, "cannot be written: No such file or directory."),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line_with_status_2(tmp_path, result, more, message):
    with pytest.raises(CommandError) as refusal:
        render(tmp_path, **more)
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 2


def test_without_a_result_there_is_one_line(tmp_path, organization):
    with pytest.raises(CommandError, match="has no result yet") as refusal:
        render(tmp_path)
    assert refusal.value.returncode == 2


def test_a_sweep_with_nothing_to_do_is_silent(db, capsys):
    call_command("sweep_reports")
    assert capsys.readouterr().out == ""
