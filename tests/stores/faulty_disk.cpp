// faulty_disk.cpp: a disk that is full, broken, or without power.
// SPDX-License-Identifier: BSL-1.0
#include "stores/faulty_disk.hpp"

#include "support/generator.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

namespace rectify::tests {

namespace {

// What a write has overwritten, until it is synced.
struct Overwritten {
  std::string path;
  std::int64_t offset = 0;
  std::string bytes;      // as they were; shorter than the write where it went beyond the end
  std::int64_t size = 0;  // of the file before
  std::int64_t length = 0;
};

struct State {
  sqlite3_vfs* system = nullptr;
  sqlite3_vfs ours{};
  Fault fault;
  int operations = 0;
  bool failed = false;
  int syncs = 0;
  std::vector<Overwritten> not_synced;
} state;

struct File {
  sqlite3_file base;
  sqlite3_file* real;
  std::string* path;
};
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }
const std::string& path(sqlite3_file* file) { return *reinterpret_cast<File*>(file)->path; }

int next_operation(int failing) {
  const int n = ++state.operations;
  if (n < state.fault.from || n > state.fault.to) return SQLITE_OK;
  state.failed = true;
  return state.fault.code == SQLITE_IOERR ? failing : state.fault.code;
}

void remember(sqlite3_file* file, std::int64_t offset, int count) {
  sqlite3_int64 size = 0;
  real(file)->pMethods->xFileSize(real(file), &size);
  Overwritten old{path(file), offset, {}, size, count};
  const auto there = std::clamp<std::int64_t>(size - offset, 0, count);
  old.bytes.resize(static_cast<std::size_t>(there));
  if (there > 0)
    real(file)->pMethods->xRead(real(file), old.bytes.data(), static_cast<int>(there), offset);
  state.not_synced.push_back(std::move(old));
}

int x_write(sqlite3_file* file, const void* data, int count, sqlite3_int64 offset) {
  if (const int code = next_operation(SQLITE_IOERR_WRITE)) return code;
  remember(file, offset, count);
  return real(file)->pMethods->xWrite(real(file), data, count, offset);
}
int x_truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int code = next_operation(SQLITE_IOERR_TRUNCATE)) return code;
  sqlite3_int64 before = 0;
  real(file)->pMethods->xFileSize(real(file), &before);
  if (before > size) remember(file, size, static_cast<int>(before - size));
  return real(file)->pMethods->xTruncate(real(file), size);
}
// Keeps account only: the system's own disk isn't what is tested, and waiting for it takes long.
int x_sync(sqlite3_file* file, int /*flags*/) {
  if (const int code = next_operation(SQLITE_IOERR_FSYNC)) return code;
  ++state.syncs;
  std::erase_if(state.not_synced, [&](const auto& old) { return old.path == path(file); });
  return SQLITE_OK;
}
int x_close(sqlite3_file* file) {
  const int code = real(file)->pMethods->xClose(real(file));
  delete std::exchange(reinterpret_cast<File*>(file)->path, nullptr);
  return code;
}

// All else is the system's.
template <auto Method, class... Args>
int pass(sqlite3_file* file, Args... args) {
  return (real(file)->pMethods->*Method)(real(file), args...);
}
using Methods = sqlite3_io_methods;
const Methods methods{
    .iVersion = 3,
    .xClose = x_close,
    .xRead = pass<&Methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = x_write,
    .xTruncate = x_truncate,
    .xSync = x_sync,
    .xFileSize = pass<&Methods::xFileSize, sqlite3_int64*>,
    .xLock = pass<&Methods::xLock, int>,
    .xUnlock = pass<&Methods::xUnlock, int>,
    .xCheckReservedLock = pass<&Methods::xCheckReservedLock, int*>,
    .xFileControl = pass<&Methods::xFileControl, int, void*>,
    .xSectorSize = pass<&Methods::xSectorSize>,
    .xDeviceCharacteristics = pass<&Methods::xDeviceCharacteristics>,
    .xShmMap = pass<&Methods::xShmMap, int, int, int, void volatile**>,
    .xShmLock = pass<&Methods::xShmLock, int, int, int>,
    .xShmBarrier = [](sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); },
    .xShmUnmap = pass<&Methods::xShmUnmap, int>,
    .xFetch = pass<&Methods::xFetch, sqlite3_int64, int, void**>,
    .xUnfetch = pass<&Methods::xUnfetch, sqlite3_int64, void*>,
};

int x_open(sqlite3_vfs* /*ours*/, const char* name, sqlite3_file* file, int flags, int* given) {
  auto* ours = reinterpret_cast<File*>(file);
  ours->base.pMethods = nullptr;
  ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
  const int code = state.system->xOpen(state.system, name, ours->real, flags, given);
  if (code != SQLITE_OK) return code;
  ours->path = new std::string(name == nullptr ? "" : name);
  ours->base.pMethods = &methods;
  return SQLITE_OK;
}
// Whoever has lost power deletes nothing more.
int x_delete(sqlite3_vfs* /*ours*/, const char* name, int sync) {
  if (state.operations >= state.fault.from && state.operations < state.fault.to)
    return SQLITE_IOERR_DELETE;
  std::erase_if(state.not_synced, [&](const auto& old) { return old.path == name; });
  return state.system->xDelete(state.system, name, sync);
}

void zeros(const std::string& name, std::int64_t from, std::int64_t to) {
  std::fstream file(name, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(from);
  const std::string none(static_cast<std::size_t>(to - from), '\0');
  file.write(none.data(), static_cast<std::streamsize>(none.size()));
}

}  // namespace

FaultyDisk::FaultyDisk() {
  state = {};
  state.system = sqlite3_vfs_find(nullptr);
  state.ours = *state.system;
  state.ours.zName = "faulty";
  state.ours.szOsFile = static_cast<int>(sizeof(File)) + state.system->szOsFile;
  state.ours.xOpen = x_open;
  state.ours.xDelete = x_delete;
  sqlite3_vfs_register(&state.ours, 1);
}
FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&state.ours);
  sqlite3_vfs_register(state.system, 1);
}

void FaultyDisk::fail(const Fault& fault) {
  state.fault = fault;
  state.operations = 0;
  state.failed = false;
}
int FaultyDisk::operations() { return state.operations; }
bool FaultyDisk::failed() { return state.failed; }
int FaultyDisk::syncs() { return state.syncs; }
bool FaultyDisk::all_synced() { return state.not_synced.empty(); }

void FaultyDisk::lose_what_is_not_synced(support::Dice& dice) {
  std::reverse(state.not_synced.begin(), state.not_synced.end());
  for (const auto& old : state.not_synced) {
    if (dice.percent(40) || !std::filesystem::exists(old.path)) continue;  // this one got through
    std::fstream file(old.path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(old.offset);
    file.write(old.bytes.data(), static_cast<std::streamsize>(old.bytes.size()));
    file.close();
    // Where it went beyond the end: nothing, or zeros where a later write got through.
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(old.path));
    const auto end = old.offset + old.length;
    if (size > end && end > old.size)
      zeros(old.path, std::max(old.offset, old.size), end);
    else if (size > old.size)
      std::filesystem::resize_file(old.path, static_cast<std::uintmax_t>(old.size));
  }
  state.not_synced.clear();
}

}  // namespace rectify::tests
