// Each file is the usual layer's file with a table of functions in front of it.
#include "tests/payments/adapters/faulty_vfs.hpp"

#include <sqlite3.h>

#include <string_view>

namespace payments::testing {
namespace {

struct Plan {
  LogFault fault = LogFault::none;
  int left = 0;
  bool struck = false;
  bool all_writes = false;
};

Plan& plan() {
  static Plan now;
  return now;
}

/// SQLite gives as much room as the layer says that it needs: this, and the usual file behind it.
struct ShimFile {
  sqlite3_file head;
  bool is_log;
};

sqlite3_vfs& usual() { return *sqlite3_vfs_find(nullptr); }
ShimFile& shim_of(sqlite3_file* file) { return *reinterpret_cast<ShimFile*>(file); }
sqlite3_file* inner(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<ShimFile*>(file) + 1);
}

/// Whether the fault strikes this call.
bool strikes(sqlite3_file* file, LogFault before, LogFault after) {
  Plan& now = plan();
  if (!shim_of(file).is_log || (now.fault != before && now.fault != after)) return false;
  if (now.left == 0 || --now.left != 0) return false;
  now.struck = true;
  return true;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  if (plan().all_writes && shim_of(file).is_log) return SQLITE_IOERR_WRITE;
  const bool struck = strikes(file, LogFault::write_before, LogFault::write_after);
  if (struck && plan().fault == LogFault::write_before) return SQLITE_IOERR_WRITE;
  const int done = inner(file)->pMethods->xWrite(inner(file), bytes, size, at);
  return struck ? SQLITE_IOERR_WRITE : done;
}

int sync(sqlite3_file* file, int /*flags*/) {
  return strikes(file, LogFault::sync_before, LogFault::sync_after) ? SQLITE_IOERR_FSYNC
                                                                    : SQLITE_OK;
}

int close(sqlite3_file* f) { return inner(f)->pMethods->xClose(inner(f)); }
int read(sqlite3_file* f, void* into, int size, sqlite3_int64 at) {
  return inner(f)->pMethods->xRead(inner(f), into, size, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  return inner(f)->pMethods->xTruncate(inner(f), size);
}
int size_of(sqlite3_file* f, sqlite3_int64* size) {
  return inner(f)->pMethods->xFileSize(inner(f), size);
}
int lock(sqlite3_file* f, int level) { return inner(f)->pMethods->xLock(inner(f), level); }
int unlock(sqlite3_file* f, int level) { return inner(f)->pMethods->xUnlock(inner(f), level); }
int reserved(sqlite3_file* f, int* out) {
  return inner(f)->pMethods->xCheckReservedLock(inner(f), out);
}
int control(sqlite3_file* f, int what, void* with) {
  return inner(f)->pMethods->xFileControl(inner(f), what, with);
}
int sector(sqlite3_file* f) { return inner(f)->pMethods->xSectorSize(inner(f)); }
int traits(sqlite3_file* f) { return inner(f)->pMethods->xDeviceCharacteristics(inner(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** at) {
  return inner(f)->pMethods->xShmMap(inner(f), page, size, extend, at);
}
int shm_lock(sqlite3_file* f, int first, int count, int flags) {
  return inner(f)->pMethods->xShmLock(inner(f), first, count, flags);
}
void shm_barrier(sqlite3_file* f) { inner(f)->pMethods->xShmBarrier(inner(f)); }
int shm_unmap(sqlite3_file* f, int remove) {
  return inner(f)->pMethods->xShmUnmap(inner(f), remove);
}

const sqlite3_io_methods& methods() {
  static const sqlite3_io_methods made{
      2,       close,  read,   write,   truncate, sync,     size_of,  lock,        unlock,
      reserved, control, sector, traits, shm_map,  shm_lock, shm_barrier, shm_unmap, nullptr,
      nullptr};
  return made;
}

int open(sqlite3_vfs* /*own*/, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
  ShimFile& shim = shim_of(file);
  shim.head.pMethods = nullptr;
  shim.is_log = (flags & SQLITE_OPEN_WAL) != 0;
  const int done = usual().xOpen(&usual(), name, inner(file), flags, out);
  if (done == SQLITE_OK) shim.head.pMethods = &methods();
  return done;
}

}  // namespace

std::string faulty_vfs() {
  static sqlite3_vfs made = [] {
    sqlite3_vfs vfs = usual();
    vfs.zName = "faulty";
    vfs.pNext = nullptr;
    vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + usual().szOsFile;
    vfs.xOpen = open;
    return vfs;
  }();
  static const int registered = sqlite3_vfs_register(&made, 0);
  return registered == SQLITE_OK ? "faulty" : "";
}

void fail_log(LogFault fault, int nth) {
  plan().fault = fault;
  plan().left = nth;
  plan().struck = false;
}

void fail_all_writes(bool on) { plan().all_writes = on; }

bool log_fault_struck() { return plan().struck; }

}  // namespace payments::testing
