// plain_msm.hpp: Boost.MSM's own back-end, put into any state and asked where it goes.
//
//     PlainMsm<Workflow<Leave>, Leave> plain;
//     plain.put(at);                                  // runs no entry action
//     bool fired = plain.give(Ask{});
//     plain.at();                                     // as Workflow<Leave>::Configuration
//
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rectify/workflow.hpp>

#include <boost/msm/back/state_machine.hpp>
#include <boost/serialization/base_object.hpp>

namespace rectify {

template <class Flow, class FrontEnd>
class PlainMsm {
 public:
  using Configuration = typename Flow::Configuration;
  using Machine = boost::msm::back::state_machine<FrontEnd>;

  Machine machine;  // its front-end's members are its own

  void put(const Configuration& at) {
    for (std::size_t r = 0; r < Flow::regions; ++r) numbers_[r] = number_of_[r][at[r]];
    exchange<true>();
  }
  template <class Event>
  bool give(const Event& event) {
    return (machine.process_event(event) & boost::msm::back::HANDLED_TRUE) != 0;
  }
  [[nodiscard]] Configuration at() {
    exchange<false>();
    Configuration at{};
    for (std::size_t r = 0; r < Flow::regions; ++r) at[r] = place_of_[numbers_[r]];
    return at;
  }

  PlainMsm() {
    mp::mp_for_each<mp::mp_transform<mp::mp_identity, typename Flow::States>>([&](auto s) {
      using State = typename decltype(s)::type;
      constexpr int number = boost::msm::back::get_state_id<typename Machine::stt, State>::value;
      number_of_[Flow::template region_of<State>][Flow::template index_of<State>] = number;
      place_of_[number] = Flow::template index_of<State>;
    });
  }

 private:
  // MSM gives its states to what it takes for an archive, as an array of its numbers.
  template <bool Putting>
  struct Archive {
    int* numbers;
    template <class T>
    Archive& operator&(T& field) {
      if constexpr (std::is_same_v<T, int[Flow::regions]>)
        for (std::size_t r = 0; r < Flow::regions; ++r)
          Putting ? field[r] = numbers[r] : numbers[r] = field[r];
      return *this;
    }
  };
  template <bool Putting>
  void exchange() {
    Archive<Putting> archive{numbers_};
    machine.serialize(archive, 0);
  }

  int numbers_[Flow::regions] = {};
  int number_of_[Flow::regions][64] = {};
  std::uint8_t place_of_[64] = {};
};

}  // namespace rectify
