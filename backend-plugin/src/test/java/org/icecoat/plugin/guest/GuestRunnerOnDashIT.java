package org.icecoat.plugin.guest;

import java.util.List;

class GuestRunnerOnDashIT extends GuestRunnerContract {
  @Override
  List<String> shell() {
    return List.of("dash");
  }
}
