// trouble.cpp: refusals, errors and faulty command lines in words.
// SPDX-License-Identifier: BSL-1.0
#include "trouble.hpp"

#include "json_text.hpp"
#include "reading.hpp"
#include "session.hpp"
#include "table.hpp"
#include "vocabulary.hpp"

#include <rectify/wire.hpp>

#include <new>

namespace tracker {
namespace {

struct InChinese {
  std::string_view code, words;
};
constexpr InChinese errors[] = {
    {"store.none", "这里没有台账；先用 tracker init 建一个，或用 --ledger 指明文件"},
    {"store.foreign", "不是台账文件；未作改动"},
    {"store.newer", "由更新版本的 rectify 建立；请用新版本打开"},
    {"store.older", "由首次发布之前的 rectify 建立，现版本不能读取；文件未改动"},
    {"store.incomplete", "导入或恢复未完成，还不是台账；请再次恢复同一文件，或删除它"},
    {"store.taken", "已有台账，未作改动；请换一个文件名（--ledger）"},
    {"store.damaged", "文件已损坏；请从备份恢复，勿再写入"},
    {"store.full", "磁盘已满；腾出空间后重试"},
    {"store.readonly", "文件不可写；请检查权限"},
    {"store.io", "读写失败；请检查路径、权限和磁盘"},
    {"store.busy", "台账正被其他程序占用；稍后重试"},
};

std::string told(const rectify::Error& error, Lang lang) {
  if (lang == Lang::en) return error.what();
  for (const auto& [code, words] : errors)
    if (error.code() == code)
      return error.path() + "：" + std::string(words) + "\n  （" + error.what() + "）";
  return error.what();
}

}  // namespace

std::string told(const rectify::Refusal& refusal, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out = text(in_words(refusal, lang), lang) + "  [" + refusal.code + "]";
  if (refusal.code == "actor.missing")
    out += zh ? "\n  用 --as 姓名 --unit 单位 --role 角色，或环境变量 "
                "RECTIFY_ACTOR、RECTIFY_UNIT、RECTIFY_ROLES"
              : "\n  give --as NAME --unit UNIT --role ROLE, or set RECTIFY_ACTOR, RECTIFY_UNIT, "
                "RECTIFY_ROLES";
  if (refusal.code == "actor.role" && refusal.value.empty())
    out += zh ? "\n  用 --role 角色，或环境变量 RECTIFY_ROLES"
              : "\n  give --role ROLE, or set RECTIFY_ROLES";
  return out;
}

Exit without_trouble(const Lang& lang, const bool& json, const std::function<Exit()>& work) {
  const auto tell = [&](std::string_view zh, std::string_view en, std::string_view what) {
    try {
      // With the words that were given: on a terminal they must do nothing.
      complain(std::string(lang == Lang::zh ? zh : en) + printable(what, "\n") + "\n");
    } catch (const Cannot&) {  // nobody listens: the exit code is left
    }
  };
  try {
    return work();
  } catch (const Usage& usage) {
    tell("用法有误：", "usage: ", lang == Lang::zh ? usage.zh : usage.en);
    return Exit::usage;
  } catch (const Unreadable& list) {
    if (json)
      print(Object()
                .raw("refusal", Object()
                                    .put("code", list.error.code)
                                    .put("file", list.path)
                                    .put("line", list.error.line)
                                    .put("column", list.error.column)
                                    .put("value", list.error.value)
                                    .put("reason", lang == Lang::zh ? list.error.zh : list.error.en)
                                    .text())
                .text() +
            "\n");
    tell("退回：", "refused: ",
         list.path + (lang == Lang::zh ? "：" : ": ") + text(list.error, lang) + "  [" +
             list.error.code + "]");
    return Exit::refused;
  } catch (const rectify::Refused& refused) {
    if (json) print(Object().raw("refusal", to_json(refused.refusal(), lang)).text() + "\n");
    tell("退回：", "refused: ", told(refused.refusal(), lang));
    return Exit::refused;
  } catch (const rectify::Error& error) {
    tell("无法完成：", "can't: ", told(error, lang));
    return Exit::cannot;
  } catch (const Cannot& cannot) {
    tell("无法完成：", "can't: ", lang == Lang::zh ? cannot.zh : cannot.en);
    return Exit::cannot;
  } catch (const std::bad_alloc&) {
    tell("无法完成：", "can't: ", lang == Lang::zh ? "内存不足" : "out of memory");
    return Exit::cannot;
  }
}

}  // namespace tracker
