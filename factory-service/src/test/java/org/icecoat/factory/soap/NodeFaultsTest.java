package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.UnavailableFaultType;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.plugin.VmReportType;
import org.icecoat.wire.types.NodeDescriptionType;
import org.junit.jupiter.api.Test;

class NodeFaultsTest {
  private static final NodeAddress NODE =
      new NodeAddress(
          new NodeName("node1"),
          URI.create("https://node1.example:8444/plugin"),
          Dn.parse("CN=node1,O=Grid,C=XX"));

  @Test
  void a_node_that_is_full_is_not_asked_again_and_again() {
    assertThatExceptionOfType(FactoryException.class)
        .isThrownBy(() -> NodeFaults.calling(NODE, () -> unavailable("NO_CAPACITY")))
        .withMessage("node1: Told by the node")
        .extracting(FactoryException::fault, InstanceOfAssertFactories.type(FactoryFault.class))
        .matches(fault -> fault == FactoryFault.NODE_FULL && !fault.isPassing());
  }

  @Test
  void a_node_that_cannot_now_is_asked_again() {
    for (String code : new String[] {"VMM_UNREACHABLE", null}) {
      assertThatExceptionOfType(FactoryException.class)
          .isThrownBy(() -> NodeFaults.calling(NODE, () -> unavailable(code)))
          .extracting(FactoryException::fault, InstanceOfAssertFactories.type(FactoryFault.class))
          .matches(fault -> fault == FactoryFault.NODE_UNAVAILABLE && fault.isPassing());
    }
  }

  @Test
  void a_node_that_has_tried_and_failed_is_told_from_one_that_cannot_now() {
    for (String code :
        List.of(
            "VMM_FAILED",
            "KEY_REFUSED",
            "KEY_LOCKED",
            "STORAGE_FAILED",
            "STORE_INCONSISTENT",
            "IMAGE_ALTERED",
            "IMAGE_UNPROVED",
            "IMAGE_RETIRED")) {
      assertThatExceptionOfType(FactoryException.class)
          .isThrownBy(() -> NodeFaults.calling(NODE, () -> unavailable(code)))
          .extracting(FactoryException::fault)
          .isEqualTo(FactoryFault.NODE_FAILED);
    }
  }

  @Test
  void whatever_an_answer_is_stumbled_over_is_the_nodes_doing() {
    VmReportType hollow = new VmReportType();
    for (NodeFaults.Call<Object> call :
        List.<NodeFaults.Call<Object>>of(
            () -> NodeReader.report(null),
            () -> NodeReader.report(hollow),
            () -> NodeReader.description(new NodeDescriptionType()),
            () -> Octets.of(null))) {
      assertThatExceptionOfType(FactoryException.class)
          .isThrownBy(() -> NodeFaults.calling(NODE, call))
          .withMessageStartingWith("The node node1 answers what cannot be understood: ")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("because", "null", "org."))
          .extracting(FactoryException::fault)
          .isEqualTo(FactoryFault.NODE_UNREACHABLE);
    }
  }

  private static Object unavailable(String code) throws UnavailableFault {
    UnavailableFaultType detail = new UnavailableFaultType();
    if (code != null) {
      BaseFaultType.ErrorCode errorCode = new BaseFaultType.ErrorCode();
      errorCode.getContent().add(code);
      detail.setErrorCode(errorCode);
    }
    throw new UnavailableFault("Told by the node", detail);
  }
}
