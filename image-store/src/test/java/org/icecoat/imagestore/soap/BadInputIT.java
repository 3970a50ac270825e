package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.BadInputContract;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** What anybody should not ask of the store's property document, small as it is. */
  @Nested
  class OfItsQueries {
    private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private static final int LEVELS = 9;
    private final HostileClient anybody =
        new HostileClient(store.tls(store.grid().user("Mallory")));

    private Answer ask(String dialect, String expression) {
      Answer answer =
          anybody.call(
              store.address(),
              "<QueryResourceProperties xmlns='http://docs.oasis-open.org/wsrf/rp-2'>"
                  + "<QueryExpression Dialect='"
                  + dialect
                  + "'>"
                  + expression
                  + "</QueryExpression></QueryResourceProperties>");
      answer.assertShowsNothingInside(expression);
      return answer;
    }

    private void assertFault(Answer answer, String name) {
      assertThat(answer.detail())
          .as(answer.body())
          .hasValueSatisfying(fault -> assertThat(fault.getLocalPart()).isEqualTo(name));
    }

    @Test
    void a_query_is_answered() {
      Answer answer = ask(XPATH, "/*/*[local-name() = 'Images']");
      assertThat(answer.done()).as(answer.body()).isTrue();
      assertThat(answer.body()).contains("Images", ">0</");
    }

    @Test
    void a_query_that_explodes_is_stopped() {
      long start = System.nanoTime();
      String counts = "//*[count(".repeat(LEVELS) + "//*" + ") &gt; 0]".repeat(LEVELS);
      String compares = "//*[".repeat(LEVELS) + "//text() &gt; //*" + "]".repeat(LEVELS);
      assertFault(ask(XPATH, counts), "QueryEvaluationErrorFault");
      assertFault(ask(XPATH, compares), "QueryEvaluationErrorFault");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*[", "a b", "((((1)", "document('file:///etc/passwd')", "$secret"})
    void what_cannot_be_evaluated_is_refused(String expression) {
      assertThat(ask(XPATH, expression).detail())
          .hasValueSatisfying(
              fault ->
                  assertThat(fault.getLocalPart())
                      .isIn("InvalidQueryExpressionFault", "QueryEvaluationErrorFault"));
    }

    @Test
    void another_dialect_is_not_known() {
      assertFault(ask("http://www.w3.org/TR/xpath20", "/*"), "UnknownQueryExpressionDialectFault");
    }
  }
}
