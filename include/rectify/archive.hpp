// archive.hpp: items, events, commands and policies in a host's own Boost.Serialization archives.
//
//     boost::archive::text_oarchive out(file);        // or binary, or xml with make_nvp
//     out << cache;                                   // struct Cache { std::vector<Item> items; … }
//     boost::archive::text_iarchive in(file);
//     in >> cache;                                    // throws boost::archive::archive_exception
//
// For a C++ host within one build: caches, undo stacks, messages to its own workers. An archive is
// not the record: what must outlive the build is kept as protobuf (wire.hpp) or in a ledger. Inside,
// a value is its protobuf bytes, so what a newer version wrote (Unknown) is kept too; what is damaged
// or of a later archive version is refused by Boost's exception, and the value is as it was.
//
// Optional: the host links Boost.Serialization (-lboost_serialization, CMake Boost::serialization);
// no other header needs it. Safe from any thread as the archive is; O(size).
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/wire.hpp>

#include <boost/archive/archive_exception.hpp>
#include <boost/archive/iterators/dataflow_exception.hpp>
#include <boost/serialization/binary_object.hpp>
#include <boost/serialization/nvp.hpp>
#include <boost/serialization/split_free.hpp>
#include <boost/serialization/version.hpp>

#include <algorithm>

namespace rectify::archives {

inline constexpr unsigned version = 1;
inline constexpr std::uint64_t most = 1U << 28U;  // bytes of one value

inline constexpr std::size_t at_once = 48U << 10U;  // so that a wrong size takes no memory

template <class Archive, class T>
void save(Archive& archive, const T& value) {
  namespace bs = boost::serialization;
  std::string bytes = encode(value);
  const std::uint64_t size = bytes.size();
  archive << bs::make_nvp("size", size);
  for (std::size_t at = 0; at < bytes.size(); at += at_once) {
    const auto part = bs::make_binary_object(&bytes[at], std::min(at_once, bytes.size() - at));
    archive << bs::make_nvp("record", part);
  }
}

template <class Archive, class T>
void load(Archive& archive, T& value, unsigned of_version) {
  namespace bs = boost::serialization;
  using boost::archive::archive_exception;
  if (of_version > version)
    throw archive_exception(archive_exception::unsupported_class_version, "rectify");
  const archive_exception unreadable(archive_exception::input_stream_error, "rectify");
  std::uint64_t size = 0;
  archive >> bs::make_nvp("size", size);
  if (size > most) throw unreadable;
  std::string bytes;
  while (bytes.size() < size) {
    const auto at = bytes.size();
    bytes.resize(std::min<std::size_t>(static_cast<std::size_t>(size), at + at_once));
    auto part = bs::make_binary_object(&bytes[at], bytes.size() - at);
    try {
      archive >> bs::make_nvp("record", part);
    } catch (const boost::archive::iterators::dataflow_exception&) {  // not base64
      throw unreadable;
    }
  }
  auto read = decode<T>(bytes, most);
  if (!read) throw unreadable;
  value = *std::move(read);
}

}  // namespace rectify::archives

#define RECTIFY_ARCHIVED(T)                                    \
  namespace boost::serialization {                             \
  template <class Archive>                                     \
  void save(Archive& archive, const T& value, unsigned) {      \
    rectify::archives::save(archive, value);                   \
  }                                                            \
  template <class Archive>                                     \
  void load(Archive& archive, T& value, unsigned of_version) { \
    rectify::archives::load(archive, value, of_version);       \
  }                                                            \
  }                                                            \
  BOOST_SERIALIZATION_SPLIT_FREE(T)                            \
  BOOST_CLASS_VERSION(T, rectify::archives::version)
RECTIFY_ARCHIVED(rectify::Item)
RECTIFY_ARCHIVED(rectify::Event)
RECTIFY_ARCHIVED(rectify::Command)
RECTIFY_ARCHIVED(rectify::Policy)
#undef RECTIFY_ARCHIVED
