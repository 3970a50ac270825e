package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.BadInputContract;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** All operations of the factory's four port types, and all that should not be sent to them. */
class BadInputTest {
  private static final Map<String, String> SAMPLES =
      Map.of(
          "Token", "fuzz-00000001",
          "Name", "name",
          "Id", "00000000-0000-4000-8000-000000000000",
          "Version", "1.0",
          "Endpoint", "https://localhost:1/plugin",
          "Dn", "CN=nobody",
          "Node", "nowhere");

  private static final Set<String> JUDGED = Set.of("QuotaExceededFault", "NothingFitsFault");

  @TempDir static Path folder;
  private static TestingSite site;
  private static Ports admin;

  @BeforeAll
  static void begin() throws IOException {
    site = new TestingSite(folder);
    admin = site.as("Admin");
  }

  @AfterAll
  static void end() {
    admin.close();
    site.close();
  }

  private abstract static class AtSite extends BadInputContract {
    private final Contract<?> contract;
    private final String path;
    private final HostileClient client;

    AtSite(Contract<?> contract, String path, String who) {
      this.contract = contract;
      this.path = path;
      this.client = new HostileClient(site.tls(site.grid().user(who)));
    }

    @Override
    protected Contract<?> contract() {
      return contract;
    }

    @Override
    protected URI endpoint() {
      return site.at(path);
    }

    @Override
    protected HostileClient client() {
      return client;
    }

    @Override
    protected Map<String, String> samples() {
      return SAMPLES;
    }

    @Override
    protected void assertNothingLeft() throws Exception {
      try (Stream<Path> uploads = Files.list(site.uploads())) {
        assertThat(uploads).isEmpty();
        ListVms everyone = new ListVms();
        everyone.setEveryone(true);
        assertThat(admin.port(TestingSite.FACTORY, site.at("/factory")).listVms(everyone).getVm())
            .isEmpty();
        assertThat(
                admin
                    .port(TestingSite.ADMINISTRATION, site.at("/administration"))
                    .listNodes(new ListNodes())
                    .getNode())
            .extracting(node -> node.getSummary().getName())
            .contains("node-1");
      }
    }
  }

  @Nested
  class OfTheFactory extends AtSite {
    OfTheFactory() {
      super(TestingSite.FACTORY, "/factory", "Zoe");
    }

    /** Zoe may have no VM: what she may not have was a request without faults. */
    @Override
    protected boolean taken(Answer answer) {
      return answer.done()
          || answer.detail().filter(fault -> JUDGED.contains(fault.getLocalPart())).isPresent();
    }
  }

  @Nested
  class OfAdministration extends AtSite {
    OfAdministration() {
      super(TestingSite.ADMINISTRATION, "/administration", "Admin");
    }
  }

  @Nested
  class OfNodeEvents extends AtSite {
    OfNodeEvents() {
      super(TestingSite.EVENTS, "/node-events", "node-1");
    }

    @Override
    protected Map<String, String> samples() {
      Map<String, String> samples = new java.util.HashMap<>(SAMPLES);
      samples.put("Node", "node-1");
      return samples;
    }
  }
}
