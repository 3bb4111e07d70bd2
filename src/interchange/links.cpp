// links.cpp: reads exported events one by one, whichever of the two formats they have.
// SPDX-License-Identifier: BSL-1.0
#include "interchange/links.hpp"

#include <rectify/wire.hpp>

namespace rectify::interchange {

namespace {

constexpr std::size_t at_once = std::size_t{1} << 16U;

// A message begins with its length and the tag of a hash, 0x0a. A line that begins so is {, and
// then a line's end: not one of ours.
Format format_of(std::string_view first) {
  return first.starts_with('{') && !first.starts_with("{\x0a") ? Format::json : Format::protobuf;
}

}  // namespace

bool Links::more() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + at_once);
  const std::size_t read = source_(buffer_.data() + size, at_once);
  buffer_.resize(size + std::min(read, at_once));
  bytes += buffer_.size() - size;
  return buffer_.size() != size;
}

bool Links::take(Result<ChainLink> read, ChainLink& link) {
  if (!read) return refuse_it(std::move(read).refusal());
  link = *std::move(read);
  return true;
}

bool Links::next(ChainLink& link) {
  const auto look = [&](std::size_t ahead) {
    while (rest().size() < ahead && more()) {
    }
  };
  look(4);
  if (!format_ && rest().starts_with("\xef\xbb\xbf{")) at_ += 3, look(2);  // of an editor's
  if (!format_ && !rest().empty()) format_ = format_of(rest());
  std::uint64_t blank = 0;  // lines
  while (format_ == Format::json && (rest().starts_with('\n') || rest().starts_with("\r\n")))
    at_ += rest().front() == '\n' ? 1 : 2, ++blank, look(2);
  if (rest().empty()) return false;
  line += blank + 1;
  return *format_ == Format::json ? next_line(link) : next_message(link);
}

bool Links::next_line(ChainLink& link) {
  std::size_t end = rest().find('\n');
  for (std::size_t looked = 0; end == std::string_view::npos; end = rest().find('\n', looked)) {
    looked = rest().size();
    if (looked > most_link || !more()) break;
  }
  const std::string_view json = rest().substr(0, end);
  auto read = from_json<ChainLink>(json, most_link);
  at_ += std::min(json.size() + 1, rest().size());
  return take(std::move(read), link);
}

bool Links::next_message(ChainLink& link) {
  std::size_t size = 0, length = 0;  // the message's, and that of its length
  for (unsigned shift = 0;; shift += 7) {
    if (rest().size() == length && !more())
      return refuse_it(refuse("wire.form", "ChainLink", std::to_string(length) + " bytes",
                              {"a length, and as many bytes"}));
    const auto byte = static_cast<unsigned char>(rest()[length++]);
    size |= std::size_t{byte & 0x7fU} << shift;
    if (size > most_link || shift > 28)
      return refuse_it(refuse("line.too-long", {}, {}, {std::to_string(most_link)}));
    if (byte < 0x80) break;
  }
  while (rest().size() - length < size)
    if (!more())
      return refuse_it(refuse("wire.form", "ChainLink",
                              std::to_string(rest().size() - length) + " bytes",
                              {"all " + std::to_string(size) + " bytes of the message"}));
  auto read = decode<ChainLink>(rest().substr(length, size), most_link);
  at_ += length + size;
  return take(std::move(read), link);
}

}  // namespace rectify::interchange
