// deadline_verb.cpp: tracker deadline explain and read: a deadline's words as days, for people and
// for programs. SPDX-License-Identifier: BSL-1.0
#include "calendar_option.hpp"
#include "deadline_picture.hpp"
#include "encoding.hpp"
#include "json_text.hpp"
#include "lines.hpp"
#include "session.hpp"
#include "table.hpp"
#include "telling.hpp"
#include "verb.hpp"

#include <rectify/phrase.hpp>
#include <rectify/wire.hpp>

#include <unistd.h>

namespace tracker {

using rectify::Day;
using rectify::write_day;

namespace {

void put_day(Object& object, std::string_view name, const std::optional<Day>& day) {
  if (day) object.put(name, write_day(*day));
}

// ---- explain ----

// What the picture shows of a reading.
DeadlineDays days_of(const rectify::Deadline& read) {
  DeadlineDays out{.reference = read.reference, .due = read.due, .provisional = read.provisional};
  const auto take = [&](const rectify::Span& span) {
    if (span.start) out.starts.push_back(*span.start);
    if (span.count.none() || !span.due) return;
    if (span.counted) out.starts.push_back(*span.counted);
    out.counted.push_back(
        {span.counted.value_or(read.reference), *span.due, span.count.working_days > 0});
  };
  take(read);
  for (const auto& milestone : read.milestones) {
    take(milestone.span);
    if (milestone.span.due) out.milestones.push_back(*milestone.span.due);
  }
  return out;
}

std::string milestones_json(const std::vector<rectify::Milestone>& milestones) {
  return json_list(milestones, [](const rectify::Milestone& one) {
    Object object;
    put_day(object, "start", one.span.start);
    put_day(object, "due", one.span.due);
    return object.put("act", one.act).put("provisional", one.span.provisional).text();
  });
}

std::string skipped_json(const std::vector<rectify::Skipped>& skipped, Lang lang) {
  return json_list(skipped, [lang](const rectify::Skipped& run) {
    Object object;
    object.put("first", write_day(run.first)).put("last", write_day(run.last));
    if (!run.why.empty()) object.put("holiday", lang == Lang::zh ? run.why : run.why_en);
    return object.text();
  });
}

Exit explain(Session& session, const Given& given) {
  const auto [calendar, policy] = rules_of(session, given);
  const Day reference = given.has("from") ? day_said(given, "from") : session.today();
  const auto rules = rectify::reading_rules(policy, calendar);
  const std::string phrase = given.one("phrase");
  const auto read = rectify::read_phrase(phrase, reference, rules).value();
  const auto explanation = rectify::explain(read, rules);
  if (session.json) {
    Object object;
    object.put("phrase", phrase)
        .put("canonical", rectify::format(read, session.lang))
        .put("kind", rectify::name(read.kind))
        .put("reference", write_day(read.reference));
    put_day(object, "start", read.start);
    put_day(object, "due", read.due);
    object.put("provisional", read.provisional)
        .put("continuous", read.continuous)
        .put("reviewMonths", read.review_months)
        .raw("milestones", milestones_json(read.milestones))
        .raw("explanation", json_list(session.lang == Lang::zh ? explanation.zh : explanation.en,
                                      [](const std::string& line) { return quoted(line); }))
        .raw("skipped", skipped_json(explanation.skipped, session.lang));
    print(object.text() + "\n");
    return Exit::done;
  }
  std::string words;
  const std::string lines = rectify::text(explanation, session.lang);
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = lines.find('\n', begin);
    words += wrapped(printable(lines.substr(begin, end - begin), " "), session.places, 2) + "\n";
    begin = end + 1;
  }
  print(words);
  const MonthLook look{.lang = session.lang, .colours = session.colours, .places = session.places};
  if (const auto picture = deadline_picture(days_of(read), calendar, look); !picture.empty())
    print("\n" + picture);
  return Exit::done;
}

// ---- read ----

constexpr std::size_t most_bytes = 8192;   // of a line; a phrase has at most 500 characters
constexpr std::size_t shown_bytes = 1500;  // of a line that is longer

// As it came, but for broken bytes and control characters: the answer is text.
std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    const bool control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0);
    append_utf8(out, c.length == 0 || control ? U'\uFFFD' : c.value);
    at += std::max<std::size_t>(c.length, 1);
  }
  return out;
}

// One line of input, answered.
class Reader {
 public:
  Reader(const rectify::ReadingRules& rules, const Session& session)
      : rules_(rules), session_(session) {}

  std::string answer(const Line& line) {
    std::string_view text = line.text;
    if (line.too_long) {
      const std::string shown = clean(text.substr(0, shown_bytes)) + "…";
      return no_question(line, shown, {},
                         rectify::refuse("text.too-long", {}, cut(shown, 60),
                                         {least_characters, most_characters}));
    }
    const auto tab = text.find('\t');
    const std::string_view phrase = text.substr(0, tab);
    std::string_view reference = tab == text.npos ? std::string_view() : text.substr(tab + 1);
    reference = reference.substr(0, reference.find('\t'));  // further fields are not ours
    const auto day = rectify::read_day(reference);
    if (!day) {
      auto refusal = day.refusal();
      refusal.field = "reference";
      refusal.value = clean(refusal.value);
      return no_question(line, clean(phrase), clean(reference), refusal);
    }
    const auto read = rectify::read_phrase(phrase, *day, rules_);
    if (!read) return refused(line, clean(phrase), clean(reference), read.refusal());
    return row(line, clean(phrase), std::string(reference), rectify::name(read->kind), read->start,
               read->due, read->provisional, "");
  }
  // Lines that asked nothing, for standard error; empty if there was none.
  [[nodiscard]] std::string remark() const {
    if (faulty_ == 0) return "";
    const std::string lines = std::to_string(faulty_);
    return session_.lang == Lang::zh
               ? "有 " + lines + " 行不是“措辞<制表符>基准日”，答复为 refused；第一处：" + first_ +
                     "\n"
               : "lines that are no phrase<TAB>reference date, answered as refused: " + lines +
                     "; the first: " + first_ + "\n";
  }

 private:
  std::string no_question(const Line& line, const std::string& phrase, const std::string& reference,
                          const rectify::Refusal& refusal) {
    if (faulty_++ == 0)
      first_ = std::string(session_.say("第 ", "line ")) + std::to_string(line.number) +
               std::string(session_.say(" 行：", ": ")) +
               printable(cut(text(refusal, session_.lang), 400), " ");
    return refused(line, phrase, reference, refusal);
  }
  [[nodiscard]] std::string refused(const Line& line, const std::string& phrase,
                                    const std::string& reference,
                                    const rectify::Refusal& refusal) const {
    return row(line, phrase, reference, "refused", {}, {}, false,
               session_.json ? rectify::to_json(refusal, session_.lang) : "");
  }
  [[nodiscard]] std::string row(const Line& line, const std::string& phrase,
                                const std::string& reference, std::string_view kind,
                                const std::optional<Day>& start, const std::optional<Day>& due,
                                bool provisional, const std::string& refusal) const {
    if (!session_.json)
      return phrase + "\t" + reference + "\t" + std::string(kind) + "\t" +
             (start ? write_day(*start) : "") + "\t" + (due ? write_day(*due) : "") + "\n";
    Object object;
    object.put("line", line.number)
        .put("phrase", phrase)
        .put("reference", reference)
        .put("kind", kind);
    put_day(object, "start", start);
    put_day(object, "due", due);
    if (refusal.empty())
      object.put("provisional", provisional);
    else
      object.raw("refusal", refusal);
    return object.text() + "\n";
  }

  const std::string most_characters = std::to_string(rectify::longest_phrase);
  const std::string least_characters = ">" + std::to_string(most_bytes / 4);
  rectify::ReadingRules rules_;
  const Session& session_;
  std::uint64_t faulty_ = 0;
  std::string first_;
};

Exit read(Session& session, const Given& given) {
  if (given.one("calendar") == "-")
    throw Usage("--calendar：标准输入用于读措辞，请给文件名",
                "--calendar: standard input is where the phrases come from; give a file's name");
  const auto [calendar, policy] = rules_of(session, given, false);
  const auto rules = session.where_said ? rectify::reading_rules(policy, calendar)
                                        : rectify::ReadingRules{.calendar = &calendar};
  Reader reader(rules, session);
  Lines lines(STDIN_FILENO, most_bytes);
  std::string out;
  for (Line line; lines.next(line);) {
    out += reader.answer(line);
    // Written out before the reader could wait for whoever asks.
    if (out.size() < (std::size_t{1} << 16U) && lines.has_line()) continue;
    print(out);
    out.clear();
  }
  complain(reader.remark());
  return Exit::done;
}

}  // namespace

std::vector<Verb> deadline_verbs() {
  return {
      {.name = "deadline",
       .group = Group::days,
       .zh = "期限的措辞是哪一天：解释给人看，或逐行答复程序",
       .en = "which day a deadline's words mean: explained to people, answered to programs"},
      {.name = "deadline explain",
       .group = Group::days,
       .zh = "解释一个期限的措辞，并画出月历",
       .en = "explains a deadline's words, with a picture of the days",
       .options = {{"phrase", "PHRASE", "期限的措辞", "the deadline's words", Option::one, true},
                   {"--from", "DAY", "基准日（默认今天或 --at）",
                    "the reference day (default: today, or --at)"},
                   calendar_option()},
       .run = explain,
       .more_zh =
           "例：tracker deadline explain 15个工作日内 --from 2024-05-20\n指明台账（--ledger 或 "
           "RECTIFY_LEDGER）时按该台账的日历与制度，否则按内置日历与严格制度。",
       .more_en =
           "For example: tracker deadline explain \"within 15 working days\" --from "
           "2024-05-20\nWhere a ledger is named (--ledger or RECTIFY_LEDGER), by its calendar "
           "and policy; else by the built-in calendar and the strict policy."},
      {.name = "deadline read",
       .group = Group::days,
       .zh = "逐行读“措辞<制表符>基准日”，逐行答复（供程序使用）",
       .en = "reads lines phrase<TAB>reference date and answers each, for programs",
       .options = {calendar_option()},
       .run = read,
       .more_zh = "每行答复：措辞、基准日、类别、起始日、到期日，以制表符分隔；读不懂的类别为 "
                  "refused，退出码仍为 0。--json 另给出原因。--ledger 按该台账的日历与制度读。",
       .more_en = "Each answer is phrase, reference, kind, start and due, parted by tabs; of what "
                  "is refused the kind is refused, and the exit code is 0 all the same. With "
                  "--json the reasons too. --ledger: by that ledger's calendar and policy."}};
}

}  // namespace tracker
