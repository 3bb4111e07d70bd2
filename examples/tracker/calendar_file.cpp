// calendar_file.cpp: calendars as lines, and as the JSON of chinese-days, read event by event.
// SPDX-License-Identifier: BSL-1.0
#include "calendar_file.hpp"

#include "table.hpp"
#include "words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace tracker {
namespace {

using rectify::CalendarDay;
using rectify::Day;
using rectify::Refusal;
using rectify::WorkCalendar;
using rectify::Years;

constexpr std::size_t most_days = 20'000;  // as rectify::make_calendar has it

std::string shortened(std::string_view text) { return cut(printable(text, " "), 60); }

// A refusal of the library, at a line or a key of the file.
TextError as_text_error(Refusal refusal) {
  constexpr std::string_view lines = "calendar:";
  TextError error{.code = refusal.code, .value = refusal.value};
  if (refusal.field.starts_with(lines)) {
    const std::string number = refusal.field.substr(lines.size());
    std::from_chars(number.data(), number.data() + number.size(), error.line);
    refusal.field.clear();
  }
  refusal.value = shortened(refusal.value);
  error.zh = text(refusal, rectify::Lang::zh);
  error.en = text(refusal, rectify::Lang::en);
  return error;
}

TextError too_large() {
  return as_text_error(
      rectify::refuse("calendar.too-large", {}, {},
                      {std::to_string(most_days), std::to_string(most_calendar_bytes >> 20U)}));
}

enum List : std::size_t { holidays, workdays, in_lieu, lists };
constexpr std::string_view list_names[lists] = {"holidays", "workdays", "inLieuDays"};

// An object of three objects of texts; all else ends the reading with `error` set. The depth that is
// kept is two, however deep the text goes.
class Listener : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Listener(std::string_view text) : text_(text) {}

  // clang-format off
  bool null() override { return unfit("null"); }
  bool boolean(bool value) override { return unfit(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) override { return unfit(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) override { return unfit(std::to_string(value)); }
  bool number_float(double, const std::string& text) override { return unfit(text); }
  bool binary(nlohmann::json::binary_t&) override { return unfit("binary"); }
  bool start_array(std::size_t) override { return unfit("["); }
  bool end_array() override { return true; }
  // clang-format on

  bool start_object(std::size_t) override {
    if (depth_ == 2) return unfit("{");
    ++depth_;
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool key(std::string& name) override {
    key_ = name;
    return depth_ == 1 ? open_list(name) : open_day(name);
  }
  bool string(std::string& value) override { return depth_ == 2 ? take(value) : unfit(value); }

  bool parse_error(std::size_t byte, const std::string&,
                   const nlohmann::detail::exception&) override {
    const auto before = text_.substr(0, std::max<std::size_t>(byte, 1) - 1);
    const auto start = before.rfind('\n') + 1;  // of its line; npos + 1 is 0
    error =
        TextError{.code = "calendar.json",
                  .offset = before.size(),
                  .line = line_at(before.size()),
                  .zh = "第 " + std::to_string(before.size() - start + 1) +
                        " 个字节处不是合格的 UTF-8 JSON；请检查引号、逗号和编码",
                  .en = "at byte " + std::to_string(before.size() - start + 1) +
                        " of the line this is no JSON in UTF-8; check quotes, commas, encoding"};
    return false;
  }

  std::optional<TextError> error;
  std::map<Day, CalendarDay> days;

 private:
  [[nodiscard]] std::size_t line_at(std::size_t offset) const {
    const auto before = text_.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }
  // "holidays 2027-01-01", as messages name the place.
  [[nodiscard]] std::string place() const {
    std::string out(depth_ > 0 && opened_ ? list_names[list_] : std::string_view());
    if (depth_ == 2) out += " " + shortened(key_);
    return out;
  }
  bool refuse(std::string code, const std::string& value, const std::string& zh,
              const std::string& en) {
    const std::string at = place();
    error = TextError{.code = std::move(code),
                      .value = value,
                      .zh = at.empty() ? zh : at + "：" + zh,
                      .en = at.empty() ? en : at + ": " + en};
    return false;
  }
  bool refuse(Refusal refusal) {
    refusal.field = place();
    error = as_text_error(std::move(refusal));
    return false;
  }

  bool unfit(const std::string& value) {
    const std::string said = shortened(value);
    if (depth_ == 2) {
      return refuse("calendar.value", said,
                    "“" + said + "”应为英文名、中文名、天数，如 \"New Year's Day,元旦,1\"",
                    "\"" + said +
                        "\" should be a name in English, one in Chinese and a number of days, "
                        "for example \"New Year's Day,元旦,1\"");
    }
    return refuse(
        "calendar.json", said,
        "“" + said + "”处应为对象，如 {\"holidays\": {\"2027-01-01\": \"New Year's Day,元旦,1\"}}",
        "\"" + said +
            "\" should be an object, for example {\"holidays\": {\"2027-01-01\": \"New Year's "
            "Day,元旦,1\"}}");
  }

  bool open_list(const std::string& name) {
    const auto* const found = std::find(std::begin(list_names), std::end(list_names), name);
    opened_ = false;
    if (found == std::end(list_names)) {
      const std::string said = shortened(name);
      const std::string like = closest(said, {list_names, list_names + lists});
      return refuse(
          "calendar.key", said,
          "没有“" + said + "”这一项；是不是 " + like + "？可用的有：holidays、workdays、inLieuDays",
          "there is no \"" + said + "\"; did you mean " + like +
              "? There are: holidays, workdays, inLieuDays");
    }
    list_ = static_cast<std::size_t>(found - std::begin(list_names));
    opened_ = true;
    if (seen_lists_[list_]) return refuse(rectify::refuse("calendar.twice", {}, name, {name}));
    seen_lists_[list_] = true;
    seen_days_.clear();
    return true;
  }

  bool open_day(const std::string& name) {
    const auto day = rectify::read_day(name);
    if (!day) return refuse(day.refusal());
    day_ = *day;
    if (!seen_days_.emplace(day_, true).second)
      return refuse(rectify::refuse("calendar.twice", {}, name, {std::string(list_names[list_])}));
    return true;
  }

  bool take(const std::string& value) {
    const auto first = value.find(',');
    const auto second = first == value.npos ? first : value.find(',', first + 1);
    const auto number = second == value.npos ? std::string() : value.substr(second + 1);
    const bool digits = !number.empty() && number.find_first_not_of("0123456789") == number.npos;
    if (first == 0 || !digits || second == first + 1) return unfit(value);
    const bool working = list_ == workdays;
    const auto [at, added] =
        days.emplace(day_, CalendarDay{day_, working, value.substr(first + 1, second - first - 1),
                                       value.substr(0, first)});
    if (!added && at->second.working != working) {  // off and worked
      const std::string other(list_names[working ? holidays : workdays]);
      return refuse(rectify::refuse("calendar.twice", {}, key_, {other}));
    }
    if (days.size() <= most_days) return true;
    error = too_large();
    return false;
  }

  std::string_view text_;
  int depth_ = 0;
  std::string key_;
  std::size_t list_ = 0;
  bool opened_ = false;  // list_ is known
  bool seen_lists_[lists] = {};
  std::map<Day, bool> seen_days_;  // of this list
  Day day_{};
};

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

// The run of years with their National Day; or the year that is missing in it.
rectify::Result<Years> published(const std::map<Day, CalendarDay>& days) {
  Years run;
  for (const auto& [day, one] : days) {
    const int year = year_of(day);
    if (one.working || day != rectify::day(year, 10, 1)) continue;
    if (run.last != 0 && year != run.last + 1)
      return rectify::refuse("calendar.gap", "holidays", std::to_string(year),
                             {std::to_string(run.last + 1), std::to_string(run.last)});
    if (run.first == 0) run.first = year;
    run.last = year;
  }
  return run;
}

// What the library says of the n-th day, said at its key.
TextError at_its_key(Refusal refusal, const std::vector<CalendarDay>& days) {
  constexpr std::string_view place = "days[";
  if (refusal.field.starts_with(place)) {
    std::size_t n = 0;
    std::from_chars(refusal.field.data() + place.size(),
                    refusal.field.data() + refusal.field.size(), n);
    if (n < days.size())
      refusal.field = std::string(list_names[days[n].working ? workdays : holidays]) + " " +
                      rectify::write_day(days[n].day);
  }
  return as_text_error(std::move(refusal));
}

Outcome<WorkCalendar> read_json(std::string_view bytes, const WorkCalendar& base) {
  Listener listener(bytes);
  nlohmann::json::sax_parse(bytes, &listener);
  if (listener.error) return *listener.error;
  if (listener.days.empty())
    return TextError{.code = "calendar.json",
                     .zh = "没有任何日期；请在 holidays、workdays 中列出",
                     .en = "it has no day; list them in holidays and workdays"};
  const auto years = published(listener.days);
  if (!years) return as_text_error(years.refusal());
  rectify::CalendarRules rules{.published = *years};
  for (auto& [day, one] : listener.days) rules.days.push_back(std::move(one));
  const auto upper = rectify::make_calendar(rules);
  if (!upper) return at_its_key(upper.refusal(), rules.days);
  const Years below = base.published();
  if (years->first != 0 && below.first != 0 &&
      (years->first > below.last + 1 || years->last < below.first - 1)) {
    const auto text = [](Years some) {
      const auto first = std::to_string(some.first), last = std::to_string(some.last);
      return some.first == some.last ? first : first + "-" + last;
    };
    const int missing = years->first > below.last ? below.last + 1 : below.first - 1;
    return as_text_error(rectify::refuse("calendar.gap", "holidays", text(*years),
                                         {std::to_string(missing), text(below)}));
  }
  return upper->over(base);
}

}  // namespace

Outcome<WorkCalendar> read_calendar_file(std::string_view bytes, const WorkCalendar& base) {
  if (bytes.size() > most_calendar_bytes) return too_large();
  std::string_view begin = bytes;
  if (begin.starts_with("\xEF\xBB\xBF")) begin.remove_prefix(3);
  const auto first = begin.find_first_not_of(" \t\r\n");
  if (first != begin.npos && (begin[first] == '{' || begin[first] == '['))
    return read_json(begin, base);
  const auto read = rectify::read_calendar(bytes, base);
  if (!read) return as_text_error(read.refusal());
  return *read;
}

}  // namespace tracker
