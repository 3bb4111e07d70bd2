"""Pictures for notebooks."""
# SPDX-License-Identifier: BSL-1.0
import xml.etree.ElementTree as xml

import rectify

SVG = "{http://www.w3.org/2000/svg}"


def lit(item):
    """What the picture marks: the colour of the step where the item stands."""
    steps = [rect.get("fill") for rect in xml.fromstring(rectify.svg(item)).iter(SVG + "rect")]
    return next((i, fill) for i, fill in enumerate(steps) if fill not in ("#e8eaed", "#cfd8dc"))


def test_an_items_picture_shows_where_it_stands_and_its_light(office, clock, ledger, assigned):
    assert lit(ledger[1]) == (1, "#2e7d32")
    ledger.start(assigned, by=office.owner)
    assert lit(ledger[1]) == (2, "#2e7d32")
    ledger.tick(clock.on(2018, 8, 1))
    assert lit(ledger[1]) == (2, "#c62828")
    assert lit(assigned) == (1, "#2e7d32")


def test_a_title_is_text_and_never_markup(office, ledger):
    item = ledger.report(title="<script>alert(1)</script> & \"x\"", by=office.clerk)
    texts = [text.text for text in xml.fromstring(item._repr_svg_()).iter(SVG + "text")]
    assert texts[0] == '1  <script>alert(1)</script> & "x"'
    assert "<script>" not in ledger.page()._repr_html_()
    assert "<script>" not in ledger.query()._repr_html_()


def test_a_notebook_is_given_the_picture_and_the_machine(ledger, assigned):
    shown = assigned._repr_mimebundle_()
    assert shown["image/svg+xml"] == rectify.svg(assigned)
    assert shown["text/plain"] == repr(assigned)
    assert shown["text/vnd.mermaid"] == assigned.mermaid()
    assert shown["text/vnd.mermaid"] != rectify.mermaid()


def test_the_machine_is_drawn_in_three_languages():
    assert rectify.mermaid().startswith("stateDiagram-v2")
    assert rectify.dot().startswith("digraph")
    assert xml.fromstring(rectify.scxml()).tag == "{http://www.w3.org/2005/07/scxml}scxml"
    assert rectify.dot(["assigned"]) != rectify.dot()


def test_an_items_machine_is_drawn_in_three_languages(assigned):
    assert assigned.dot().startswith("digraph") and assigned.dot() != rectify.dot()
    assert xml.fromstring(assigned.scxml()).tag == "{http://www.w3.org/2005/07/scxml}scxml"


def test_a_page_is_a_table_with_a_row_for_each_item(ledger, assigned):
    table = xml.fromstring(ledger.page()._repr_html_())
    assert [cell.text for cell in table.findall("tbody/tr/td")] == [
        "1", None, "接访窗口周五提前下班", "办公室", "2018-07-31", "assigned"]
