// asking.hpp: calls of the C interface, with what holds for each of them checked on the way.
//
//     Handle ledger(":memory:");
//     Reply reply = ask(rectify_apply, ledger.get(), RECTIFY_JSON, command);   // texts for pointer and size
//     reply.status; reply.out; reply.code;
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify.h>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>

namespace rectify::tests {

struct Reply {
  rectify_status status{};
  bool given = false;  // a buffer came out
  std::string out{};
  std::string code{}, field{}, value{}, path{}, en{}, zh{};
};

// A text stands for its two arguments.
template <class T>
auto spread(const T& value) {
  if constexpr (std::is_convertible_v<const T&, std::string_view> &&
                !std::is_same_v<T, std::nullptr_t>) {
    const std::string_view text = value;
    return std::tuple(text.data(), text.size());
  } else {
    return std::tuple(value);
  }
}

// The error that came out, and what holds of every error.
inline void take(rectify_error* error, Reply& reply) {
  EXPECT_EQ(reply.status == RECTIFY_OK, error == nullptr);
  if (error == nullptr) return;
  EXPECT_EQ(reply.status, error->status);
  reply.code = error->code, reply.field = error->field, reply.value = error->value;
  reply.path = error->path, reply.en = error->text_en, reply.zh = error->text_zh;
  EXPECT_NE("", reply.code);
  EXPECT_NE("", reply.en);
  EXPECT_NE("", reply.zh);
  rectify_free(error);
}

// What the out-parameters hold before is not looked at.
inline char* rubbish() { return reinterpret_cast<char*>(std::size_t{0xdead}); }

template <class F, class... A>
Reply ask(F function, const A&... arguments) {
  Reply reply;
  char* data = rubbish();
  std::size_t size = 77;
  auto* error = reinterpret_cast<rectify_error*>(rubbish());
  reply.status =
      std::apply(function, std::tuple_cat(spread(arguments)..., std::tuple(&data, &size, &error)));
  reply.given = data != nullptr;
  if (reply.given) {
    reply.out.assign(data, size);
    EXPECT_EQ('\0', data[size]);
    rectify_free(data);
  } else {
    EXPECT_EQ(0U, size);
    EXPECT_NE(RECTIFY_OK, reply.status);
  }
  take(error, reply);
  return reply;
}

// rectify_events has the last number between the buffer and the error.
inline Reply ask_events(const rectify_ledger* ledger, unsigned flags, std::uint64_t after,
                        std::size_t limit, std::uint64_t& last) {
  return ask([&](char** data, std::size_t* size, rectify_error** error) {
    return rectify_events(ledger, flags, after, limit, data, size, &last, error);
  });
}

class Handle {
 public:
  explicit Handle(std::string_view where, const rectify_options* options = nullptr) {
    auto* error = reinterpret_cast<rectify_error*>(rubbish());
    opened.status = rectify_open(where.data(), where.size(), options, &ledger_, &error);
    EXPECT_EQ(opened.status == RECTIFY_OK, ledger_ != nullptr);
    take(error, opened);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { rectify_close(&ledger_); }
  [[nodiscard]] rectify_ledger* get() const { return ledger_; }
  void close() { rectify_close(&ledger_); }

  Reply opened{};

 private:
  rectify_ledger* ledger_ = reinterpret_cast<rectify_ledger*>(rubbish());
};

// Monday, 25 June 2018, nine in the morning in Shanghai; a second later at each call.
struct Morning {
  std::int64_t now = 1529888400000;
  rectify_options options = [this] {
    rectify_options o = RECTIFY_OPTIONS_INIT;
    o.now = [](void* context) { return static_cast<Morning*>(context)->now += 1000; };
    o.context = this;
    return o;
  }();
};

inline constexpr std::string_view clerk =
    R"("actor":{"name":"王芳","unit":"办公室","roles":["clerk"]})";
inline constexpr std::string_view secretary =
    R"("actor":{"name":"陈静","unit":"整改办","roles":["coordinator"]})";

// A command as JSON: of an item, by an actor, {"start":{}}.
inline std::string command(std::int64_t item, std::string_view actor, const std::string& body,
                           const std::string& id = {}) {
  return R"({"id":")" + id + R"(","item":")" + std::to_string(item) + "\"," + std::string(actor) +
         "," + body + "}";
}
inline std::string report(const std::string& title, const std::string& id = {}) {
  return command(0, clerk, R"("report":{"title":")" + title + R"(","owner":{"unit":"办公室"}})",
                 id);
}
inline std::string assign(std::int64_t item, const std::string& deadline) {
  return command(item, secretary,
                 R"("assign":{"supervisor":"机关纪委","deadline":")" + deadline + R"("})");
}

}  // namespace rectify::tests
