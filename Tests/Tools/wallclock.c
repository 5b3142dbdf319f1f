/* A wall clock that a test sets while a process runs, and nothing else: the clocks since boot stay as they are.
 *
 * Preloaded (LD_PRELOAD) by the system tests. libfaketime cannot do this: it also moves absolute timers that are set
 * by a clock since boot, which by then lie an hour in the past or in the future, so that a process spins or sleeps.
 *
 * The file named by WALLCLOCK_FILE holds two 64-bit integers in the machine's byte order: nanoseconds to add to the
 * time, and a time at which the clock stands still (0: it runs). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *setting;

__attribute__((constructor)) static void find_setting(void) {
  const char *path = getenv("WALLCLOCK_FILE");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *bytes = mmap(NULL, 2 * sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
  if (bytes != MAP_FAILED) setting = bytes;
  close(file);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  long result = syscall(SYS_clock_gettime, clock, time);
  if (result != 0 || !setting || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return (int)result;
  int64_t frozen = setting[1];
  int64_t now = frozen ? frozen : (int64_t)time->tv_sec * 1000000000 + time->tv_nsec + setting[0];
  time->tv_sec = now / 1000000000;
  time->tv_nsec = now % 1000000000;
  return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  if (result == 0) *time = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
  return result;
}

time_t time(time_t *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (place) *place = now.tv_sec;
  return now.tv_sec;
}
