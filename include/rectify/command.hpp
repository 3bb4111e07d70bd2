// command.hpp: what somebody asks for. One struct a command, in the words of the machine's table.
//
//     Command c{.id = "desk-4711", .item = 7,
//               .actor = {.name = "陈静", .unit = "整改办", .roles = {"coordinator"}},
//               .at = read_instant("2018-06-25T09:00:00+08:00").value(),
//               .body = Assign{.owner = {.unit = "办公室"}, .deadline = "30 days"}};
//     Result<Event> answer = step(item, c, {.policy = policy});
//
// Texts are UTF-8 without control characters (line ends and tabs only in long texts), within the
// limits below; step refuses the others. Values; any thread.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/item.hpp>

#include <variant>

namespace rectify {

namespace limits {
inline constexpr std::size_t name = 200;    // characters (code points) of a name, unit, id, phrase
inline constexpr std::size_t title = 500;   // of a title
inline constexpr std::size_t text = 10000;  // of a long text
inline constexpr std::size_t list = 100;    // entries of a list in one command
inline constexpr std::size_t whole_list = 1000;  // evidence or links of an item
}  // namespace limits

struct Report {
  static constexpr std::string_view name = "report";
  std::string title{}, description{}, source{}, category{}, reference{}, measures{}, goal{};
  std::string
      phrase{};  // 整改时限 as the list says it; kept, and read by an assign that brings none
  std::optional<Day> document_day{};  // of the list; counts in its phrase begin after it
  std::string remarks{};
  Severity severity = Severity::moderate;
  Owner owner{};                // as the list proposes it
  std::string supervisor{};     // likewise
  std::string workflow{};       // a host's machine that the ledger knows; empty: the item's own
  std::vector<Field> fields{};  // of the host's own
  Unknown unknown{};
  friend bool operator==(const Report&, const Report&) = default;
};
struct Assign {
  static constexpr std::string_view name = "assign";
  Owner owner{};             // unit left empty: the one that the report proposed
  std::string supervisor{};  // left empty: likewise
  std::string deadline{};    // a phrase (phrase.hpp): "7月底前"; left empty: the report's
  std::string phrase{};  // the document's words, where they are others; left empty: the report's
  // What the phrase is read on. None: the day of the command, or of a list whose phrase is read.
  std::optional<Day> reference_day{};
  std::string measures{}, goal{};  // left empty: unchanged
  Unknown unknown{};
  friend bool operator==(const Assign&, const Assign&) = default;
};
struct FixAtOnce {  // 即知即改
  static constexpr std::string_view name = "fix-at-once";
  Owner owner{};
  std::string supervisor{};
  std::string measures{};
  std::vector<Evidence> evidence{};
  Unknown unknown{};
  friend bool operator==(const FixAtOnce&, const FixAtOnce&) = default;
};
struct Void {  // not a problem
  static constexpr std::string_view name = "void";
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Void&, const Void&) = default;
};
struct Merge {
  static constexpr std::string_view name = "merge";
  ItemId into = 0;
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Merge&, const Merge&) = default;
};
struct Decline {  // not ours
  static constexpr std::string_view name = "decline";
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Decline&, const Decline&) = default;
};
struct Reassign {
  static constexpr std::string_view name = "reassign";
  Owner owner{};
  std::string supervisor{};  // left empty: unchanged
  std::string deadline{};    // a phrase; left empty: unchanged
  std::string phrase{};
  std::optional<Day> reference_day{};
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Reassign&, const Reassign&) = default;
};
struct Start {
  static constexpr std::string_view name = "start";
  std::string note{};
  Unknown unknown{};
  friend bool operator==(const Start&, const Start&) = default;
};
struct Progress {
  static constexpr std::string_view name = "progress";
  std::int32_t percent = 0;  // 0 to 100
  std::string measures{};    // left empty: unchanged
  std::string note{};
  Unknown unknown{};
  friend bool operator==(const Progress&, const Progress&) = default;
};
struct Submit {
  static constexpr std::string_view name = "submit";
  std::vector<Evidence> evidence{};  // added to what is there
  std::string note{};
  Unknown unknown{};
  friend bool operator==(const Submit&, const Submit&) = default;
};
struct Recall {
  static constexpr std::string_view name = "recall";
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Recall&, const Recall&) = default;
};
struct Verify {
  static constexpr std::string_view name = "verify";
  std::string note{};
  Unknown unknown{};
  friend bool operator==(const Verify&, const Verify&) = default;
};
struct Reject {
  static constexpr std::string_view name = "reject";
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Reject&, const Reject&) = default;
};
struct Object {  // in the public notice, 公示
  static constexpr std::string_view name = "object";
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Object&, const Object&) = default;
};
struct Close {  // 销号
  static constexpr std::string_view name = "close";
  std::string note{};
  Unknown unknown{};
  friend bool operator==(const Close&, const Close&) = default;
};
struct Reopen {  // 回头看
  static constexpr std::string_view name = "reopen";
  std::string reason{};
  std::string deadline{}, phrase{};  // left empty: as the policy says (Policy::reopening)
  std::optional<Day> reference_day{};
  Unknown unknown{};
  friend bool operator==(const Reopen&, const Reopen&) = default;
};
struct RequestExtension {
  static constexpr std::string_view name = "request-extension";
  std::string reason{};
  std::string deadline{}, phrase{};
  std::optional<Day> reference_day{};
  Unknown unknown{};
  friend bool operator==(const RequestExtension&, const RequestExtension&) = default;
};
struct GrantExtension {
  static constexpr std::string_view name = "grant-extension";
  std::string note{};
  Unknown unknown{};
  friend bool operator==(const GrantExtension&, const GrantExtension&) = default;
};
struct DenyExtension {
  static constexpr std::string_view name = "deny-extension";
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const DenyExtension&, const DenyExtension&) = default;
};
struct Hold {
  static constexpr std::string_view name = "hold";
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Hold&, const Hold&) = default;
};
struct Resume {
  static constexpr std::string_view name = "resume";
  std::string note{};
  Unknown unknown{};
  friend bool operator==(const Resume&, const Resume&) = default;
};
struct Comment {
  static constexpr std::string_view name = "comment";
  std::string text{};
  Unknown unknown{};
  friend bool operator==(const Comment&, const Comment&) = default;
};
struct Attach {
  static constexpr std::string_view name = "attach";
  std::vector<Evidence> evidence{};
  Unknown unknown{};
  friend bool operator==(const Attach&, const Attach&) = default;
};
struct Escalate {  // 催办 1, 督办 2, 挂牌督办 3
  static constexpr std::string_view name = "escalate";
  std::int32_t level = 0;  // 1 to 3, higher than now; 0: the next one
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Escalate&, const Escalate&) = default;
};
struct ChangeSeverity {
  static constexpr std::string_view name = "change-severity";
  Severity severity = Severity::moderate;
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const ChangeSeverity&, const ChangeSeverity&) = default;
};
struct LinkTo {
  static constexpr std::string_view name = "link";
  rectify::Link link{};
  Unknown unknown{};
  friend bool operator==(const LinkTo&, const LinkTo&) = default;
};
struct Correct {  // an administrator's correction: an event, never an edit
  static constexpr std::string_view name = "correct";
  std::optional<std::string> title{}, description{}, source{}, category{}, reference{}, measures{},
      goal{}, remarks{};
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Correct&, const Correct&) = default;
};
struct Tick {  // time has passed
  static constexpr std::string_view name = "tick";
  Unknown unknown{};
  friend bool operator==(const Tick&, const Tick&) = default;
};
struct
    Reckon {  // the deadline on the calendar as it is now; the ledger gives it when one is loaded
  static constexpr std::string_view name = "reckon";
  Unknown unknown{};
  friend bool operator==(const Reckon&, const Reckon&) = default;
};
struct Act {  // a command of the host's own machine, to an item that follows one
  static constexpr std::string_view name = "act";
  std::string command{};             // as the machine's table names it: "approve"
  std::string reason{};              // why, or a note
  Owner owner{};                     // who has it from now on; left empty: unchanged
  std::string supervisor{};          // likewise
  std::string deadline{}, phrase{};  // likewise
  std::optional<Day> reference_day{};
  std::vector<Evidence> evidence{};  // added to what is there
  std::vector<Field> fields{};       // set; an empty value takes the field away
  Unknown unknown{};
  friend bool operator==(const Act&, const Act&) = default;
};
struct Migrate {  // the item follows another version of its machine from now on
  static constexpr std::string_view name = "migrate";
  std::uint64_t fingerprint = 0;      // of that version; the ledger has it
  std::vector<std::string> states{};  // where it stands there, one a region
  std::string reason{};
  Unknown unknown{};
  friend bool operator==(const Migrate&, const Migrate&) = default;
};

// In the order of CommandKind, so that Body::index() is the kind.
using Body =
    std::variant<Report, Assign, FixAtOnce, Void, Merge, Decline, Reassign, Start, Progress, Submit,
                 Recall, Verify, Reject, Object, Close, Reopen, RequestExtension, GrantExtension,
                 DenyExtension, Hold, Resume, Comment, Attach, Escalate, ChangeSeverity, LinkTo,
                 Correct, Tick, Reckon, Act, Migrate>;
inline constexpr std::size_t command_kinds = std::variant_size_v<Body>;

namespace detail {
template <class>
struct Names;
template <class... Bodies>
struct Names<std::variant<Bodies...>> {
  static constexpr std::array<std::string_view, sizeof...(Bodies)> value{Bodies::name...};
};
}  // namespace detail

enum class CommandKind : std::uint8_t {};  // the index in Body; named by name(kind)
inline constexpr const auto& command_names = detail::Names<Body>::value;
constexpr std::string_view name(CommandKind kind) {
  return command_names[static_cast<std::size_t>(kind)];
}
inline CommandKind kind_of(const Body& body) { return static_cast<CommandKind>(body.index()); }

struct Command {
  std::string
      id{};  // of the caller's choice: the same id is applied once; empty: the ledger makes one
  ItemId item = 0;  // of report: the number wished for, or 0 for the next
  std::optional<std::uint32_t> expected_version{};  // refused if the item has moved on
  Actor actor{};
  std::optional<Instant> at{};  // none: the ledger's clock
  Body body;  // no {}: compilers name a command without one, and includers compile less
  Unknown unknown{};

  friend bool operator==(const Command&, const Command&) = default;
};

}  // namespace rectify
