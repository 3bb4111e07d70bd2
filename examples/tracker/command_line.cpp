// command_line.cpp: verbs as CLI11 subcommands. The only file that includes CLI11.
// SPDX-License-Identifier: BSL-1.0
#include "command_line.hpp"

#include "session.hpp"
#include "trouble.hpp"
#include "verb.hpp"
#include "words.hpp"

#include <rectify/version.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace tracker {
namespace {

struct Known {  // an option of the command line and its name in Given
  CLI::Option* option;
  std::string name;
};

std::string version() {
  return std::to_string(RECTIFY_VERSION_MAJOR) + "." + std::to_string(RECTIFY_VERSION_MINOR) + "." +
         std::to_string(RECTIFY_VERSION_PATCH);
}

std::string_view group_name(Group group, Lang lang) {
  const bool zh = lang == Lang::zh;
  switch (group) {
    case Group::ledger: return zh ? "台账" : "The ledger";
    case Group::list: return zh ? "查看" : "Looking";
    case Group::command: return zh ? "办理（状态机的每项操作）" : "Commands of the item's machine";
    case Group::days: return zh ? "期限与工作日历" : "Deadlines and working days";
    case Group::exchange: return zh ? "导入、导出、程序接口" : "Exchange with files and programs";
    case Group::demonstration: return zh ? "演示" : "Demonstration";
  }
  return "";
}

// "--owner,--to" is known as "owner"; "number" as itself.
std::string main_name(std::string_view names) {
  const auto at = names.find("--");
  if (at == std::string_view::npos) return std::string(names);
  names.remove_prefix(at + 2);
  return std::string(names.substr(0, names.find(',')));
}

void add(CLI::App& app, const Option& option, Lang lang, std::vector<Known>& known) {
  const std::string names(option.names), help(lang == Lang::zh ? option.zh : option.en);
  CLI::Option* added = nullptr;
  if (option.kind == Option::flag) {
    added = app.add_flag(names, help);
  } else {
    added = app.add_option(names, help);
    added->type_name(std::string(option.meta));
    added->allow_extra_args(false);
    if (option.kind == Option::many) {
      added->expected(1, CLI::detail::expected_max_vector_size);
      added->allow_extra_args(false);
      added->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
  }
  added->required(option.required);
  if (!added->get_positional()) added->group(lang == Lang::zh ? "选项" : "Options");
  known.push_back({added, main_name(option.names)});
}

void speak(CLI::App& app, Lang lang) {
  const bool zh = lang == Lang::zh;
  app.set_help_flag("-h,--help", zh ? "显示帮助" : "Shows this help")
      ->group(zh ? "选项" : "Options");
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(34);
  if (zh) {
    formatter->label("Usage", "用法");
    formatter->label("POSITIONALS", "参数");
    formatter->label("Positionals", "参数");
    formatter->label("OPTIONS", "选项");
    formatter->label("Options", "选项");
    formatter->label("SUBCOMMAND", "命令");
    formatter->label("SUBCOMMANDS", "命令");
    formatter->label("REQUIRED", "必填");
  }
  app.formatter(formatter);
}

// What CLI11 says, in words of ours.
Usage usage_of(const CLI::ParseError& error) {
  const std::string name = error.get_name(), what = error.what();
  const auto said = [&](const char* zh) {
    return Usage(std::string(zh) + "（" + what + "）", what);
  };
  if (name == "ExtrasError") return said("有不认识的参数；tracker --help 列出全部命令");
  if (name == "RequiredError") return said("缺少命令或必填项；tracker --help 列出全部命令");
  if (name == "ArgumentMismatch") return said("选项的值多了或少了");
  return said("命令行无法理解");
}

Usage no_such_command(const std::string& word, const std::vector<std::string>& names,
                      const std::string& family) {
  const std::string like = family + closest(word, names), help = "tracker " + family + "--help";
  return {"没有“" + family + word + "”这个命令；是不是 " + like + "？" + help + " 列出全部命令",
          "there is no command \"" + family + word + "\"; did you mean " + like + "? " + help +
              " lists them all"};
}

bool is_family(const Verb& verb) { return !verb.run; }

// CLI11 says of a misspelt command only that one is missing.
void look_for_the_verb(int count, const char* const* words, const std::vector<Verb>& verbs) {
  std::string family;  // and a blank
  for (int i = 1; i < count && words[i][0] != '-'; ++i) {
    const std::string said = family + words[i];
    std::vector<std::string> names;
    const Verb* found = nullptr;
    for (const auto& verb : verbs) {
      if (verb.name == said || (!verb.alias.empty() && verb.alias == said)) found = &verb;
      if (!verb.name.starts_with(family)) continue;
      const auto own_name = verb.name.substr(family.size());
      if (own_name.find(' ') == own_name.npos) names.emplace_back(own_name);
    }
    if (found == nullptr) throw no_such_command(words[i], names, family);
    if (!is_family(*found)) return;
    family = said + " ";
  }
}

constexpr std::string_view environment_zh =
    "环境变量：RECTIFY_LEDGER、RECTIFY_ACTOR、RECTIFY_UNIT、RECTIFY_ROLES、NO_COLOR。\n"
    "退出码：0 完成；1 按规则退回，未作改动；2 命令行有误；3 无法完成（文件、磁盘）；4 "
    "台账校验不符。";
constexpr std::string_view environment_en =
    "Environment: RECTIFY_LEDGER, RECTIFY_ACTOR, RECTIFY_UNIT, RECTIFY_ROLES, NO_COLOR.\n"
    "Exit codes: 0 done; 1 refused by the rules, nothing changed; 2 a faulty command line;\n"
    "3 can't be done (files, disk); 4 the ledger's proof found a difference.";

Exit run_verbs(int count, const char* const* words, Lang lang, bool& json) {
  const bool zh = lang == Lang::zh;
  CLI::App app(zh ? "整改台账：从登记到销号，一项一项管到底。"
                  : "A rectification ledger: every problem tracked until it is struck off.",
               "tracker");
  speak(app, lang);
  app.set_version_flag("--version", "tracker " + version(), zh ? "显示版本" : "Shows the version")
      ->group(zh ? "选项" : "Options");
  app.require_subcommand(1);
  app.footer(std::string(zh ? environment_zh : environment_en));
  std::vector<Known> of_session;
  for (const auto& option : session_options()) add(app, option, lang, of_session);

  const auto verbs = all_verbs();
  std::vector<std::vector<Known>> known(verbs.size());
  std::vector<CLI::App*> apps;
  for (std::size_t i = 0; i < verbs.size(); ++i) {
    const Verb& verb = verbs[i];
    CLI::App* above = &app;
    std::string_view own_name = verb.name;
    if (const auto blank = own_name.find(' '); blank != own_name.npos) {
      above = app.get_subcommand(std::string(own_name.substr(0, blank)));
      own_name.remove_prefix(blank + 1);
    }
    auto* sub = above->add_subcommand(std::string(own_name), std::string(zh ? verb.zh : verb.en));
    sub->group(above == &app ? std::string(group_name(verb.group, lang))
               : zh          ? "命令"
                             : "Commands");
    sub->fallthrough();
    if (is_family(verb)) sub->require_subcommand(1);
    speak(*sub, lang);
    if (!verb.alias.empty()) sub->alias(std::string(verb.alias));
    std::string footer(zh ? verb.more_zh : verb.more_en);
    footer += footer.empty() ? "" : "\n";
    footer += zh ? "另有各命令通用的选项，见 tracker --help。"
                 : "Besides, the options of all commands: tracker --help.";
    sub->footer(footer);
    for (const auto& option : verb.options) add(*sub, option, lang, known[i]);
    apps.push_back(sub);
  }

  try {
    look_for_the_verb(count, words, verbs);
    app.parse(count, words);
  } catch (const CLI::Success& asked) {  // help or version
    app.exit(asked);
    return Exit::done;
  } catch (const CLI::ParseError& error) {
    throw usage_of(error);
  }
  Given general;
  const auto collect = [](const std::vector<Known>& options, Given& into) {
    for (const auto& [option, name] : options)
      if (option->count() > 0) into.add(name, option->results());
  };
  collect(of_session, general);
  for (std::size_t i = 0; i < verbs.size(); ++i) {
    if (is_family(verbs[i]) || !apps[i]->parsed()) continue;
    Given given;
    collect(known[i], given);
    Session session = session_of(general, lang);
    json = session.json;
    return verbs[i].run(session, given);
  }
  return Exit::usage;
}

}  // namespace

int run(int count, const char* const* words) {
  Lang lang = Lang::en;
  bool json = false;
  return static_cast<int>(without_trouble(lang, json, [&] {
    lang = language_of(count, words);
    return run_verbs(count, words, lang, json);
  }));
}

}  // namespace tracker
