// boundary.cpp: errors and buffers that are given away; what comes in, checked.
// SPDX-License-Identifier: BSL-1.0
#include "boundary.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <new>

namespace rectify::c {

namespace {

// For when there is no memory to make another; rectify_free passes over it.
constexpr const char* no_memory_text =
    "there is no memory left; free some and ask again: a command with the same id is not applied "
    "twice";
const rectify_error no_memory{RECTIFY_ERROR,
                              "memory",
                              "",
                              "",
                              "",
                              no_memory_text,
                              "内存不足；请释放内存后重试：编号相同的操作不会重复执行"};

rectify_status out_of_memory(rectify_error** error) noexcept {
  // The host may only read and free it.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  if (error != nullptr) *error = const_cast<rectify_error*>(&no_memory);
  return RECTIFY_ERROR;
}

// What C frees, C allocates; NULL if there is no memory.
char* block_of(std::size_t size) noexcept {
  return static_cast<char*>(std::malloc(size));  // NOLINT(cppcoreguidelines-no-malloc)
}

struct Words {
  std::string_view code, field, value, path, en, zh;
};

// One block: the struct, and the texts behind it.
rectify_status fail(rectify_status status, const Words& words, rectify_error** error) noexcept {
  if (error == nullptr) return status;
  const std::array texts{words.code, words.field, words.value, words.path, words.en, words.zh};
  std::size_t size = sizeof(rectify_error);
  for (const auto text : texts) size += text.size() + 1;
  char* block = block_of(size);
  if (block == nullptr) return out_of_memory(error);
  char* at = block + sizeof(rectify_error);
  std::array<const char*, texts.size()> copies{};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    copies[i] = at;
    at = std::copy(texts[i].begin(), texts[i].end(), at);
    *at++ = '\0';
  }
  *error = new (block)
      rectify_error{status, copies[0], copies[1], copies[2], copies[3], copies[4], copies[5]};
  return status;
}

rectify_status misused(const Misuse& m, rectify_error** error) {
  const std::string argument = m.argument;
  return fail(RECTIFY_MISUSE,
              {m.code,
               argument,
               {},
               {},
               argument + ": wanted is " + m.wanted_en,
               "参数 " + argument + "：须为" + m.wanted_zh},
              error);
}

}  // namespace

rectify_status refused(const Refusal& no, rectify_error** error) {
  if (error == nullptr) return RECTIFY_REFUSED;
  return fail(RECTIFY_REFUSED,
              {no.code, no.field, no.value, {}, text(no, Lang::en), text(no, Lang::zh)}, error);
}

rectify_status caught(rectify_error** error) noexcept {
  try {
    try {
      throw;
    } catch (const Misuse& m) {
      return misused(m, error);
    } catch (const Refused& e) {
      return refused(e.refusal(), error);
    } catch (const Error& e) {
      return fail(RECTIFY_ERROR, {e.code(), {}, {}, e.path(), e.what(), e.what()}, error);
    } catch (const std::bad_alloc&) {
      return out_of_memory(error);
    } catch (const std::exception& e) {  // of a callback of the host's, or a bug of ours
      return fail(RECTIFY_ERROR, {"internal", {}, {}, {}, e.what(), e.what()}, error);
    }
  } catch (const std::bad_alloc&) {
    return out_of_memory(error);
  } catch (...) {
    return fail(RECTIFY_ERROR, {"internal", {}, {}, {}, "a callback threw", "回调函数抛出异常"},
                error);
  }
}

Out::Out(const char* name, char** data, std::size_t* size) : data_(data), size_(size) {
  if (data != nullptr) *data = nullptr;
  if (size != nullptr) *size = 0;
  there(name, data), there(name, size);
}

void Out::give(std::string_view bytes) const {
  char* copy = block_of(bytes.size() + 1);
  if (copy == nullptr) throw std::bad_alloc();
  *std::copy(bytes.begin(), bytes.end(), copy) = '\0';
  *data_ = copy, *size_ = bytes.size();
}

std::string_view in(const char* name, const char* data, std::size_t size, std::size_t most) {
  if (size == 0) return {};
  there(name, data);
  if (size > most)
    throw Refused(refuse("line.too-long", name, std::to_string(size), {std::to_string(most)}));
  return {data, size};
}

Form::Form(unsigned flags)
    : json_((flags & RECTIFY_JSON) != 0),
      lang_((flags & RECTIFY_CHINESE) != 0 ? Lang::zh : Lang::en) {
  if ((flags & ~static_cast<unsigned>(RECTIFY_JSON | RECTIFY_CHINESE)) != 0)
    throw Misuse{"misuse.flags", "flags",
                 "RECTIFY_PROTOBUF or RECTIFY_JSON, with RECTIFY_ENGLISH or RECTIFY_CHINESE",
                 " RECTIFY_PROTOBUF 或 RECTIFY_JSON，可加 RECTIFY_ENGLISH 或 RECTIFY_CHINESE"};
}

Instant instant(std::int64_t milliseconds) {
  constexpr std::int64_t far = 100'000'000'000'000;  // the year 5138
  return Instant{std::chrono::milliseconds{std::clamp(milliseconds, -far, far)}};
}
std::optional<Instant> instant_or_now(std::int64_t milliseconds) {
  if (milliseconds == RECTIFY_NOW) return std::nullopt;
  return instant(milliseconds);
}

}  // namespace rectify::c

extern "C" void rectify_free(void* buffer) {
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc)
  if (buffer != &rectify::c::no_memory) std::free(buffer);
}
