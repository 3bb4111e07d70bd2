// archive_test.cpp: items and events in a host's own archives, text, binary and XML.
// SPDX-License-Identifier: BSL-1.0
#include <rectify/archive.hpp>

#include <set>

#include "codec/random_messages.hpp"

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/archive/text_iarchive.hpp>
#include <boost/archive/text_oarchive.hpp>
#include <boost/archive/xml_iarchive.hpp>
#include <boost/archive/xml_oarchive.hpp>
#include <boost/optional.hpp>
#include <boost/serialization/map.hpp>
#include <boost/serialization/optional.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/unique_ptr.hpp>
#include <boost/serialization/variant.hpp>
#include <boost/serialization/vector.hpp>
#include <boost/variant.hpp>

#include <sstream>

namespace rectify::tests {
namespace {

// What a host may have.
struct Desk {
  std::string name;
  std::vector<Item> items;
  std::map<int, Event> events;
  boost::optional<Command> draft;
  boost::variant<int, Policy, Item> last;
  std::unique_ptr<Item> open;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& BOOST_SERIALIZATION_NVP(name) & BOOST_SERIALIZATION_NVP(items);
    archive& BOOST_SERIALIZATION_NVP(events) & BOOST_SERIALIZATION_NVP(draft);
    archive& BOOST_SERIALIZATION_NVP(last) & BOOST_SERIALIZATION_NVP(open);
  }
};

template <class Model, class Message>
Model made(Messages& messages) {
  std::string bytes;
  messages.made<Message>().SerializeToString(&bytes);
  return decode<Model>(bytes).value();
}
Event event(Messages& messages, int i) {
  messages.body = i % static_cast<int>(command_kinds);
  return made<Event, v1::Event>(messages);
}

Desk desk() {
  Messages messages(7);
  messages.unknown = messages.full = true;
  Desk d;
  d.name = "办公室";
  for (int i = 0; i < 5; ++i) d.items.push_back(made<Item, v1::Item>(messages));
  d.items.emplace_back();  // nothing in it
  for (int i = 0; i < static_cast<int>(command_kinds); ++i) d.events[i * 7] = event(messages, i);
  d.draft = made<Command, v1::Command>(messages);
  d.last = made<Policy, v1::Policy>(messages);
  d.open = std::make_unique<Item>(d.items.front());
  return d;
}

template <class Out>
std::string saved(const Desk& d) {
  std::ostringstream stream;
  {
    Out out(stream);
    out << boost::serialization::make_nvp("desk", d);
  }
  return stream.str();
}
template <class In>
Desk loaded(const std::string& text) {
  std::istringstream stream(text);
  In in(stream);
  Desk d;
  in >> boost::serialization::make_nvp("desk", d);
  return d;
}

template <class Out_, class In_>
struct Kind {
  using Out = Out_;
  using In = In_;
};
namespace ba = boost::archive;
using Kinds = testing::Types<Kind<ba::text_oarchive, ba::text_iarchive>,
                             Kind<ba::binary_oarchive, ba::binary_iarchive>,
                             Kind<ba::xml_oarchive, ba::xml_iarchive>>;
template <class K>
class Archives : public testing::Test {};
TYPED_TEST_SUITE(Archives, Kinds);

TYPED_TEST(Archives, KeepEverythingInAHostsOwnContainers) {
  Desk before = desk();
  before.items.back() = Item{};
  before.items.back().state.main = Main::found;  // an item that was never reported is not a record
  const Desk after = loaded<typename TypeParam::In>(saved<typename TypeParam::Out>(before));
  EXPECT_EQ(before.name, after.name);
  EXPECT_EQ(before.items, after.items);
  EXPECT_EQ(before.events, after.events);
  EXPECT_EQ(*before.draft, *after.draft);
  EXPECT_EQ(boost::get<Policy>(before.last), boost::get<Policy>(after.last));
  EXPECT_EQ(*before.open, *after.open);
}

// Whatever is cut off or changed: Boost's exception, or a value that can be read; never a crash. Not
// for XML: there Boost's own reader throws in its destructor, as archive.hpp says.
template <class K>
class HostileArchives : public testing::Test {};
using HostileKinds = testing::Types<Kind<ba::text_oarchive, ba::text_iarchive>,
                                    Kind<ba::binary_oarchive, ba::binary_iarchive>>;
TYPED_TEST_SUITE(HostileArchives, HostileKinds);

TYPED_TEST(HostileArchives, RefuseWhatIsCutOff) {
  Desk small;
  Messages messages(8);
  messages.full = true;
  small.items.push_back(made<Item, v1::Item>(messages));
  small.events[1] = event(messages, 3);
  const auto whole = saved<typename TypeParam::Out>(small);
  std::size_t read = 0;
  for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 3000) {
    try {
      (void)loaded<typename TypeParam::In>(whole.substr(0, size));
      ++read;
    } catch (const boost::archive::archive_exception&) {
    } catch (const std::bad_alloc&) {  // Boost's own lengths are not bounded
    } catch (const std::length_error&) {
    }
  }
  EXPECT_LT(read, 40U);  // the ends of the text form say nothing more
}

TYPED_TEST(HostileArchives, RefuseWhatIsDamaged) {
  std::mt19937_64 random(9);
  std::ostringstream stream;
  Messages messages(8);
  messages.full = true;
  const Item item = made<Item, v1::Item>(messages);
  {
    typename TypeParam::Out out(stream);
    out << boost::serialization::make_nvp("item", item);
  }
  const std::string whole = stream.str();
  for (int i = 0; i < 800; ++i) {
    std::string damaged = whole;
    // Boost itself reads the length of its own signature first, and takes what memory it says.
    damaged[8 + random() % (damaged.size() - 8)] ^= static_cast<char>(1U << (random() % 8));
    try {
      std::istringstream in_stream(damaged);
      typename TypeParam::In in(in_stream);
      Item other;
      in >> boost::serialization::make_nvp("item", other);
    } catch (const boost::archive::archive_exception&) {
    } catch (const std::bad_alloc&) {
    } catch (const std::length_error&) {
    }
  }
}

TEST(ArchiveVersions, ALaterOneIsRefused) {
  std::ostringstream stream;
  {
    ba::text_oarchive out(stream);
    const Item item = [] {
      Item i;
      i.state.main = Main::found;
      return i;
    }();
    out << item;
  }
  std::string text = stream.str();  // "22 serialization::archive 19 TRACKING VERSION\n…"
  const auto at = text.find('\n') - 1;
  ASSERT_EQ('1', text[at]) << text;
  text[at] = '2';
  std::istringstream in_stream(text);
  ba::text_iarchive in(in_stream);
  Item item;
  try {
    in >> item;
    FAIL() << "read";
  } catch (const ba::archive_exception& e) {
    EXPECT_EQ(ba::archive_exception::unsupported_class_version, e.code);
  }
}

TEST(ArchivedItems, AreAsTheyWereWhenTheArchiveIsUnfit) {
  std::istringstream stream("22 serialization::archive 19 1 1\n0 3\nAAAA");
  ba::text_iarchive in(stream);
  Item item;
  item.title = "kept";
  EXPECT_THROW(in >> item, ba::archive_exception);
  EXPECT_EQ("kept", item.title);
}

}  // namespace
}  // namespace rectify::tests
