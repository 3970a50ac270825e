package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.configuration.SettingsFile;
import org.icecoat.console.configuration.YamlFile;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.factory.FactoryConfiguration;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.dataset.SitePolicy;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.Subject;
import org.icecoat.service.configuration.ConfigurationFile;
import org.junit.jupiter.api.Test;

/** The files of docs/examples/site are read by the services' own records, and fit together. */
class SiteSamplesTest {
  private static final Path SITE = Document.TOP.resolve("docs/examples/site");

  private final FactoryConfiguration factory = read("factory.yaml", FactoryConfiguration.class);
  private final StoreConfiguration store = read("store.yaml", StoreConfiguration.class);
  private final AccessPolicy storePolicy =
      ConfigurationFile.read(store.policy(), AccessPolicy.class);
  private final PluginConfiguration node = read("node.yaml", PluginConfiguration.class);

  @Test
  void factory_store_and_node_know_each_other() {
    assertThat(factory.store()).hasToString(store.server().publicAddress() + "/store");
    assertThat(node.stores()).containsExactly(factory.store());
    assertThat(node.factory().events())
        .hasToString(factory.server().publicAddress() + "/node-events");
    assertThat(storePolicy.nodes())
        .contains(Dn.parse("CN=" + node.server().publicAddress().getHost() + ",O=Example,C=XX"));
  }

  @Test
  void the_ports_are_the_usual_ones() {
    assertThat(factory.server().publicAddress()).hasPort(8443);
    assertThat(node.server().publicAddress()).hasPort(8444);
    assertThat(store.server().publicAddress()).hasPort(8445);
  }

  @Test
  void the_policies_of_factory_and_store_name_the_same_people() {
    AccessPolicy policy = ConfigurationFile.read(factory.policy(), AccessPolicy.class);
    assertThat(storePolicy.administrators()).isEqualTo(policy.administrators());
    assertThat(storePolicy.curators()).containsAll(policy.administrators());
    assertThat(policy.rules()).hasSize(4);
    assertThat(policy.rules().get(0).lease()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void members_of_a_vo_are_curators_and_the_store_believes_its_server() {
    assertThat(storePolicy.curators())
        .contains(new Subject(null, new VoName("/biomed/Role=curator")));
    assertThat(store.trust().vomsDirectory()).isEqualTo(factory.trust().vomsDirectory());
  }

  @Test
  void the_site_s_policy_opens_the_dataset_that_the_node_holds() {
    SitePolicy policy = ConfigurationFile.read(node.policyFile(), SitePolicy.class);
    assertThat(policy.rules())
        .allSatisfy(
            rule -> assertThat(rule.datasets()).containsExactly(new DatasetName("globins")));
    assertThat(node.datasets()).extracting("name").containsExactly(new DatasetName("globins"));
  }

  @Test
  void the_user_s_settings_lead_to_factory_and_store() {
    SettingsFile user = YamlFile.read(SITE.resolve("user.yaml"), SettingsFile.class);
    assertThat(user.factory()).isEqualTo(factory.server().publicAddress().toString());
    assertThat(user.store()).isEqualTo(store.server().publicAddress().toString());
  }

  private static <T extends Record> T read(String file, Class<T> type) {
    return ConfigurationFile.read(SITE.resolve(file), type);
  }
}
