package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.spec.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the network that libvirt has is the configured one. */
class FoundNetworkTest {
  private static final SiteNetwork NAT = network("10.87.9.1/29", false);
  private static final SiteNetwork ISOLATED = network("10.87.9.1/29", true);

  @Test
  void a_network_as_the_plug_in_makes_it_does_not_differ() {
    assertThat(found(NetworkXml.write(NAT)).difference(NAT)).isEmpty();
    assertThat(found(NetworkXml.write(ISOLATED)).difference(ISOLATED)).isEmpty();
  }

  @Test
  void a_network_with_nat_is_not_the_isolated_one_that_is_configured() {
    assertThat(found(NetworkXml.write(NAT)).difference(ISOLATED))
        .contains(
            differs(
                "libvirt's network 'icecoat' lets traffic out (nat) where isolated is configured"));
  }

  @Test
  void an_isolated_network_is_not_the_one_with_nat_that_is_configured() {
    assertThat(found(NetworkXml.write(ISOLATED)).difference(NAT))
        .contains(differs("libvirt's network 'icecoat' is isolated where NAT is configured"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"route", "open", "bridge", "passthrough"})
  void a_network_that_lets_traffic_out_otherwise_is_neither(String mode) {
    FoundNetwork other = new FoundNetwork(Optional.of(mode), found(NetworkXml.write(NAT)).cards());
    for (SiteNetwork configured : new SiteNetwork[] {NAT, ISOLATED}) {
      assertThat(other.difference(configured).orElseThrow().description())
          .contains("(" + mode + ")");
    }
  }

  @Test
  void a_network_without_the_cards_of_all_addresses_differs() {
    assertThat(found(NetworkXml.write(NAT)).difference(network("10.87.9.1/28", false)))
        .contains(
            differs(
                "libvirt's network 'icecoat' does not reserve the configured addresses, so VMs may"
                    + " get none"));
  }

  @Test
  void all_that_differs_is_told_in_one_finding() {
    HealthFinding finding =
        found(NetworkXml.write(NAT)).difference(network("10.87.8.1/29", true)).orElseThrow();
    assertThat(finding.code()).isEqualTo("NETWORK_DIFFERS");
    assertThat(finding.description()).contains("so VMs may get none, and lets traffic out (nat)");
  }

  /** As libvirt 9.0 describes one that runs. */
  @Test
  void what_libvirt_adds_to_a_description_is_passed_over() {
    FoundNetwork found =
        found(
            """
            <network connections='1'>
              <name>other</name>
              <uuid>0ee6a1f6-7a3c-4d84-a69d-3c9aeb1b0d2a</uuid>
              <forward mode='nat'>
                <nat>
                  <port start='1024' end='65535'/>
                </nat>
              </forward>
              <bridge name='virbr1' stp='off' delay='0'/>
              <mac address='52:54:00:11:22:33'/>
              <dns>
                <host ip='10.87.9.1'><hostname>gateway</hostname></host>
              </dns>
              <ip address='10.87.9.1' prefix='29'>
                <dhcp>
                  <host mac='52:54:0a:57:09:02' ip='10.87.9.2'/>
                </dhcp>
              </ip>
            </network>
            """);
    assertThat(found.forward()).contains("nat");
    assertThat(found.cards()).containsExactly("52:54:0a:57:09:02");
  }

  @Test
  void forwarding_without_a_mode_is_nat() {
    assertThat(found("<network><forward dev='eth0'/></network>").forward()).contains("nat");
    assertThat(found("<network/>").forward()).isEmpty();
  }

  @Test
  void what_is_no_xml_is_not_taken_for_a_network() {
    assertThatIllegalStateException().isThrownBy(() -> found("<network><forward"));
  }

  private static SiteNetwork network(String addresses, boolean isolated) {
    return new SiteNetwork(null, null, AddressRange.parse(addresses), isolated);
  }

  private static FoundNetwork found(String xml) {
    return FoundNetwork.read(xml);
  }

  private static HealthFinding differs(String how) {
    return new HealthFinding(
        "NETWORK_DIFFERS",
        how + ": remove it (virsh net-destroy, net-undefine) and the plug-in makes it anew");
  }
}
