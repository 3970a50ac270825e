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
import org.junit.jupiter.api.io.TempDir;

/** All operations of the store, and all that a curator should not send to them. */
class BadInputIT extends BadInputContract {
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
  private static HostileClient curator;

  @BeforeAll
  static void start() throws IOException {
    store = TestingStore.in(folder);
    curator = new HostileClient(store.tls(store.grid().user("Carol")));
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Override
  protected Contract<?> contract() {
    return StoreEndpoint.CONTRACT;
  }

  @Override
  protected URI endpoint() {
    return store.address();
  }

  @Override
  protected HostileClient client() {
    return curator;
  }

  @Override
  protected Map<String, String> samples() {
    return SAMPLES;
  }

  /** No upload here has a byte, and no image is there: what gets as far was a right request. */
  @Override
  protected boolean taken(Answer answer) {
    return answer.done()
        || answer
            .detail()
            .filter(fault -> fault.getLocalPart().matches("ImageRejectedFault|NotFoundFault"))
            .isPresent();
  }

  @Override
  protected void assertNothingLeft() {
    assertThat(store.content()).isEmptyDirectory();
  }
}
