package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.BadInputContract;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** All operations of the store's two port types, and all that should not be sent to them. */
class BadInputIT {
  private static final String NO_IMAGE = "sha256:" + "0".repeat(64);
  private static final Map<String, String> SAMPLES =
      Map.of(
          "Kind",
          "Kernel",
          "Format",
          "Raw",
          "Id",
          NO_IMAGE,
          "Kernel",
          NO_IMAGE,
          "InitialRamdisk",
          NO_IMAGE,
          "Name",
          "name",
          "Version",
          "1.0",
          "Content",
          "");

  @TempDir static Path folder;
  private static TestingStore store;

  @BeforeAll
  static void start() throws IOException {
    store = TestingStore.in(folder);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  private abstract static class AtStore extends BadInputContract {
    private final Contract<?> contract;
    private final URI endpoint;
    private final HostileClient client;

    AtStore(Contract<?> contract, String path, String who) {
      this.contract = contract;
      this.endpoint = URI.create(store.address() + path);
      this.client = new HostileClient(store.tls(store.grid().user(who)));
    }

    @Override
    protected Contract<?> contract() {
      return contract;
    }

    @Override
    protected URI endpoint() {
      return endpoint;
    }

    @Override
    protected HostileClient client() {
      return client;
    }

    @Override
    protected Map<String, String> samples() {
      return SAMPLES;
    }

    boolean isFault(Answer answer, String names) {
      return answer.detail().filter(fault -> fault.getLocalPart().matches(names)).isPresent();
    }

    @Override
    protected void assertNothingLeft() {
      assertThat(store.content()).isEmptyDirectory();
    }
  }

  /** What a curator should not send. */
  @Nested
  class OfTheStore extends AtStore {
    OfTheStore() {
      super(StoreEndpoint.CONTRACT, "", "Carol");
    }

    /** No upload here has a byte, and no image is there: what gets as far was a right request. */
    @Override
    protected boolean taken(Answer answer) {
      return answer.done() || isFault(answer, "ImageRejectedFault|NotFoundFault");
    }
  }

  /** What an administrator should not send. */
  @Nested
  class OfItsAdministration extends AtStore {
    OfItsAdministration() {
      super(StoreEndpoint.ADMINISTRATION, "-administration", "Ada");
    }

    /** No image is there, and the store judges no nodes: what gets as far was a right request. */
    @Override
    protected boolean taken(Answer answer) {
      return answer.done() || isFault(answer, "NotFoundFault|WrongStateFault");
    }
  }
}
