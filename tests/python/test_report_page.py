"""The report in a browser: it opens from disk, is true to the tables, and anybody can use it."""

import json
import shutil
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, Page, expect
from publishing.copies import DB_NAME
from report import report
from reporting import numbers
from reporting.browser import BrowserError, chromium, chromium_path

CHARTS = {"weekly", "stock", "times", "paths", "segments", "drivers", "stages", "trend"}
DRAWN = CHARTS | {"flow", "lifecycle", "freshness"}
"""Kinds of charts that the library draws."""

CONTRAST = """
() => {
  const parse = (text) => {
    const found = text.match(/^rgba?\\(([^)]+)\\)/);
    if (found) {
      const [r, g, b, a = 1] = found[1].split(/[ ,/]+/).map(Number);
      return [r, g, b, a];
    }
    const srgb = text.match(/^color\\(srgb ([^)]+)\\)/);
    const [r, g, b, a = 1] = srgb[1].split(/[ /]+/).map(Number);
    return [r * 255, g * 255, b * 255, a];
  };
  const over = (top, under) =>
    top.slice(0, 3).map((part, i) => part * top[3] + under[i] * (1 - top[3]));
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const pale = [];
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    const hidden = "script, style, noscript, .unseen, .skip, [popover]";
    if (!text.textContent.trim() || node.closest(hidden)) continue;
    if (!node.getClientRects().length) continue;
    const style = getComputedStyle(node);
    const under = ground(node.closest("svg")?.parentElement ?? node);
    const own = over(parse(node.closest("svg") ? style.fill : style.color), under);
    const [low, high] = [light(own), light(under)].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize), heavy = Number(style.fontWeight) >= 700;
    const ratio = (high + 0.05) / (low + 0.05);
    seen += 1;
    if (ratio < (size >= 24 || (heavy && size >= 18.66) ? 3 : 4.5)) {
      pale.push(`${text.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
    }
  }
  return { seen, pale: [...new Set(pale)] };
}
"""

WAIT = """
() => new Promise((done) => {{
  const look = () => ({}) ? done() : requestAnimationFrame(look);
  look();
}})
"""

NAMELESS = """
() => [...document.querySelectorAll("a, button, select, summary, [role=img], [role=region], table")]
  .filter((node) => {
    const label = node.getAttribute("aria-label") || node.labels?.[0]?.textContent ||
      node.querySelector("caption")?.textContent || node.textContent;
    return !label.trim();
  }).map((node) => node.outerHTML.slice(0, 80))
"""


class Opened:
    """A page that is open, with what the browser had to say of it."""

    def __init__(self, browser: Browser, file: Path, hash_: str = "", **options: object) -> None:
        """Opens the file and waits until it is drawn.

        Args:
            browser: Chromium.
            file: the report.
            hash_: what follows the address, with its `#`.
            **options: of the browser's context, such as `color_scheme`.
        """
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message) or dialog.dismiss())
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri() + hash_)
        self.page.wait_for_selector("html[data-ready]")

    def data(self) -> dict[str, Any]:
        """The data that the page holds."""
        return json.loads(self.page.locator("#data").text_content() or "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def sample_page(sample_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    report(sample_copy, path)
    return path


@pytest.fixture(scope="module")
def opened(browser: Browser, sample_page: Path) -> Iterator[Opened]:
    """The report of the sample, open in light colours."""
    found = Opened(browser, sample_page, color_scheme="light")
    yield found
    found.context.close()


def rows_of(copy: Path, sql: str, *values: str) -> list[dict[str, Any]]:
    """What a query finds in the published copy."""
    with duckdb.connect(str(copy), read_only=True) as connection:
        found = connection.execute(sql, list(values))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def written(value: float, places: int = 0) -> str:
    """A number as the page should write it, worked out apart from the page's own rules."""
    return f"{Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def journey_ids(copy: Path) -> list[str]:
    """All journeys."""
    found = rows_of(copy, "select journey_id from rpt_journey_overview order by journey_id")
    return [row["journey_id"] for row in found]


def test_it_opens_from_disk_and_asks_for_nothing(browser: Browser, sample_page: Path) -> None:
    """No word in the console, no error, no request but the file itself, journey by journey."""
    opened = Opened(browser, sample_page)
    for option in opened.page.locator("#journey option").all():
        opened.page.select_option("#journey", option.get_attribute("value"))
    assert opened.said == []
    assert opened.asked == [sample_page.as_uri()]
    opened.context.close()


def test_charts_have_marks_or_explanations(opened: Opened, sample_copy: Path) -> None:
    """Each figure of each journey has drawn marks or bars or cells, else it says why not."""
    for journey_id in journey_ids(sample_copy):
        opened.page.select_option("#journey", journey_id)
        for card in opened.page.locator("main section.card:has(> .behind)").all():
            name = card.get_attribute("id")
            if card.locator("> .empty").count():
                assert len(card.locator("> .empty").inner_text()) > 20, name
                assert card.locator("> .chart").count() == 0, name
                continue
            if name and name.endswith("-friction"):
                assert card.locator("li .sentence").count() > 0, name
                continue
            kind = (card.locator("> .chart").get_attribute("class") or "").split()[1]
            if kind in DRAWN:
                assert card.locator(".canvas svg path").count() > 2, (journey_id, name)
            else:
                marks = card.locator("> .chart").locator(".fill, td")
                assert marks.count() > 0, (journey_id, name)
                assert marks.first.bounding_box()["width"] > 0, (journey_id, name)
            assert card.locator("> .headline").inner_text().endswith("."), name


def test_tiles_are_the_tables_figures(opened: Opened, sample_copy: Path) -> None:
    """For each journey the tiles say what rpt_journey_overview and the facts hold."""
    for journey_id in journey_ids(sample_copy):
        opened.page.select_option("#journey", journey_id)
        [row] = rows_of(
            sample_copy, "select * from rpt_journey_overview where journey_id = ?", journey_id
        )
        values = {
            tile.get_attribute("data-key"): tile.locator(".value").inner_text()
            for tile in opened.page.locator("#overview .tile").all()
        }
        for key in ("lifetime_entries", "currently_in_journey", "total_exits"):
            assert values[key] == written(row[key])
        assert (
            values["mature_conversion_rate"]
            == f"{written(row['mature_conversion_rate'] * 100, 1)}%"
        )
        blocked = sum(value for key, value in row.items() if key.startswith("blocked_"))
        assert values["blocked_attempts"] == written(blocked)
        assert ("messages_sent" in values) == (row["messages_sent"] > 0)
        if row["messages_sent"]:
            assert values["messages_sent"] == written(row["messages_sent"])
        people = opened.page.locator("[data-key=lifetime_entries] .said").inner_text()
        assert people == f"by {written(row['entry_users'])} people"
        listed = opened.page.locator(f"tr[data-journey='{journey_id}'] td.number").all_inner_texts()
        assert listed[:4] == [
            written(row[key])
            for key in (
                "lifetime_entries",
                "entry_users",
                "currently_in_journey",
                "converted_users",
            )
        ]


def test_the_change_of_entries_is_that_of_eight_weeks(opened: Opened, sample_copy: Path) -> None:
    """The last four whole weeks and the four before, counted from the entries themselves."""
    sql = """
        with ends as (
            select date_trunc('week', max(reporting_date)) as monday from rpt_journey_daily
        )
        select
            count(*) filter (where entered_at >= monday - interval 28 day) as now,
            count(*) filter (where entered_at < monday - interval 28 day) as before
        from fct_journey_entries
        cross join ends
        where journey_id = ? and entered_at < monday and entered_at >= monday - interval 56 day
    """
    for journey_id in journey_ids(sample_copy):
        opened.page.select_option("#journey", journey_id)
        [row] = rows_of(sample_copy, sql, journey_id)
        detail = opened.page.locator("[data-key=lifetime_entries] .detail").inner_text()
        assert detail == (
            f"{written(row['now'])} in the last 4 weeks, {written(row['before'])} in the 4 before"
        )


def test_the_funnel_is_that_of_the_tables(opened: Opened, sample_copy: Path) -> None:
    """For each journey and step: entries, their share of the start, who left there for good."""
    sql = """
        select
            steps.step_id,
            steps.entries_reaching,
            steps.share_of_entries,
            count(exits.entry_id) as left_here
        from rpt_journey_steps as steps
        left join fct_journey_exits as exits
            on
                steps.journey_id = exits.journey_id
                and steps.version = exits.version
                and steps.step_id = exits.last_step_id
                and not exits.is_excluded
        where steps.journey_id = ?
        group by all
    """
    for journey_id in journey_ids(sample_copy):
        opened.page.select_option("#journey", journey_id)
        steps = {row["step_id"]: row for row in rows_of(sample_copy, sql, journey_id)}
        shown = opened.page.locator("#steps-funnel li[data-step]").all()
        assert len(shown) == len(steps)
        for item in shown:
            row = steps[item.get_attribute("data-step") or ""]
            count, share, left = (
                item.locator(f".{part}").inner_text().split() for part in ("count", "share", "lost")
            )
            assert count[0] == written(row["entries_reaching"])
            assert share[0] == f"{written(row['share_of_entries'] * 100, 1)}%"
            expected = row["left_here"] / row["entries_reaching"] * 100
            assert left[:1] == ([f"{written(expected, 1)}%"] if row["left_here"] else [])


def test_the_score_is_that_of_the_tables(opened: Opened, sample_copy: Path) -> None:
    """The score with its interval, for each journey that has one and for the whole way."""
    sql = """
        select journey_id, score, interval_low, interval_high from fct_journey_scores
        where period_kind = 'all' and segment_kind = 'all'
    """
    scores = {row["journey_id"]: row for row in rows_of(sample_copy, sql)}
    for journey_id in [None, *journey_ids(sample_copy)]:
        if journey_id:
            opened.page.select_option("#journey", journey_id)
        tile = opened.page.locator(f"{'#overview' if journey_id else '#whole'} [data-key=score]")
        assert tile.count() == (journey_id in scores)
        if journey_id in scores:
            row = scores[journey_id]
            assert tile.locator(".value").inner_text() == written(row["score"], 1)
            low, high = written(row["interval_low"], 1), written(row["interval_high"], 1)
            assert tile.locator(".said").inner_text() == f"95% interval {low} to {high}"
    given = opened.page.locator("#whole-contributions .bars .count").all_inner_texts()
    assert sum(map(float, given)) == pytest.approx(scores[None]["score"], abs=0.05 * len(given))


def test_totals_of_the_ways_are_entries(opened: Opened, sample_copy: Path) -> None:
    """The ends of the Sankey of each journey are its converted, left and active entries."""
    sql = """
        select
            count(*) as entries,
            count(*) filter (where is_converted) as "Converted",
            count(*) filter (where not is_converted and not is_completed and status = 'ended')
                as "Left",
            count(*) filter (where not is_converted and not is_completed and status = 'active')
                as "Still in the journey"
        from fct_journey_entries where journey_id = ? and not is_excluded
    """
    for journey_id in journey_ids(sample_copy):
        opened.page.select_option("#journey", journey_id)
        [row] = rows_of(sample_copy, sql, journey_id)
        labels = opened.page.locator("#steps-paths svg text").all_text_contents()
        assert f"{written(row.pop('entries'))} Entry" in labels
        for fate, number in row.items():
            assert (f"{written(number)} {fate}" in labels) == (number > 0)


def test_tables_and_sql_open_with_a_click(opened: Opened, sample_copy: Path) -> None:
    """Behind each figure are its rows, all of them, and the query."""
    opened.page.select_option("#journey", "checkout")
    data = opened.data()
    journey = next(part for part in data["journeys"] if part["id"] == "checkout")
    figures = {
        f"{section['key']}-{figure['name']}": figure
        for section in [*journey["sections"], data["whole"], data["kpis"], data["back"]]
        for figure in section["figures"]
    }
    assert len(figures) > 15
    for key, figure in figures.items():
        card = opened.page.locator(f"#{key}")
        card.locator("summary", has_text="Table").click()
        rows = card.locator("details.behind-table tbody tr")
        expect(rows, key).to_have_count(len(figure["rows"]))
        card.locator("summary", has_text="SQL").click()
        assert card.locator("details.behind-sql code").inner_text().strip() == figure["sql"].strip()
    stored = rows_of(
        sample_copy,
        "select exit_reason, count(*) as n from fct_journey_exits where journey_id = ? "
        "group by all order by n desc",
        "checkout",
    )
    cells = opened.page.locator("#leaving-exits details.behind-table tbody tr").all_inner_texts()
    assert [line.split("\t")[1] for line in cells] == [written(row["n"]) for row in stored]
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready]")


def test_the_script_writes_numbers_as_the_sentences_do(opened: Opened) -> None:
    """Figures in charts and tables follow the rules of the sentences, to the last digit."""
    values = [0, 1, 0.5, 2.5, -2.5, 0.125, 2.675, 0.0625, 1 / 3, 999.95, 1234567.891, -0.04, 119.6]
    rules = {
        "whole": numbers.whole,
        "percent": numbers.percent,
        "points": numbers.points,
        "duration": numbers.duration,
    }
    for name, rule in rules.items():
        for value in [*values, 120, 7199, 7200, 172800, None]:
            assert opened.page.evaluate(f"value => Format.{name}(value)", value) == rule(value)
    for unit in ("share", "minutes", "seconds", "EUR", None):
        for value in values:
            told = opened.page.evaluate("([v, unit]) => Format.unit(v, {unit})", [value, unit])
            assert told == numbers.in_unit(value, unit)
    moment = "2024-03-01 09:05:59"
    assert opened.page.evaluate("value => Format.moment(value)", moment) == numbers.moment(moment)


def test_a_journey_is_chosen_by_keyboard(opened: Opened) -> None:
    """The picker takes arrows, tells what is shown, and the address leads back to it."""
    page = opened.page
    first = page.locator("#journey option").nth(0).get_attribute("value")
    page.select_option("#journey", first)
    page.keyboard.press("Home")
    page.locator("#journey").focus()
    page.keyboard.press("ArrowDown")
    name = page.locator("#journey option").nth(1).inner_text()
    assert page.locator("#overview-heading").inner_text() == name
    assert page.locator("#announcer").text_content() == f"Showing the journey {name}"
    assert page.url.endswith(f"#journey={page.locator('#journey').input_value()}")
    assert page.locator("tr.chosen th").inner_text() == name
    page.locator("tr[data-journey] button").nth(2).focus()
    page.keyboard.press("Enter")
    assert page.locator("#journey").input_value() == (
        page.locator("tr[data-journey]").nth(2).get_attribute("data-journey")
    )


def test_details_and_terms_open_by_keyboard(opened: Opened) -> None:
    """Enter opens a table and the meaning of a term, Escape closes the latter."""
    page = opened.page
    page.locator("#all-journeys summary", has_text="Table").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#all-journeys details.behind-table table")).to_be_visible()
    page.locator("#all-journeys .term").first.focus()
    page.keyboard.press("Enter")
    meaning = page.locator("#all-journeys .meaning").first
    assert meaning.is_visible()
    page.keyboard.press("Escape")
    assert not meaning.is_visible()


def test_the_address_leads_to_a_journey(browser: Browser, sample_page: Path) -> None:
    """Who is sent a link sees the journey that is meant; an unknown one is the first."""
    for hash_, expected in (("#journey=recovery", "recovery"), ("#journey=no%20such", "purchase")):
        opened = Opened(browser, sample_page, hash_)
        assert opened.page.locator("#journey").input_value() == expected
        assert opened.said == []
        opened.context.close()


def test_names_and_order_are_accessible(opened: Opened) -> None:
    """Language, landmarks, headings in order, names for whatever is used, no id twice."""
    page = opened.page
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title().startswith("Journey report")
    for landmark in ("header", "nav[aria-label]", "main", "footer"):
        assert page.locator(landmark).count() == 1
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].map((node) => Number(node.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert page.evaluate(NAMELESS) == []
    assert page.locator("[role=img]:not([aria-label])").count() == 0
    assert page.locator("table:not(:has(caption))").count() == 0
    assert page.locator("th:not([scope])").count() == 0
    repeated = page.evaluate(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);"
        "return ids.filter((id, at) => ids.indexOf(id) !== at); })()"
    )
    assert repeated == []
    assert page.evaluate("document.querySelectorAll('[aria-labelledby]').length") > 20
    dangling = page.evaluate(
        "[...document.querySelectorAll('[aria-labelledby]')].filter((node) =>"
        " !document.getElementById(node.getAttribute('aria-labelledby'))).length"
    )
    assert dangling == 0


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, sample_page: Path, colours: str) -> None:
    """Every text, in charts too, has the contrast that WCAG 2 level AA asks for."""
    opened = Opened(browser, sample_page, "#journey=cart_recovery", color_scheme=colours)
    found = opened.page.evaluate(CONTRAST)
    assert found["seen"] > 800
    assert found["pale"] == []
    opened.context.close()


def test_dark_is_dark_and_can_be_chosen(browser: Browser, sample_page: Path) -> None:
    """The system's choice holds until the button says otherwise; charts follow."""
    opened = Opened(browser, sample_page, color_scheme="dark")
    page = opened.page
    ground = "getComputedStyle(document.body).backgroundColor"
    bar = "getComputedStyle(document.querySelector('#time-weekly svg text')).fill"
    dark, dark_text = page.evaluate(ground), page.evaluate(bar)
    button = page.get_by_role("button", name="Dark")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate(ground) != dark
    assert page.evaluate(bar) != dark_text
    assert max(int(part) for part in dark[4:-1].split(",")) < 64
    opened.context.close()


def test_it_prints(browser: Browser, sample_page: Path) -> None:
    """On paper there are no controls, colours are light, no chart is wider than its card."""
    opened = Opened(browser, sample_page, "#journey=checkout", color_scheme="dark")
    page = opened.page
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert 5 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 25
    page.set_viewport_size({"width": 703, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".controls").is_visible()
    assert not page.locator("nav").is_visible()
    wide = page.evaluate(
        "[...document.querySelectorAll('.canvas svg')].filter((svg) =>"
        " svg.getBoundingClientRect().right > svg.closest('.card').getBoundingClientRect().right"
        ").length"
    )
    assert wide == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    opened.context.close()


def test_it_fits_a_phone(browser: Browser, sample_page: Path) -> None:
    """Nothing makes the page wider than the screen."""
    opened = Opened(browser, sample_page, viewport={"width": 390, "height": 844})
    for option in opened.page.locator("#journey option").all():
        opened.page.select_option("#journey", option.get_attribute("value"))
        assert opened.page.evaluate("document.documentElement.scrollWidth") == 390
    opened.context.close()


def test_charts_follow_the_window(opened: Opened) -> None:
    """A narrower window makes narrower charts, and no old ones are kept."""
    page = opened.page
    width = "document.querySelector('#time-weekly svg').getBoundingClientRect().width"
    before = page.evaluate(width)
    page.set_viewport_size({"width": 900, "height": 800})
    page.evaluate(WAIT.format(f"{width} < {before}"))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(WAIT.format(f"{width} === {before}"))
    assert page.locator("#time-weekly .canvas svg").count() == 1


def test_names_that_are_markup_stay_names(
    browser: Browser, sample_copy: Path, tmp_path: Path
) -> None:
    """Whatever journeys, steps and events are called, it is shown as text and never run."""
    evil = "<img src=x onerror=alert(1)></script><script>alert(2)</script>&amp;\"'"
    copy = tmp_path / DB_NAME
    shutil.copy(sample_copy, copy)
    copy.chmod(0o644)
    with duckdb.connect(str(copy)) as connection:
        for table, column in (
            ("rpt_journey_overview", "journey_name"),
            ("rpt_journey_steps", "step_name"),
            ("fct_journey_exits", "next_event_name"),
            ("fct_journey_entries", "platform"),
            ("rpt_flow_edges", "from_event"),
            ("rpt_friction_points", "sentence"),
            ("rpt_conversion_drivers", "driver"),
            ("fct_stage_scores", "stage_name"),
        ):
            connection.execute(f"update {table} set {column} = ?", [evil])
    path = tmp_path / "report.html"
    report(copy, path)
    opened = Opened(browser, path)
    page = opened.page
    assert page.locator("#overview-heading").inner_text() == evil
    assert page.locator("#steps-funnel .name").nth(1).inner_text() == evil
    page.locator("#steps-step_times svg path").last.hover(force=True)
    assert page.locator("img").count() == 0
    assert opened.said == []
    assert opened.asked == [path.as_uri()]
    opened.context.close()


def test_an_empty_warehouse_has_a_page(browser: Browser, empty_copy: Path, tmp_path: Path) -> None:
    """Without any data there are explanations, no error and no empty chart."""
    path = tmp_path / "report.html"
    report(empty_copy, path)
    opened = Opened(browser, path)
    assert opened.said == []
    assert opened.page.locator(".canvas").count() == 0
    assert opened.page.locator(".card .empty").count() >= 10
    opened.context.close()


def test_many_journeys_are_quick(browser: Browser, wide_copy: Path, tmp_path: Path) -> None:
    """24 journeys of four years: the page is drawn within seconds, another journey at once."""
    path = tmp_path / "report.html"
    report(wide_copy, path)
    opened = Opened(browser, path)
    page = opened.page
    drawn = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert drawn < 20_000
    ids = [option.get_attribute("value") for option in page.locator("#journey option").all()]
    assert len(ids) == 24
    for journey_id in ids[-3:]:
        page.select_option("#journey", journey_id)
    assert page.locator("#time-weekly .canvas svg path").count() > 50
    assert opened.said == []
    opened.context.close()


def test_a_missing_browser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the package and the variable."""
    monkeypatch.setenv("MILEPOST_CHROMIUM", "/no/such/program")
    with pytest.raises(BrowserError, match="Debian package `chromium`.*MILEPOST_CHROMIUM"):
        chromium_path()
