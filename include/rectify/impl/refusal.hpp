// impl/refusal.hpp: makes refusals and puts them into words.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/refusal.hpp>

#include <rectify/impl/catalogue.hpp>
#include <rectify/impl/text.hpp>

#include <algorithm>

namespace rectify {

namespace detail {

inline const CatalogueEntry* entry(std::string_view code) {
  const auto all = catalogue();
  const auto* found = std::lower_bound(
      all.begin(), all.end(), code,
      [](const CatalogueEntry& e, std::string_view wanted) { return e.code < wanted; });
  return found != all.end() && found->code == code ? found : nullptr;
}

// Puts {0}, {1} … and {value} in their places.
inline std::string filled(std::string_view words, const Refusal& refusal) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t end = words[i] == '{' ? words.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += words[i];
      continue;
    }
    const std::string_view key = words.substr(i + 1, end - i - 1);
    if (key == "value") {
      out += refusal.value;
    } else if (key.size() == 1 && key[0] >= '0' && key[0] <= '9') {
      const auto n = static_cast<std::size_t>(key[0] - '0');
      out += n < refusal.args.size() ? refusal.args[n] : std::string();
    }
    i = end;
  }
  return out;
}

}  // namespace detail

Catalogue catalogue() {
  return {std::data(detail::entries), std::data(detail::entries) + std::size(detail::entries)};
}

Refusal refuse(std::string_view code, std::string_view field, std::string_view value,
               std::vector<std::string> args) {
  return {std::string(code), std::string(field), detail::shorten(value, 200), std::move(args)};
}

std::string rule(const Refusal& refusal, Lang lang) {
  const auto* e = detail::entry(refusal.code);
  if (e == nullptr) return refusal.code;
  return detail::filled(lang == Lang::zh ? e->rule_zh : e->rule_en, refusal);
}

std::string wanted(const Refusal& refusal, Lang lang) {
  const auto* e = detail::entry(refusal.code);
  if (e == nullptr) return {};
  return detail::filled(lang == Lang::zh ? e->wanted_zh : e->wanted_en, refusal);
}

std::string text(const Refusal& refusal, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out;
  if (!refusal.field.empty()) out += refusal.field;
  if (!refusal.value.empty()) {
    if (!out.empty()) out += zh ? "：" : ": ";
    out += (zh ? "“" : "\"") + refusal.value + (zh ? "”" : "\"");
  }
  if (!out.empty()) out += zh ? "——" : ": ";
  out += rule(refusal, lang);
  if (const auto right = wanted(refusal, lang); !right.empty())
    out += (zh ? "；应为：" : "; wanted: ") + right;
  return out;
}

}  // namespace rectify
