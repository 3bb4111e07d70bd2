// json.cpp: protobuf bytes ↔ protobuf's JSON, over descriptors of our own that nobody else sees.
// SPDX-License-Identifier: BSL-1.0
#include "codec/json.hpp"

#include "rectify_wire/descriptor_set.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>

#include <memory>

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
pb::util::TypeResolver* types() {
  static const Types types;
  return types.resolver.get();
}
}  // namespace

bool json_of(std::string_view message, const std::string& bytes, std::string& json) {
  return pb::util::BinaryToJsonString(types(), url(message), bytes, &json).ok();
}

bool bytes_of(std::string_view message, std::string_view json, std::string& bytes,
              std::string& error) {
  const auto status = pb::util::JsonToBinaryString(
      types(), url(message), pb::StringPiece(json.data(), json.size()), &bytes);
  if (!status.ok()) error = std::string(status.message());
  return status.ok();
}

}  // namespace rectify::codec
