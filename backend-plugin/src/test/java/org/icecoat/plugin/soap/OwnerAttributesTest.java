package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.wire.faults.SiteRefusedFault;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site opens a dataset to a VO; the owner's attributes come with the factory's order. */
class OwnerAttributesTest {
  @TempDir Path folder;
  private TestingServedNode node;
  private Ports ports;
  private BackendPlugin plugin;

  @BeforeEach
  void start() throws IOException {
    node = new TestingServedNode(folder);
    ports = new Ports(ClientSettings.of(node.tls(node.grid().host("factory", "localhost"))));
    plugin = ports.port(PluginEndpoint.CONTRACT, node.address());
  }

  @AfterEach
  void stop() {
    ports.close();
    node.close();
  }

  @Test
  void a_member_of_the_vo_gets_its_dataset_and_nobody_else() throws Exception {
    assertRefused(prepare());
    assertRefused(prepare("/biomed"));
    assertRefused(prepare("/biomed/analysis/deep", "/other"));
    assertThat(plugin.list(new org.icecoat.wire.plugin.List()).getReport()).isEmpty();
    Prepare members = prepare("/other", "/biomed/analysis");
    assertThat(plugin.prepare(members).getReport().getId()).isEqualTo(members.getVm().getId());
  }

  private void assertRefused(Prepare order) {
    assertThatThrownBy(() -> plugin.prepare(order))
        .isInstanceOf(SiteRefusedFault.class)
        .hasMessageContaining("another owner or VO attribute");
  }

  private static Prepare prepare(String... attributes) {
    Prepare order = TestingOrders.prepare();
    order.getOwner().getVoAttribute().addAll(List.of(attributes));
    order.getDataset().add("globins");
    return order;
  }
}
