package org.icecoat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts copy operations of WSRF into their port types, as WSRF wants it: unchanged. */
class WsrfOperationsTest {
  private static final List<String> READING =
      List.of(
          "GetResourcePropertyDocument",
          "GetResourceProperty",
          "GetMultipleResourceProperties",
          "QueryResourceProperties");
  private static final List<String> OF_A_VM =
      Stream.concat(
              READING.stream(), Stream.of("SetResourceProperties", "Destroy", "SetTerminationTime"))
          .toList();

  static Stream<Arguments> contracts() {
    return Stream.of(
        Arguments.of("vm", OF_A_VM),
        Arguments.of("factory", READING),
        Arguments.of("store", READING),
        Arguments.of("plugin", List.of()),
        Arguments.of("administration", List.of()),
        Arguments.of("store-administration", List.of()));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void an_operation_of_wsrf_is_the_standards_in_a_contract_too(
      String contract, List<String> expected) {
    List<Operation> standard =
        Stream.of("rpw-2", "rlw-2")
            .flatMap(wsdl -> Wsdl.of("/wsdl/oasis/" + wsdl + ".wsdl").operations())
            .toList();
    List<QName> requests = standard.stream().map(Operation::request).toList();
    Map<String, String> wanted =
        notations(standard.stream().filter(operation -> expected.contains(operation.name())));
    Map<String, String> copied =
        notations(
            Wsdl.of("/wsdl/" + contract + ".wsdl")
                .operations()
                .filter(operation -> requests.contains(operation.request())));
    assertThat(Facts.differences(wanted, copied)).isEmpty();
  }

  private static Map<String, String> notations(Stream<Operation> operations) {
    return operations.collect(Collectors.toMap(Operation::name, Operation::notation));
  }

  @Test
  void a_fault_has_the_action_of_base_faults_in_every_contract() {
    assertThat(
            contracts()
                .map(contract -> Wsdl.of("/wsdl/" + contract.get()[0] + ".wsdl"))
                .flatMap(Wsdl::operations)
                .flatMap(Operation::faultActions))
        .hasSizeGreaterThan(100)
        .allMatch(fault -> fault.action().equals("http://docs.oasis-open.org/wsrf/fault"));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void both_bindings_have_the_actions_of_their_port_type(String contract) {
    Wsdl wsdl = Wsdl.of("/wsdl/" + contract + ".wsdl");
    assertThat(wsdl.soapActions())
        .containsExactlyInAnyOrderElementsOf(
            wsdl.operations()
                .map(operation -> operation.key() + " " + operation.requestAction())
                .flatMap(action -> Stream.of(action, action))
                .toList());
  }
}
