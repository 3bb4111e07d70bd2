// diagram_test.cpp: a machine's pictures show every state and row of its table.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/diagram.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

using namespace rectify;
using testing::HasSubstr;
using testing::Not;

namespace {

// A door with a lock, by hand: one region, a composite, two rows of the same ends, one that stays.
Description door() {
  Description d{.name = "door", .version = 1};
  d.states = {{"open", 0, true, false},
              {"shut.free", 0, false, false},
              {"shut.locked", 0, false, false},
              {"broken", 0, false, true}};
  d.rows = {{"open", "shut", "shut.free", {}, 0},
            {"shut.free", "lock", "shut.locked", {"has-key", "turns"}, 0},
            {"shut.locked", "unlock", "shut.free", {"has-key"}, 0},
            {"shut.locked", "pick", "shut.free", {}, 0},
            {"shut.locked", "knock", "", {}, 0},
            {"shut.locked", "kick", "broken", {}, 0}};
  return d;
}

// clang-format off
TEST(Mermaid, DrawsAMachine) {
  EXPECT_EQ(mermaid(door(), {"shut.locked"}),
            "stateDiagram-v2\n"
            "    state \"open\" as open\n"
            "    state \"broken\" as broken\n"
            "    state shut {\n"
            "    state \"shut.free\" as shut_free\n"
            "    state \"shut.locked\" as shut_locked\n"
            "    shut_locked : (knock)\n"
            "    }\n"
            "    [*] --> open\n"
            "    open --> shut_free : shut\n"
            "    shut_free --> shut_locked : lock\n"
            "    shut_locked --> shut_free : unlock, pick\n"
            "    shut_locked --> broken : kick\n"
            "    broken --> [*]\n"
            "  classDef current fill:#ffd54f,stroke:#e65100,stroke-width:3px\n"
            "  class shut_locked current\n");
}
TEST(Dot, DrawsAMachine) {
  EXPECT_EQ(dot(door(), {"shut.locked"}),
            "digraph \"door\" {\n"
            "  rankdir=LR;\n"
            "  node [shape=box, style=\"rounded,filled\", fillcolor=white];\n"
            "  subgraph cluster_0 {\n"
            "    start_0 [shape=point];\n"
            "    \"open\" [label=\"open\"];\n"
            "    start_0 -> \"open\";\n"
            "    \"shut.free\" [label=\"shut.free\"];\n"
            "    \"shut.locked\" [label=\"shut.locked\\n(knock)\", fillcolor=\"#ffd54f\", penwidth=3];\n"
            "    \"broken\" [label=\"broken\", peripheries=2];\n"
            "    \"open\" -> \"shut.free\" [label=\"shut\"];\n"
            "    \"shut.free\" -> \"shut.locked\" [label=\"lock\"];\n"
            "    \"shut.locked\" -> \"shut.free\" [label=\"unlock\\npick\"];\n"
            "    \"shut.locked\" -> \"broken\" [label=\"kick\"];\n"
            "  }\n"
            "}\n");
}
TEST(Scxml, DrawsAMachineWithWhatIsTriedFirstFirst) {
  EXPECT_EQ(scxml(door(), {"open"}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"door\">\n"
            "<state id=\"region.0\" initial=\"open\">\n"
            "  <!-- current -->\n"
            "  <state id=\"open\">\n"
            "    <transition event=\"shut\" target=\"shut.free\"/>\n"
            "  </state>\n"
            "  <state id=\"broken\">\n"
            "  </state>\n"
            "  <state id=\"shut\">\n"
            "  <state id=\"shut.free\">\n"
            "    <transition event=\"lock\" cond=\"has-key and turns\" target=\"shut.locked\"/>\n"
            "  </state>\n"
            "  <state id=\"shut.locked\">\n"
            "    <transition event=\"kick\" target=\"broken\"/>\n"
            "    <transition event=\"knock\"/>\n"
            "    <transition event=\"pick\" target=\"shut.free\"/>\n"
            "    <transition event=\"unlock\" cond=\"has-key\" target=\"shut.free\"/>\n"
            "  </state>\n"
            "  </state>\n"
            "</state>\n"
            "</scxml>\n");
}
// clang-format on

TEST(Picture, TakesNoStateForAWholeThatIsItselfAState) {
  Description d = door();
  d.states.push_back({"shut", 0, false, false});
  EXPECT_THAT(mermaid(d), Not(HasSubstr("state shut {")));
  EXPECT_THAT(mermaid(d), HasSubstr("state \"shut\" as shut\n"));
}
TEST(Picture, OfTheItemHasEveryStateAndRow) {
  const Description d = describe_item_machine();
  const std::string m = mermaid(d), g = dot(d), x = scxml(d);
  EXPECT_EQ(d.states.size(), 14U);
  for (const auto& s : d.states) {
    EXPECT_THAT(m, HasSubstr("state \"" + s.name + "\" as "));
    EXPECT_THAT(g, HasSubstr("\"" + s.name + "\" [label=\"" + s.name));
    EXPECT_THAT(x, HasSubstr("<state id=\"" + s.name + "\">"));
  }
  // Each row stands in the arrow of its ends, or in the box of the state that stays.
  const auto line_with = [](const std::string& text, const std::string& start,
                            const std::string& command) {
    for (auto i = text.find(start); i != text.npos; i = text.find(start, i + 1))
      if (text.substr(i, text.find('\n', i) - i).find(command) != text.npos) return true;
    return false;
  };
  const auto id = [](std::string name) {
    for (char& c : name)
      if (c == '.' || c == '-') c = '_';
    return name;
  };
  for (const auto& r : d.rows) {
    const std::string arrow = r.to.empty() ? " : (" : " --> " + id(r.to) + " : ";
    EXPECT_TRUE(line_with(m, id(r.from) + arrow, r.command)) << r.from << " " << r.command;
    const std::string edge = r.to.empty() ? "\" [label=\"" : "\" -> \"" + r.to + "\" [";
    EXPECT_TRUE(line_with(g, "\"" + r.from + edge, r.command)) << r.from << " " << r.command;
    EXPECT_THAT(x, HasSubstr("<transition event=\"" + r.command + "\""));
  }
  std::size_t transitions = 0;
  for (auto i = x.find("<transition"); i != x.npos; i = x.find("<transition", i + 1)) ++transitions;
  EXPECT_EQ(transitions, d.rows.size());
}
TEST(Picture, MarksTheCurrentStatesAndNoOthers) {
  const Description d = describe_item_machine();
  const std::string m = mermaid(d, {"rectifying.working", "on-hold"});
  EXPECT_THAT(m, HasSubstr("class rectifying_working current\n"));
  EXPECT_THAT(m, HasSubstr("class on_hold current\n"));
  EXPECT_THAT(m, Not(HasSubstr("class found current")));
  EXPECT_THAT(mermaid(d), Not(HasSubstr("  class ")));
}

// Every tag that opens is closed, in order.
bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (auto i = xml.find('<'); i != xml.npos; i = xml.find('<', i + 1)) {
    const auto end = xml.find('>', i);
    if (end == xml.npos || xml.substr(i + 1, end - i - 1).find('<') != xml.npos) return false;
    const std::string tag = xml.substr(i + 1, end - i - 1);
    if (tag[0] == '?' || tag[0] == '!' || tag.back() == '/') continue;
    if (tag[0] != '/') {
      open.push_back(tag.substr(0, tag.find(' ')));
    } else if (open.empty() || open.back() != tag.substr(1)) {
      return false;
    } else {
      open.pop_back();
    }
  }
  return open.empty();
}
TEST(Scxml, IsWellFormedWhateverTheNames) {
  EXPECT_TRUE(well_formed(scxml(describe_item_machine(), {"found"})));
  Description d = door();
  d.name = "a<b>&\"c\"";
  d.rows[0].command = "1 < 2 & \"3\"";
  EXPECT_TRUE(well_formed(scxml(d)));
  EXPECT_THAT(scxml(d), HasSubstr("event=\"1 &lt; 2 &amp; &quot;3&quot;\""));
}
TEST(Dot, IsReadByGraphviz) {
  FILE* out = popen("dot -Tsvg >/dev/null", "w");
  ASSERT_NE(out, nullptr);
  std::fputs(dot(describe_item_machine(), {"found"}).c_str(), out);
  EXPECT_EQ(pclose(out), 0) << "dot, of the package graphviz, doesn't read it";
}

TEST(Diagrams, OfAnyNamesAreWellFormedAndTellTheStatesApart) {
  Description d;
  d.name = "流程\"; evil [x]";
  d.states = {{.name = "a b", .initial = true},
              {.name = "a,b"},
              {.name = "待\"办"},
              {.name = "待批", .final = true}};
  d.rows = {{"a b", "go\"--><x/>\\", "a,b", {}, 0, {}},
            {"a,b", "再;看", "待\"办", {}, 0, {}},
            {"待\"办", "批", "待批", {}, 0, {}}};
  const std::string text = mermaid(d, {"a,b"});
  EXPECT_NE(text.find("a_b_0 --> a_b_1 : go#quot;--#gt;#lt;x/#gt;"), std::string::npos) << text;
  EXPECT_NE(text.find("class a_b_1 current"), std::string::npos) << text;
  EXPECT_EQ(text.find("go\""), std::string::npos) << text;
  const std::string graph = dot(d);
  EXPECT_NE(graph.find(R"("a b" -> "a,b" [label="go\"--><x/>\\"];)"), std::string::npos) << graph;
  EXPECT_NE(graph.find(R"("待\"办")"), std::string::npos) << graph;
  EXPECT_TRUE(well_formed(scxml(d)));
}

}  // namespace
