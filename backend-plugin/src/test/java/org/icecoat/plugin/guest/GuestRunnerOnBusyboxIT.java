package org.icecoat.plugin.guest;

import java.util.List;

class GuestRunnerOnBusyboxIT extends GuestRunnerContract {
  @Override
  List<String> shell() {
    return List.of("busybox", "sh");
  }
}
