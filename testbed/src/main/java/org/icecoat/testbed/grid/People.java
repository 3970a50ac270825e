package org.icecoat.testbed.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Testbed;
import org.icecoat.testbed.pki.Credential;
import org.icecoat.testbed.pki.GridPki;

/** Gives people a home with a certificate and a configuration file of the command line. */
final class People {
  private static final String SETTINGS = "icecoat.yaml";

  private final GridPlan plan;
  private final GridPki pki;
  private final Host front;
  private final Map<String, String> mark;

  People(GridPlan plan, GridPki pki, Testbed bed) {
    this.plan = plan;
    this.pki = pki;
    this.front = bed.front();
    this.mark = bed.mark();
  }

  Person settle(String name, Credential credential) {
    Path home = plan.folder().resolve("people").resolve(name);
    copy(credential.certificate(), home.resolve(".globus/usercert.pem"));
    copy(credential.key(), home.resolve(".globus/userkey.pem"));
    Path settings = YamlFile.write(home.resolve(SETTINGS), settings());
    Map<String, String> environment =
        Map.of(
            "HOME", home.toString(),
            "ICECOAT_CONFIG", settings.toString(),
            "X509_USER_CERT", home.resolve(".globus/usercert.pem").toString(),
            "X509_USER_KEY", home.resolve(".globus/userkey.pem").toString(),
            "X509_USER_PROXY", home.resolve("proxy.pem").toString(),
            "X509_CERT_DIR", pki.trustFolder().toString());
    return new Person(plan.installation(), home, environment, mark);
  }

  private Map<String, String> settings() {
    return Map.of(
        "factory", FactorySeat.first(front).toString(),
        "store", ServiceFiles.store(front).toString(),
        "ca-directory", pki.trustFolder().toString());
  }

  /** Tells somebody more: by what key the store's log is signed, whose TPMs to believe in. */
  void tell(Person person, Map<String, ?> more) {
    Map<String, Object> all = new TreeMap<>(settings());
    all.putAll(more);
    YamlFile.write(person.home().resolve(SETTINGS), all);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from, e);
    }
  }
}
