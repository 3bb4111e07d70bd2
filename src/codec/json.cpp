// json.cpp: protobuf bytes ↔ protobuf's JSON, over descriptors of our own that nobody else sees.
// SPDX-License-Identifier: BSL-1.0
#include "codec/json.hpp"

#include "rectify_wire/descriptor_set.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>

#include <charconv>
#include <memory>
#include <set>
#include <vector>

namespace rectify::codec {

namespace {

namespace pb = google::protobuf;

// protobuf knows its own Timestamp by this prefix only.
constexpr const char* prefix = "type.googleapis.com";
std::string url(std::string_view message) {
  return std::string(prefix) + "/rectify.v1." + std::string(message);
}

// A pool of our own: nothing is registered in the process, so a host's classes of the same protos
// don't clash with it. Built once, never changed after.
struct Types {
  pb::DescriptorPool pool;
  std::unique_ptr<pb::util::TypeResolver> resolver;

  Types() {
    pb::FileDescriptorSet files;
    files.ParseFromArray(rectify_descriptor_set, static_cast<int>(rectify_descriptor_set_size));
    for (const auto& file : files.file()) pool.BuildFile(file);
    resolver.reset(pb::util::NewTypeResolverForDescriptorPool(prefix, &pool));
  }
};
const Types& types() {
  static const Types types;
  return types;
}

}  // namespace

bool json_of(std::string_view message, const std::string& bytes, std::string& json) {
  return pb::util::BinaryToJsonString(types().resolver.get(), url(message), bytes, &json).ok();
}

bool bytes_of(std::string_view message, std::string_view json, std::string& bytes,
              std::string& error) {
  const auto status = pb::util::JsonToBinaryString(
      types().resolver.get(), url(message), pb::StringPiece(json.data(), json.size()), &bytes);
  if (!status.ok()) error = std::string(status.message());
  return status.ok();
}

namespace {

// A key as it stands: in either quotes or bare, with \u of ASCII undone.
std::string key_at(std::string_view json, std::size_t& i) {
  const char quote = json[i] == '"' || json[i] == '\'' ? json[i++] : '\0';
  std::string key;
  for (; i < json.size(); ++i) {
    if (quote != '\0' ? json[i] == quote : std::string_view(" \t\r\n:,]}").find(json[i]) < 9) break;
    unsigned code = 0;
    if (json[i] != '\\') {
      key += json[i];
    } else if (i + 5 < json.size() && json[i + 1] == 'u' &&
               std::from_chars(&json[i + 2], &json[i + 6], code, 16).ptr == &json[i + 6]) {
      if (code < 0x80) key += static_cast<char>(code);
      i += 5;
    } else {
      ++i;
    }
  }
  if (quote != '\0') ++i;
  return key;
}

struct Object {
  std::set<std::string> keys;  // itemId and item_id are the same field: without _, in lower case
  std::string path;            // of the field that is read
  bool is_list = false;
  const pb::Descriptor* message = nullptr;     // none: not known here
  const pb::FieldDescriptor* field = nullptr;  // that is read
};
const pb::FieldDescriptor* field_of(const pb::Descriptor* message, const std::string& key) {
  if (message == nullptr) return nullptr;
  const auto* field = message->FindFieldByCamelcaseName(key);
  return field != nullptr ? field : message->FindFieldByName(key);
}

}  // namespace

std::optional<Refusal> passed_over(std::string_view message, std::string_view json) {
  std::vector<Object> open;
  bool wants_key = false;
  for (std::size_t i = 0; i < json.size();) {
    const char c = json[i];
    if (c == '{' || c == '[') {
      Object inner;
      inner.is_list = c == '[';
      if (open.empty()) {
        inner.message = types().pool.FindMessageTypeByName("rectify.v1." + std::string(message));
      } else {
        const Object& outer = open.back();
        inner.path = outer.path;
        if (inner.is_list)
          inner.message = outer.message, inner.field = outer.field;
        else if (outer.field != nullptr)
          inner.message = outer.field->message_type();
      }
      open.push_back(std::move(inner));
      wants_key = c == '{';
      ++i;
    } else if (c == '}' || c == ']') {
      if (!open.empty()) open.pop_back();
      wants_key = false;
      ++i;
    } else if (c == ',') {
      wants_key = !open.empty() && !open.back().is_list;
      ++i;
    } else if (std::string_view(" \t\r\n:").find(c) != std::string_view::npos) {
      ++i;
    } else {
      const bool is_quoted = c == '"' || c == '\'';
      const std::string word = key_at(json, i);
      if (!wants_key) {
        const auto* field = open.empty() ? nullptr : open.back().field;
        if (field != nullptr && field->type() == pb::FieldDescriptor::TYPE_BOOL &&
            (is_quoted || (word != "true" && word != "false" && word != "null")))
          return refuse("json.form", open.back().path, word, {"true or false, without quotes"});
        continue;
      }
      wants_key = false;
      std::string plain;
      for (const char letter : word)
        if (letter != '_')
          plain += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
      const std::string above = open.size() < 2 ? std::string() : open[open.size() - 2].path;
      Object& object = open.back();
      object.path = above.empty() ? word : above + "." + word;
      object.field = field_of(object.message, word);
      if (!object.keys.insert(plain).second) return refuse("field.twice", object.path, word);
    }
  }
  return std::nullopt;
}

}  // namespace rectify::codec
