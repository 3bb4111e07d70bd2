// mapping_test.cpp: lists of offices and of strangers become fields; nothing is guessed.
// SPDX-License-Identifier: BSL-1.0
#include "mapping.hpp"
#include "words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace tracker {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Csv csv_of(std::string_view text) {
  auto csv = read_csv(text);
  EXPECT_TRUE(csv) << tracker::text(csv.error(), Lang::en);
  return csv ? *csv : Csv{};
}

Mapped mapped(std::string_view text) {
  auto read = map_rows(csv_of(text));
  EXPECT_TRUE(read) << tracker::text(read.error(), Lang::en);
  return read ? *read : Mapped{};
}

// "line code value" each; "!" before those that left a row out.
std::vector<std::string> told(const Mapped& list) {
  std::vector<std::string> out;
  for (const auto& problem : list.problems) {
    EXPECT_FALSE(problem.zh.empty() || problem.en.empty());
    out.push_back((problem.left_out ? "!" : "") + std::to_string(problem.line) + ' ' +
                  problem.code + ' ' + problem.value);
  }
  return out;
}

// "title=问题" for each field, in the order of the list's fields.
std::string taken(const Mapped& list) {
  std::string out;
  for (const auto& one : list.taken) {
    out += (out.empty() ? "" : " ") + one.field + '=';
    for (std::size_t i = 0; i < one.headings.size(); ++i)
      out += (i > 0 ? "+" : "") + one.headings[i];
  }
  return out;
}

std::string refusal_of(std::string_view mapping) {
  const auto read = read_mapping(mapping);
  return read ? "" : read.error().code + ": " + read.error().en;
}

TEST(Mapping, KnowsTheHeadingsOfOffices) {
  const auto list = mapped(
      "序号,存在问题,问题来源,问题类别,等级,整改措施,整改目标,牵头领导,牵头单位,具体负责人,"
      "协办单位,验收单位,"
      "整改期限,到期日,说明\n"
      "1,漏水,自查,后勤,较重,修,不漏,张三,办公室,李四,\"财务科、工会，保卫科\",纪委,7月底前,2018/7/"
      "31,急\n");
  ASSERT_EQ(list.rows.size(), 1u);
  const MappedRow& row = list.rows[0];
  EXPECT_EQ(row.line, 2u);
  EXPECT_EQ(row.reference, "1");
  EXPECT_EQ(row.title, "漏水");
  EXPECT_EQ(row.source, "自查");
  EXPECT_EQ(row.category, "后勤");
  EXPECT_EQ(row.severity, "serious");
  EXPECT_EQ(row.measures, "修");
  EXPECT_EQ(row.goal, "不漏");
  EXPECT_EQ(row.leader, "张三");
  EXPECT_EQ(row.unit, "办公室");
  EXPECT_EQ(row.handler, "李四");
  EXPECT_THAT(row.co_units, ElementsAre("财务科", "工会", "保卫科"));
  EXPECT_EQ(row.supervisor, "纪委");
  EXPECT_EQ(row.phrase, "7月底前");
  EXPECT_EQ(row.due, "2018-07-31");
  EXPECT_EQ(row.remarks, "急");
  EXPECT_THAT(list.unused, IsEmpty());
  EXPECT_THAT(list.problems, IsEmpty());
}

TEST(Mapping, ComparesHeadingsWithoutTheirDress) {
  EXPECT_EQ(normalised_heading(" 整改\r\n时 限（2018年）："), "整改时限");
  EXPECT_EQ(normalised_heading("Ｄｕｅ　ｄａｔｅ"), "duedate");
  EXPECT_EQ(normalised_heading("due_date"), "duedate");
  EXPECT_EQ(normalised_heading("投入【万元】(估)"), "投入");
  EXPECT_EQ(normalised_heading("（备注）"), "备注");  // all in brackets: they hold the heading
  EXPECT_EQ(normalised_heading("备注（未完"), "备注未完");
  EXPECT_EQ(normalised_heading("*问题"), "问题");
  EXPECT_EQ(normalised_heading("#"), "#");
}

TEST(Mapping, FindsTheHeaderBelowTitlesAndTellsOfThem) {
  const auto list =
      mapped("XX区问题清单,,\n\n\"序 号\",\"问题\n（简述）\",责任单位\n1,漏水,办公室\n");
  EXPECT_EQ(list.header_line, 3u);
  EXPECT_EQ(taken(list), "title=问题\n（简述） reference=序 号 unit=责任单位");
  EXPECT_THAT(told(list), ElementsAre("!1 mapping.title-row XX区问题清单"));
  ASSERT_EQ(list.rows.size(), 1u);
  EXPECT_EQ(list.rows[0].line, 5u);
}

TEST(Mapping, TheBareProblemIsTheTitleBesideItsDescription) {
  EXPECT_EQ(taken(mapped("问题描述,问题\n")), "title=问题 description=问题描述");
  EXPECT_EQ(taken(mapped("问题描述\n")), "title=问题描述");  // one column is never two fields
  EXPECT_EQ(taken(mapped("问题描述,描述\n")), "title=问题描述 description=描述");
  EXPECT_EQ(taken(mapped("Title,Description,Owner,Deadline\n")),
            "title=Title description=Description unit=Owner phrase=Deadline");
}

TEST(Mapping, ASecondColumnForAFieldIsTold) {
  const auto list = mapped("问题,牵头单位,责任单位,颜色\n漏水,甲,乙,红\n");
  EXPECT_EQ(list.rows[0].unit, "乙");
  EXPECT_THAT(list.unused, ElementsAre("牵头单位", "颜色"));
  EXPECT_THAT(told(list), ElementsAre("1 mapping.same-field "));
}

TEST(Mapping, RowsThatAreNoProblemsAreTold) {
  const auto list = mapped(
      "序号,问题,责任单位\n"
      "一、作风方面,,\n"
      "1,漏水,办公室\n"
      ",,\n"
      "　, ,\n"
      "序号,问题,责任单位\n"
      "2,,办公室\n"
      "3,合计金额不符,办公室\n"
      "合 计,2项,\n"
      "共计：25项,,\n");
  ASSERT_EQ(list.rows.size(), 2u);
  EXPECT_EQ(list.rows[1].title, "合计金额不符");
  EXPECT_THAT(told(list),
              ElementsAre("!2 mapping.section-row 一、作风方面", "!6 mapping.header-again 序号",
                          "!7 mapping.no-title 2", "!9 mapping.total-row 合 计",
                          "!10 mapping.total-row 共计：25项"));
  EXPECT_THAT(list.problems[2].en, HasSubstr("fill in \"问题\""));
}

TEST(Mapping, CellsWithoutAHeadingAreToldOnceAColumn) {
  EXPECT_THAT(told(mapped("问题,,备注\na,x,\nb,y,,z\n")),
              ElementsAre("2 mapping.extra-cell x", "3 mapping.extra-cell z"));
}

TEST(Mapping, AShortRowHasEmptyFields) {
  const auto list = mapped("问题,备注\n漏水\n");
  ASSERT_EQ(list.rows.size(), 1u);
  EXPECT_EQ(list.rows[0].remarks, "");
}

TEST(Mapping, ReadsTheDatesOfficesWrite) {
  for (const char* written :
       {"2026-07-31", "2026/7/31", "2026.7.31", "2026年7月31日", "２０２６年７月３１日",
        " 2026/07/31 ", "２０２６－０７－３１", "2026 年 7 月 31 日", "２０２６．７．３１"}) {
    EXPECT_EQ(read_date(written), "2026-07-31") << written;
  }
  EXPECT_EQ(read_date("2024-2-29"), "2024-02-29");
  for (const char* written :
       {"",           "7月底前",    "2026-02-30",      "2026-7",      "2026年7月",
        "26-7-31",    "2026-7/31",  "2026年7月31日前", "2026-07-311", "20260731",
        "1899-01-01", "3000-01-01", "2026-13-01",      "2026-00-10",  "2026-1-0",
        "2026-7- 31", "x2026-7-31", "2023-2-29",       "-7-31",       "2026--31"}) {
    EXPECT_EQ(read_date(written), std::nullopt) << written;
  }
}

TEST(Mapping, AnUnreadableDateIsToldAndLeftEmpty) {
  const auto list = mapped("问题,截止日期,发现日期\n漏水,7月底前,2018.6.1\n");
  ASSERT_EQ(list.rows.size(), 1u);
  EXPECT_EQ(list.rows[0].due, "");
  EXPECT_EQ(list.rows[0].reported, "2018-06-01");
  EXPECT_THAT(told(list), ElementsAre("2 mapping.due 7月底前"));
  EXPECT_EQ(list.problems[0].column, "截止日期");
}

TEST(Mapping, ReadsSeverityInBothLanguages) {
  for (const char* word : {"轻微", "低", "minor", "Low"}) EXPECT_EQ(read_severity(word), "minor");
  for (const char* word : {"一般", "中", "Moderate", "medium", "一般问题"})
    EXPECT_EQ(read_severity(word), "moderate") << word;
  for (const char* word : {"较重", "高", "serious", "HIGH", "较大隐患"})
    EXPECT_EQ(read_severity(word), "serious") << word;
  for (const char* word : {"严重", "重大", "critical", "Very high", "重大隐患"})
    EXPECT_EQ(read_severity(word), "critical") << word;
  EXPECT_EQ(read_severity("红"), std::nullopt);
  EXPECT_EQ(read_severity(""), std::nullopt);
  const auto list = mapped("问题,严重程度\na,红\nb,\n");
  EXPECT_THAT(told(list), ElementsAre("2 mapping.severity 红"));
  EXPECT_EQ(list.rows[1].severity, "");
}

TEST(Mapping, SplitsAssistingUnitsButNotWithinTheirNames) {
  const auto units = [](const std::string& cell) {
    return mapped("Problem\tOwner\tAssisting units\nx\tEducation, Science and Health\t\"" + cell +
                  "\"\n")
        .rows[0]
        .co_units;
  };
  EXPECT_THAT(units("甲、乙，丙,丁;戊；己/庚\n辛 、 "),
              ElementsAre("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"));
  EXPECT_THAT(units("住建局（城管局、水务局）、财政局"),
              ElementsAre("住建局（城管局、水务局）", "财政局"));
  EXPECT_THAT(units("甲（乙、丙"), ElementsAre("甲（乙", "丙"));  // the bracket isn't closed
  // A name that is the responsible unit of some row is known as a whole.
  EXPECT_THAT(units("Finance; Education, Science and Health; A, B"),
              ElementsAre("Finance", "Education, Science and Health", "A", "B"));
}

TEST(Mapping, AListWithoutAProblemColumnIsRefused) {
  const auto read = map_rows(csv_of("姓名,单位\n张三,办公室\n"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "mapping.no-header");
  EXPECT_EQ(read.error().value, "姓名, 单位");
  EXPECT_FALSE(map_rows(Csv{}));
  EXPECT_FALSE(map_rows(Csv{}, *read_mapping(R"({"title": "x"})")));
}

TEST(Mapping, AFileMapsAStrangersList) {
  const Csv csv = csv_of(
      "cveID,vulnerabilityName,shortDescription,requiredAction,dueDate,dateAdded,knownUse\n"
      "CVE-1,Hole,It leaks.,Patch it.,2025-09-15,2025-08-25,Known\n"
      "CVE-2,Gap,,Patch it.,2025-09-16,2025-08-26,Unknown\n");
  Outcome<Mapping> theirs = read_mapping(R"({
    "reference": "cveID", "title": "vulnerabilityName",
    "description": ["shortDescription", "requiredAction"], "due": "due date", "source": "=CISA KEV",
    "reported": "dateAdded", "severity": "knownUse",
    "values": {"severity": {"Known": "critical", "Unknown": "moderate"}}})");
  ASSERT_TRUE(theirs) << text(theirs.error(), Lang::en);
  Outcome<Mapped> kev = map_rows(csv, *theirs);
  ASSERT_TRUE(kev) << text(kev.error(), Lang::en);
  EXPECT_EQ(taken(*kev),
            "description=shortDescription+requiredAction due=dueDate reference=cveID "
            "reported=dateAdded severity=knownUse source==CISA KEV title=vulnerabilityName");
  ASSERT_EQ(kev->rows.size(), 2u);
  EXPECT_EQ(kev->rows[0].description, "It leaks.\nPatch it.");
  EXPECT_EQ(kev->rows[0].severity, "critical");
  EXPECT_EQ(kev->rows[0].source, "CISA KEV");
  EXPECT_EQ(kev->rows[0].reported, "2025-08-25");
  EXPECT_EQ(kev->rows[1].description, "Patch it.");
  EXPECT_EQ(kev->rows[1].severity, "moderate");
  EXPECT_THAT(kev->problems, IsEmpty());
}

TEST(Mapping, AFileStandsForItself) {
  const auto list =
      map_rows(csv_of("问题,备注,名称\na,b,c\n"), *read_mapping(R"({"title": "名称"})"));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->rows[0].title, "c");
  EXPECT_EQ(list->rows[0].remarks, "");
  EXPECT_THAT(list->unused, ElementsAre("问题", "备注"));
  EXPECT_THAT(list->problems, IsEmpty());
}

TEST(Mapping, AColumnThatIsNotThereIsRefusedWithTheClosest) {
  const Csv csv = csv_of("a title,,\nname,dueDate,notes\nx,y,z\n");
  const auto read = map_rows(csv, *read_mapping(R"({"title": "name", "due": "dueDat"})"));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "mapping.no-column");
  EXPECT_EQ(
      text(read.error(), Lang::en),
      "line 2: there is no column \"dueDat\"; did you mean \"dueDate\"? The headings are: name, "
      "dueDate, notes");
  const auto twice = map_rows(csv_of("x,x\n1,2\n"), *read_mapping(R"({"title": "x"})"));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "mapping.column-twice");
}

TEST(Mapping, ABadFileIsRefusedWithWhatWouldBeRight) {
  EXPECT_THAT(
      refusal_of(R"({"title": "a", "severty": "b"})"),
      HasSubstr("mapping.field: there is no field \"severty\"; did you mean \"severity\"?"));
  EXPECT_THAT(refusal_of(R"({"due": "a"})"), HasSubstr("mapping.no-title"));
  EXPECT_THAT(refusal_of(R"({"title": "=always"})"), HasSubstr("mapping.no-title"));
  EXPECT_THAT(refusal_of(R"({"title": "a", "title": "b"})"), HasSubstr("mapping.twice"));
  EXPECT_THAT(refusal_of(R"({"title": "a", "due": "=soon"})"), HasSubstr("mapping.value"));
  EXPECT_THAT(
      refusal_of(R"({"title": "a", "severity": "b", "values": {"severity": {"x": "red"}}})"),
      HasSubstr("write minor, moderate, serious or critical"));
  EXPECT_THAT(refusal_of(R"({"title": "a", "values": {"severity": {"x": "minor"}}})"),
              HasSubstr("mapping.value"));
  for (const char* form : {R"({"title": 1})", R"({"title": [1]})", R"({"title": {"a": "b"}})", "[]",
                           "7", R"({"title": "a", "values": {"due": "x"}})", R"({"values": 1})"}) {
    EXPECT_THAT(refusal_of(form), HasSubstr("mapping.form")) << form;
  }
  const auto broken = read_mapping("{\n\"title\": \"a\",\n}");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "mapping.json");
  EXPECT_EQ(broken.error().line, 3u);
  EXPECT_EQ(refusal_of(""), "mapping.json: this is no JSON; check the quotes and commas");
}

TEST(Mapping, NoHeadingIsOfTwoFieldsButTheProblemsOwn) {
  std::map<std::string, std::string> field_of;
  for (const auto& usual : usual_headings()) {
    ASSERT_THAT(usual.headings, testing::Not(IsEmpty()));
    std::set<std::string> own;
    for (const auto heading : usual.headings) {
      const std::string name = normalised_heading(heading);
      EXPECT_TRUE(own.insert(name).second) << heading << " stands twice";
      EXPECT_THAT(name, testing::Not(IsEmpty())) << heading;
      const auto [other, first] = field_of.emplace(name, usual.field);
      EXPECT_TRUE(first || (other->second == "title" && usual.field == "description")) << heading;
    }
  }
}

TEST(Mapping, RandomListsComeBackFromTheirColumnsInAnyOrder) {
  std::mt19937 random(11);
  const auto pick = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  const std::map<std::string_view, std::string MappedRow::*> members{
      {"title", &MappedRow::title},   {"goal", &MappedRow::goal},
      {"phrase", &MappedRow::phrase}, {"remarks", &MappedRow::remarks},
      {"unit", &MappedRow::unit},     {"description", &MappedRow::description},
      {"leader", &MappedRow::leader}, {"handler", &MappedRow::handler},
      {"source", &MappedRow::source}, {"supervisor", &MappedRow::supervisor}};
  const std::vector<std::string> pieces{"漏", "a", ",", "\"", "\n", "，", " b", "=", "1"};
  for (int round = 0; round < 300; ++round) {
    std::vector<UsualHeadings> order = usual_headings();
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::vector<std::string>> table(1 + pick(5));
    for (const auto& usual : order) {
      // 序 and the like are usual; of the title only what can't be a description as well.
      table[0].emplace_back(
          usual.headings[usual.field == "title" ? 0 : pick(usual.headings.size())]);
      if (usual.field == "description") table[0].back() = "描述";
      for (std::size_t row = 1; row < table.size(); ++row) {
        std::string cell = "x";
        for (std::size_t left = pick(5); left > 0; --left) cell += pieces[pick(pieces.size())];
        if (usual.field == "severity") cell = "严重";
        if (usual.field == "due" || usual.field == "reported") cell = "2018.12.1";
        table[row].push_back(cell + 'x');
        if (cell == "严重" || cell == "2018.12.1") table[row].back() = cell;
      }
    }
    const auto decoded = decode(write_csv(table));
    const auto list = map_rows(csv_of(decoded->text));
    ASSERT_TRUE(list);
    ASSERT_THAT(told(*list), IsEmpty());
    ASSERT_EQ(list->taken.size(), order.size());
    ASSERT_EQ(list->rows.size(), table.size() - 1);
    for (std::size_t row = 1; row < table.size(); ++row) {
      const MappedRow& read = list->rows[row - 1];
      for (std::size_t i = 0; i < order.size(); ++i) {
        const std::string& cell = table[row][i];
        const auto member = members.find(order[i].field);
        ASSERT_TRUE(member == members.end() || read.*member->second == cell) << cell;
      }
      ASSERT_EQ(read.due, "2018-12-01");
      ASSERT_EQ(read.severity, "critical");
    }
  }
}

// ---- whole files ----

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Csv csv_in(const std::filesystem::path& path) {
  const auto decoded = decode(content(path));
  EXPECT_TRUE(decoded) << path << text(decoded.error(), Lang::en);
  return decoded ? csv_of(decoded->text) : Csv{};
}

TEST(OurSampleLists, AreReadWholeInBothLanguages) {
  const std::filesystem::path data = "examples/tracker/data";
  if (!exists(data)) FAIL() << "run in the project's root: " << data << " isn't there";
  const auto zh = map_rows(csv_in(data / "problem-list.zh.csv"));
  const auto en = map_rows(csv_in(data / "problem-list.en.csv"));
  ASSERT_TRUE(zh && en);
  EXPECT_THAT(told(*zh), IsEmpty());
  EXPECT_THAT(told(*en), IsEmpty());
  EXPECT_THAT(zh->unused, IsEmpty());
  EXPECT_THAT(en->unused, IsEmpty());
  ASSERT_EQ(zh->rows.size(), 72u);
  ASSERT_EQ(en->rows.size(), 72u);
  for (std::size_t i = 0; i < 72; ++i) {
    EXPECT_EQ(zh->rows[i].due, en->rows[i].due) << i;
    EXPECT_EQ(zh->rows[i].severity, en->rows[i].severity) << i;
    EXPECT_EQ(zh->rows[i].co_units.size(), en->rows[i].co_units.size()) << i;
  }
}

// The real lists aren't part of the project: the folder is named from outside, or they are left
// out.
std::filesystem::path shared_lists() {
  const char* named = std::getenv("RECTIFY_SHARED_LISTS");
  if (named != nullptr) return named;
#ifdef RECTIFY_SHARED_LISTS
  return RECTIFY_SHARED_LISTS;
#else
  return "../shared/lists";
#endif
}

TEST(RealLists, AreReadAndMapped) {
  const auto folder = shared_lists();
  if (!exists(folder)) {
    std::cout << "left out: there is no folder of real lists (RECTIFY_SHARED_LISTS)\n";
    return;
  }
  std::map<std::string, std::string> shown;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".csv") continue;
    const Csv csv = csv_in(entry.path());
    const bool kev = entry.path().filename() == "kev.csv";
    const auto list = kev ? map_rows(csv, *read_mapping(R"({"title": "vulnerabilityName",
        "description": ["shortDescription", "requiredAction"], "reference": "cveID",
        "due": "dueDate", "reported": "dateAdded", "remarks": "notes", "source": "=CISA KEV",
        "severity": "knownRansomwareCampaignUse",
        "values": {"severity": {"Known": "critical", "Unknown": "moderate"}}})"))
                          : map_rows(csv);
    ASSERT_TRUE(list) << entry.path() << text(list.error(), Lang::en);
    EXPECT_EQ(list->rows.size() + 1, csv.rows.size()) << entry.path();
    EXPECT_THAT(told(*list), IsEmpty()) << entry.path();
    std::string unused;
    for (const auto& heading : list->unused) unused += " " + heading;
    shown[entry.path().filename().string()] =
        std::to_string(list->rows.size()) + " rows; " + taken(*list) + "; unused:" + unused;

    // As an office's program would have saved it: each row for itself, so that many are tried.
    for (const CsvRow& row : csv.rows) {
      const std::string line = write_csv({row.cells}, {.byte_order_mark = false});
      const auto read = decode(*encode_gb18030(line));
      ASSERT_TRUE(read) << line;
      ASSERT_EQ(read->text, line);
    }
  }
  for (const auto& [file, what] : shown) std::cout << file << ": " << what << '\n';
}

}  // namespace
}  // namespace tracker
