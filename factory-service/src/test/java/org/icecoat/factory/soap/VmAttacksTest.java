package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.BadInputContract;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation on a VM, from its owner who sends nonsense and from those whose it is not. */
class VmAttacksTest extends BadInputContract {
  private static final String VM = "http://icecoat.org/2026/11/vm";
  private static final String RP = "http://docs.oasis-open.org/wsrf/rp-2";
  private static final String RL = "http://docs.oasis-open.org/wsrf/rl-2";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final String NOBODYS = "6a1f0c3e-0000-4000-8000-0123456789ab";

  /** A right request for each operation; one that is new and missing here fails the test. */
  private static final Map<String, String> RIGHT =
      Map.ofEntries(
          Map.entry("Start", "<Start xmlns='" + VM + "'/>"),
          Map.entry("Pause", "<Pause xmlns='" + VM + "'/>"),
          Map.entry("Resume", "<Resume xmlns='" + VM + "'/>"),
          Map.entry("Restart", "<Restart xmlns='" + VM + "'/>"),
          Map.entry("Recover", "<Recover xmlns='" + VM + "'/>"),
          Map.entry("Shutdown", "<Shutdown xmlns='" + VM + "'/>"),
          Map.entry(
              "GetOutput",
              "<GetOutput xmlns='"
                  + VM
                  + "' xmlns:t='http://icecoat.org/2026/11/types'><t:Stream>StandardOutput"
                  + "</t:Stream><t:Offset>0</t:Offset><t:MaximalBytes>100</t:MaximalBytes>"
                  + "</GetOutput>"),
          Map.entry(
              "GetEvidence",
              "<GetEvidence xmlns='"
                  + VM
                  + "'><Nonce>"
                  + "A".repeat(43)
                  + "=</Nonce><Pcr>14</Pcr></GetEvidence>"),
          Map.entry(
              "GetKeptEvidence",
              "<GetKeptEvidence xmlns='"
                  + VM
                  + "'><Digest>sha256:"
                  + "0".repeat(64)
                  + "</Digest></GetKeptEvidence>"),
          Map.entry("GetReceipt", "<GetReceipt xmlns='" + VM + "'/>"),
          Map.entry(
              "GetResourceProperty",
              "<r:GetResourceProperty xmlns:r='"
                  + RP
                  + "' xmlns='"
                  + VM
                  + "'>State"
                  + "</r:GetResourceProperty>"),
          Map.entry(
              "GetMultipleResourceProperties",
              "<r:GetMultipleResourceProperties xmlns:r='"
                  + RP
                  + "' xmlns='"
                  + VM
                  + "'>"
                  + "<r:ResourceProperty>State</r:ResourceProperty>"
                  + "</r:GetMultipleResourceProperties>"),
          Map.entry(
              "GetResourcePropertyDocument", "<GetResourcePropertyDocument xmlns='" + RP + "'/>"),
          Map.entry("QueryResourceProperties", query("/*")),
          Map.entry(
              "SetResourceProperties",
              "<r:SetResourceProperties xmlns:r='"
                  + RP
                  + "'><r:Update><Cpus xmlns='"
                  + VM
                  + "'>1</Cpus></r:Update></r:SetResourceProperties>"),
          Map.entry("Destroy", "<Destroy xmlns='" + RL + "'/>"),
          Map.entry(
              "SetTerminationTime",
              "<SetTerminationTime xmlns='"
                  + RL
                  + "'><RequestedLifetimeDuration>PT1H"
                  + "</RequestedLifetimeDuration></SetTerminationTime>"));

  @TempDir static Path folder;
  private static TestingSite site;
  private static HostileClient alice;
  private static HostileClient mallory;
  private static int tokens;
  private static String vm;

  @BeforeAll
  static void begin() throws IOException {
    site = new TestingSite(folder);
    alice = new HostileClient(site.tls(site.grid().user("Alice")));
    mallory = new HostileClient(site.tls(site.grid().user("Mallory")));
    vm = deployed();
  }

  @AfterAll
  static void end() {
    site.close();
  }

  private static String query(String expression) {
    return "<r:QueryResourceProperties xmlns:r='"
        + RP
        + "'><r:QueryExpression Dialect='http://www.w3.org/TR/1999/REC-xpath-19991116'>"
        + expression
        + "</r:QueryExpression></r:QueryResourceProperties>";
  }

  private static String deployed() {
    Answer answer =
        alice.call(
            site.at("/factory"),
            "<DeployVm xmlns='http://icecoat.org/2026/11/factory'><Token>attacked-"
                + tokens++
                + "</Token><Request><Image/></Request></DeployVm>");
    assertThat(answer.done()).as(answer.body()).isTrue();
    Matcher id = ID.matcher(answer.body());
    assertThat(id.find()).isTrue();
    awaitState(id.group(), "Running");
    return id.group();
  }

  private static void awaitState(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(alice.call(at(id), RIGHT.get("GetResourceProperty")).body())
                    .contains(">" + state + "<"));
  }

  private static URI at(String id) {
    return site.at("/vm/" + id);
  }

  @Override
  protected Contract<?> contract() {
    return TestingSite.VM;
  }

  @Override
  protected URI endpoint() {
    return at(vm);
  }

  @Override
  protected HostileClient client() {
    return alice;
  }

  @Override
  protected Map<String, String> samples() {
    return Map.of();
  }

  @Override
  protected void assertNothingLeft() {
    awaitState(vm, "Running");
  }

  @Override
  protected void renew() {
    if (!alice.call(at(vm), RIGHT.get("GetResourceProperty")).body().contains(">Running<")) {
      alice.call(at(vm), RIGHT.get("Destroy"));
      vm = deployed();
    }
  }

  @Test
  void every_operation_has_a_right_request_here() {
    assertThat(RIGHT).containsOnlyKeys(operations(TestingSite.VM));
  }

  @Test
  void a_stranger_gets_the_same_answer_for_anothers_vm_as_for_none() {
    RIGHT.forEach(
        (operation, request) -> {
          String hers = mallory.call(at(vm), request).body();
          String none = mallory.call(at(NOBODYS), request).body();
          assertThat(hers).as(operation).contains("ResourceUnknownFault");
          assertThat(plain(hers)).as(operation).isEqualTo(plain(none));
        });
    awaitState(vm, "Running");
  }

  /** Without what tells the two requests apart: the id that was asked for, and the time. */
  private static String plain(String answer) {
    return ID.matcher(answer).replaceAll("ID").replaceAll("[0-9]{4}-[0-9T:.-]+Z", "TIME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "%00", "..%2f..", "' or 1=1 --", "NOBODYS", ""})
  void a_resource_that_is_not_there_is_unknown_to_every_operation(String id) {
    String path = id.equals("NOBODYS") ? NOBODYS : id.replace(" ", "%20");
    URI endpoint = id.isEmpty() ? site.at("/vm") : at(path);
    RIGHT.forEach(
        (operation, request) -> {
          Answer answer = alice.call(endpoint, request);
          answer.assertShowsNothingInside(operation);
          assertThat(answer.done()).as("%s on %s", operation, id).isFalse();
          assertThat(answer.status() == 400 || answer.body().contains("ResourceUnknownFault"))
              .as("%s on %s: %s", operation, id, answer)
              .isTrue();
        });
  }

  @Test
  void an_id_without_end_is_refused() {
    RIGHT.forEach(
        (operation, request) ->
            assertThat(alice.call(at("a".repeat(5_000)), request).words())
                .as(operation)
                .contains("more than 256 characters"));
  }

  @Test
  void orders_in_the_wrong_state_say_which_state_it_is() {
    assertWrongState("Running", "Recover");
    alice.call(at(vm), RIGHT.get("Pause"));
    awaitState(vm, "Paused");
    assertWrongState("Paused", "Start", "Restart", "Recover");
    alice.call(at(vm), RIGHT.get("Resume"));
    awaitState(vm, "Running");
    alice.call(at(vm), RIGHT.get("Shutdown"));
    awaitState(vm, "Stopped");
    assertWrongState("Stopped", "Pause", "Resume", "Restart", "Recover");
    alice.call(at(vm), RIGHT.get("Start"));
    awaitState(vm, "Running");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Cpus>-1</Cpus>",
        "<Cpus>0</Cpus>",
        "<Cpus>2147483647</Cpus>",
        "<Cpus>99999999999999999999</Cpus>",
        "<Cpus>one</Cpus>",
        "<Cpus/>",
        "<MemoryMiB>0</MemoryMiB>",
        "<MemoryMiB>-512</MemoryMiB>",
        "<MemoryMiB>2147483647</MemoryMiB>",
        "<Lease><t:Duration>-PT1H</t:Duration></Lease>",
        "<Lease><t:Duration>PT0S</t:Duration></Lease>",
        "<Lease><t:Duration>P9999999999D</t:Duration></Lease>",
        "<Lease><t:Duration>PT1H</t:Duration><t:Grace>-PT1H</t:Grace></Lease>",
        "<Lease><t:Duration>PT1H</t:Duration><t:Grace>P99999D</t:Grace></Lease>",
        "<Name/>"
      })
  void negative_and_absurd_settings_are_refused_and_change_nothing(String setting) {
    String before = settings();
    Answer answer =
        alice.call(
            at(vm),
            "<r:SetResourceProperties xmlns:r='"
                + RP
                + "'><r:Update xmlns='"
                + VM
                + "' xmlns:t='http://icecoat.org/2026/11/types'><Name>changed</Name>"
                + setting
                + "</r:Update></r:SetResourceProperties>");
    assertThat(answer.done()).as(answer.body()).isFalse();
    assertThat(answer.body())
        .containsAnyOf(
            "InvalidModificationFault", "not as the published schema", "Not a number: one");
    answer.assertShowsNothingInside(setting);
    assertThat(settings()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<RequestedLifetimeDuration>-PT1H</RequestedLifetimeDuration>",
        "<RequestedLifetimeDuration>P9999999999D</RequestedLifetimeDuration>",
        "<RequestedTerminationTime>1970-01-01T00:00:00Z</RequestedTerminationTime>",
        "<RequestedTerminationTime>9999-12-31T23:59:59Z</RequestedTerminationTime>"
      })
  void absurd_ends_are_refused_and_change_nothing(String end) {
    String before = settings();
    Answer answer =
        alice.call(
            at(vm), "<SetTerminationTime xmlns='" + RL + "'>" + end + "</SetTerminationTime>");
    assertThat(answer.done()).as(answer.body()).isFalse();
    answer.assertShowsNothingInside(end);
    assertThat(settings()).isEqualTo(before);
  }

  private static String settings() {
    return alice
        .call(
            at(vm),
            "<r:GetMultipleResourceProperties xmlns:r='"
                + RP
                + "' xmlns='"
                + VM
                + "'><r:ResourceProperty>Name</r:ResourceProperty>"
                + "<r:ResourceProperty>Cpus</r:ResourceProperty>"
                + "<r:ResourceProperty>MemoryMiB</r:ResourceProperty>"
                + "<r:ResourceProperty>Lease</r:ResourceProperty>"
                + "</r:GetMultipleResourceProperties>")
        .body()
        .replaceAll("(?s).*GetMultipleResourcePropertiesResponse[^>]*>", "");
  }

  @Test
  void a_property_that_is_named_a_thousand_times_is_answered_once() {
    assertAnsweredOnce(at(vm), VM, "History");
    assertAnsweredOnce(site.at("/factory"), "http://icecoat.org/2026/11/factory", "Image");
  }

  private static void assertAnsweredOnce(URI endpoint, String namespace, String name) {
    Answer once = alice.call(endpoint, named(namespace, name, 1));
    assertThat(once.body()).contains(name + ">");
    assertThat(alice.call(endpoint, named(namespace, name, 1000))).isEqualTo(once);
  }

  private static String named(String namespace, String name, int times) {
    return "<r:GetMultipleResourceProperties xmlns:r='"
        + RP
        + "' xmlns='"
        + namespace
        + "'>"
        + ("<r:ResourceProperty>" + name + "</r:ResourceProperty>").repeat(times)
        + "</r:GetMultipleResourceProperties>";
  }

  private static void assertWrongState(String state, String... orders) {
    for (String order : orders) {
      Answer answer = alice.call(at(vm), RIGHT.get(order));
      assertThat(answer.body()).as("%s while %s", order, state).contains("WrongStateFault");
      assertThat(answer.body()).contains(":State>" + state + "</");
      answer.assertShowsNothingInside(order);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//*[count(//*[count(//*[count(//*[count(//*[count(//*) &gt; 0]) &gt; 0]) &gt; 0]) &gt; 0])"
            + " &gt; 0]",
        "document('file:///etc/passwd')",
        "$secret",
        "string-length(concat(//*, //*, //*)) &gt; 1 and //*//*//*//*//*//*//*//*//*//*//*//*"
      })
  void a_query_that_explodes_ends_in_time_at_each_endpoint_that_has_one(String expression) {
    long start = System.nanoTime();
    for (URI endpoint : List.of(at(vm), site.at("/factory"))) {
      Answer answer = alice.call(endpoint, query(expression));
      answer.assertShowsNothingInside(expression);
      assertThat(
              answer.done()
                  || answer.body().contains("QueryExpressionFault")
                  || answer.body().contains("QueryEvaluationErrorFault"))
          .as(answer.body())
          .isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
  }
}
