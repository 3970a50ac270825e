package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which nodes' calls go over which connections, and which of these are kept; nothing is opened. */
class ProvenChannelsTest {
  private static final NodeAddress ONE = at("node-1", "https://Host-1:8443/plugin");
  private static final NodeAddress TWO = at("node-2", "https://host-2:8443/plugin");

  @TempDir Path folder;
  private GridTrust trust;
  private ProvenChannels channels;

  @BeforeEach
  void open() {
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
    TestingCredential factory = grid.host("factory", "localhost");
    PemKeys keys =
        PemKeys.of(
            factory.writeCertificate(folder.resolve("cert.pem")),
            factory.writeKey(folder.resolve("key.pem")));
    channels = new ProvenChannels(keys, new EnrolledHosts(trust.forClients()));
  }

  @AfterEach
  void close() {
    channels.close();
    trust.close();
  }

  private static NodeAddress at(String name, String endpoint) {
    return new NodeAddress(new NodeName(name), URI.create(endpoint), TestingSite.dn(name));
  }

  private static Sha256 key(int number) {
    byte[] bytes = new byte[Sha256.BYTES];
    bytes[0] = (byte) number;
    return Sha256.of(bytes);
  }

  private Channels.Line line(NodeAddress node, int key) {
    return channels.calling(node, key(key), line -> line);
  }

  @Test
  void a_node_s_calls_go_one_way_as_long_as_its_key_is_the_same() {
    Channels.Line first = line(ONE, 1);
    assertThat(line(ONE, 1)).isSameAs(first);
    assertThat(line(TWO, 2)).isNotSameAs(first);
    assertThat(channels.open()).isEqualTo(1);
  }

  @Test
  void another_key_is_another_way_and_other_nodes_keep_theirs() {
    Channels.Line first = line(ONE, 1);
    Channels.Line other = line(TWO, 2);
    assertThat(line(ONE, 3)).isNotSameAs(first);
    assertThat(line(TWO, 2)).isSameAs(other);
    assertThat(channels.open()).isEqualTo(2);
  }

  @Test
  void a_node_that_is_renewed_often_leaves_nothing_behind() {
    Channels.Line other = line(TWO, 0);
    for (int number = 0; number < 10; number++) {
      assertThat(line(ONE, number)).isNotNull();
      assertThat(channels.open()).isLessThanOrEqualTo(2);
    }
    assertThat(line(TWO, 0)).isSameAs(other);
  }

  @Test
  void one_place_has_one_key_in_channels_whatever_the_node_there_is_called() {
    assertThat(line(ONE, 1)).isNotNull();
    assertThat(line(at("renamed", "https://host-1:8443/plugin"), 2)).isNotNull();
    assertThat(channels.open()).isEqualTo(2);
  }

  @Test
  void channels_stay_open_until_the_last_call_over_them_is_over() {
    int during =
        channels.calling(
            ONE,
            key(1),
            line -> {
              assertThat(line(ONE, 2)).isNotSameAs(line);
              return channels.open();
            });
    assertThat(during).isEqualTo(2);
    assertThat(channels.open()).isEqualTo(1);
  }
}
