package org.icecoat.testbed.faults;

import org.icecoat.console.view.VmView;
import org.icecoat.testbed.grid.TestingVm;

/** Applications that, as root in their VM, make its guest one that does not do what it is asked. */
final class StubbornGuest {
  private static final String READY = "echo ready\nsleep 600\n";

  /** Whenever it boots again it is up, and nobody hears of it. */
  static final String MUTE_AT_NEXT_BOOT =
      """
      rm /usr/sbin/icecoat-runner
      sync
      """
          + READY;

  /** Neither the power button nor the runner gets further than init, which waits. */
  static final String NEVER_OFF =
      """
      sed -i 's|^::shutdown:.*|::shutdown:/bin/sleep 3600|' /etc/inittab
      kill -HUP 1
      mount -o bind /dev/null /proc/sysrq-trigger
      """
          + READY;

  private StubbornGuest() {}

  static void awaitReady(TestingVm vm) {
    vm.awaitView("its guest is stubborn", StubbornGuest::prints);
  }

  private static boolean prints(VmView view) {
    Long bytes = view.application().standardOutputBytes();
    return bytes != null && bytes > 0;
  }
}
