package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.icecoat.factory.FactoryConfiguration;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.dataset.SitePolicy;
import org.icecoat.service.access.AccessPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/configuration.md hold exactly the keys of the records. */
class ConfigurationReferenceTest {
  private static final Document REFERENCE = Document.of("docs/configuration.md");
  private static final String SERVER =
      """
      server: {public-address: 'https://host.example.org:1', certificate: c.pem, key: k.pem}
      trust: {directory: ca}
      """;

  @TempDir Path folder;

  @Test
  void every_key_of_the_factory_is_described() throws IOException {
    compare(
        "factory",
        FactoryConfiguration.class,
        SERVER
            + """
            database: {file: rows}
            store: https://store.example.org:8445/store
            policy: policy.yaml
            attestation: {makers: makers, policies: policies, policy: site, signers: ['CN=A,O=B']}
            """);
  }

  @Test
  void every_key_of_the_policy_of_factory_and_store_is_described() throws IOException {
    compare(
        "policy",
        AccessPolicy.class,
        """
        administrators: [{dn: 'CN=Ada,O=Grid'}]
        curators: [{dn: 'CN=Carol,O=Grid'}]
        rules: [{dn: 'CN=Alice,O=Grid'}]
        """);
  }

  @Test
  void every_key_of_the_store_is_described() throws IOException {
    compare(
        "store",
        StoreConfiguration.class,
        SERVER
            + """
            database: {file: catalogue}
            content: {folder: content}
            policy: policy.yaml
            attestation: {makers: makers, policies: policies, policy: site, signers: ['CN=A,O=B']}
            """);
  }

  @Test
  void every_key_of_a_node_is_described() throws IOException {
    compare(
        "node",
        PluginConfiguration.class,
        SERVER
            + """
            name: node1
            factory: {dn: 'CN=factory,O=Grid', events: 'https://factory.example.org:8443/node-events'}
            folder: node
            capacity: {cpus: 4, memory-mib: 2048, disk-mib: 4096}
            datasets: [{name: globins, disk: globins.img}]
            policy: policy.yaml
            tpm: {}
            libvirt: {network: {addresses: 10.87.1.1/24}}
            """);
  }

  @Test
  void every_key_of_a_site_s_policy_is_described() throws IOException {
    compare(
        "site policy", SitePolicy.class, "rules: [{datasets: [globins], owners: ['CN=A,O=B']}]\n");
  }

  private void compare(String part, Class<? extends Record> type, String least) throws IOException {
    KeyTable table = new KeyTable(type, least, folder);
    table.requireReadable();
    assertThat(written(part)).isEqualTo(lines(table.rows()));
  }

  /** What stands behind "required" is for people. */
  private static String written(String part) {
    return lines(
        REFERENCE.table(part).stream()
            .map(
                cells -> {
                  assertThat(cells.get(3)).as("the meaning of %s", cells.get(0)).isNotEmpty();
                  String usual = cells.get(2);
                  return new KeyTable.Row(
                      cells.get(0),
                      cells.get(1),
                      usual.startsWith("required") ? "required" : usual);
                })
            .toList());
  }

  private static String lines(List<KeyTable.Row> rows) {
    return rows.stream()
        .map(row -> "| %s | %s | %s |".formatted(row.key(), row.type(), row.usual()))
        .collect(Collectors.joining("\n"));
  }
}
