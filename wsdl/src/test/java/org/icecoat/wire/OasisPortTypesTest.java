package org.icecoat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port types of OASIS: operations, messages, faults and actions are those of the standards. */
class OasisPortTypesTest {
  /** Faults of WS-Notification have an action of their own; those of WSRF, wherever they occur. */
  private static final Map<String, String> FAULT_ACTIONS =
      Map.of(
          "http://docs.oasis-open.org/wsn/b-2", "http://docs.oasis-open.org/wsn/fault",
          "http://docs.oasis-open.org/wsrf/r-2", "http://docs.oasis-open.org/wsrf/fault",
          "http://docs.oasis-open.org/wsrf/rl-2", "http://docs.oasis-open.org/wsrf/fault",
          "http://docs.oasis-open.org/wsrf/rp-2", "http://docs.oasis-open.org/wsrf/fault",
          "http://docs.oasis-open.org/wsrf/sg-2", "http://docs.oasis-open.org/wsrf/fault");

  @ParameterizedTest
  @ValueSource(strings = {"rw-2", "rpw-2", "bw-2"})
  void a_wsdl_has_the_messages_and_port_types_of_the_original(String wsdl) {
    Wsdl original = Wsdl.of("/org/apache/cxf/wsn/wsdl/" + wsdl + ".wsdl");
    assertThat(Facts.differences(facts(original), facts(ours(wsdl)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rlw-2", "sgw-2"})
  void a_wsdl_that_no_artifact_has_has_the_messages_and_port_types_known_of_it(String wsdl) {
    SortedMap<String, String> known = Facts.read("/oasis/" + wsdl + ".txt");
    assertThat(Facts.differences(known, facts(ours(wsdl)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpw-2", "bw-2", "rlw-2", "sgw-2"})
  void a_fault_has_the_action_of_its_standard(String wsdl) {
    assertThat(ours(wsdl).operations().flatMap(Operation::faultActions))
        .isNotEmpty()
        .allSatisfy(
            fault ->
                assertThat(fault.action())
                    .as(fault.element().toString())
                    .isEqualTo(FAULT_ACTIONS.get(fault.element().getNamespaceURI())));
  }

  private static Wsdl ours(String wsdl) {
    return Wsdl.of("/wsdl/oasis/" + wsdl + ".wsdl");
  }

  private static SortedMap<String, String> facts(Wsdl wsdl) {
    SortedMap<String, String> facts = new TreeMap<>(wsdl.messages());
    facts.putAll(wsdl.properties());
    wsdl.operations().forEach(operation -> facts.put(operation.key(), operation.notation()));
    return facts;
  }
}
