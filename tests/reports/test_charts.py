from reports.charts import cell, dots, step_row


def test_one_dot_a_question_and_none_for_none():
    assert (dots(3), dots(0)) == ("•••", "")


def test_a_row_has_four_cells_and_marks_the_placed_one():
    assert step_row((1, 0, 2, 0), 3) == [cell(1), cell(0), cell(2, placed=True), cell(0)]


def test_a_row_without_a_level_marks_nothing():
    assert [found["placed"] for found in step_row((1, 0, 2, 0), None)] == [False] * 4
