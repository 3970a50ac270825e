package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.service.testing.GoldenMessage;
import org.icecoat.wire.plugin.DescribeResponse;
import org.icecoat.wire.types.NodeDescriptionType;
import org.junit.jupiter.api.Test;

class NodeReaderTest {
  @Test
  void nothing_of_what_a_node_says_of_itself_is_lost() {
    DescribeResponse message = GoldenMessage.read("plugin", DescribeResponse.class);
    assertThat(NodeReader.description(message.getNode()))
        .isEqualTo(
            new NodeDescription(
                new NodeName("node1"),
                "3.3.2",
                List.of(Component.of("qemu-kvm", "7.2")),
                Set.of(new Architecture("x86_64")),
                new Capacity(4, 2048, 1024),
                Set.of(new DatasetName("globins")),
                Map.of("site", "north"),
                List.of(
                    new HealthFinding(
                        "DATASET_UNREADABLE",
                        "The disk of dataset globins cannot be read: see its path"))));
  }

  @Test
  void what_a_node_says_is_kept_no_longer_than_the_contract_has_it() {
    NodeDescriptionType node = GoldenMessage.read("plugin", DescribeResponse.class).getNode();
    node.getHealth().get(0).setDescription("x".repeat(1025));
    assertThatExceptionOfType(FactoryException.class)
        .isThrownBy(() -> NodeReader.description(node))
        .withMessageContaining("Health/Description");
    node.getHealth().get(0).setDescription("x");
    for (int i = 0; i < 65; i++) {
      node.getHealth().add(node.getHealth().get(0));
    }
    assertThatExceptionOfType(FactoryException.class)
        .isThrownBy(() -> NodeReader.description(node))
        .withMessageContaining("Health");
  }
}
