package org.icecoat.factory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownVmsTest {
  @TempDir Path folder;

  @Test
  void what_was_read_counts_only_while_the_row_has_its_version() {
    Path file = folder.resolve("factory");
    try (TestingFactory factory = new TestingFactory(DatabaseConfiguration.inFile(file)).begin()) {
      DeploymentTime later =
          new DeploymentTime.Until(factory.clock.instant().plus(Duration.ofHours(5)));
      Vm vm = factory.deploy("1", TestingFactory.wish(later, TestingFactory.resources(1, 64)));
      KnownVms known = new KnownVms(1);
      known.add(vm);
      assertThat(known.get(vm.id(), vm.version())).containsSame(vm);
      assertThat(known.get(vm.id(), vm.version() + 1)).isEmpty();
      assertThat(known.get(vm.id(), -1)).isEmpty();
      Vm other = factory.deploy("2", TestingFactory.wish(later, TestingFactory.resources(1, 64)));
      known.add(other);
      assertThat(known.get(vm.id(), vm.version())).isEmpty();
    }
  }
}
