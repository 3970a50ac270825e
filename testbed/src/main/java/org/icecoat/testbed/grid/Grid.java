package org.icecoat.testbed.grid;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Testbed;
import org.icecoat.testbed.pki.GridPki;
import org.icecoat.testbed.tpm.SoftwareTpm;

/**
 * A whole grid on this machine: image store and factory on the front, a plug-in and a libvirt
 * daemon on each node, and people with the command line. Closing it leaves nothing but files below
 * its folder.
 */
public final class Grid implements AutoCloseable {
  private static final Pattern LOG_KEY = Pattern.compile("The image log is (sha256:[0-9a-f]{64})");

  private final GridPlan plan;
  private final Testbed bed;
  private final GridPki pki;
  private final GridCast cast;
  private final People people;
  private final GridTpms tpms;
  private final Optional<GridPostgres> postgres;
  private final Map<String, GridService> services = new LinkedHashMap<>();
  private final Person user;
  private final Person stranger;
  private final Person administrator;

  private Grid(GridPlan plan, Testbed bed) {
    this.plan = plan;
    this.bed = bed;
    plan.nodes().forEach(node -> bed.addNode(node.name()).hypervisor().removeNetwork());
    this.pki = GridPki.make(plan.folder().resolve("pki"), Clock.systemUTC(), new SecureRandom());
    this.cast = GridCast.of(pki, bed, plan.factories());
    this.tpms =
        plan.tpms() ? GridTpms.start(plan.folder().resolve("tpms"), owners()) : GridTpms.none();
    this.postgres =
        plan.factories() > 1 ? Optional.of(GridPostgres.start(bed.front())) : Optional.empty();
    this.people = new People(plan, pki, bed);
    this.user = people.settle("user", cast.user());
    this.stranger = people.settle("stranger", cast.stranger());
    this.administrator = people.settle("administrator", cast.administrator());
  }

  private Map<String, Host> owners() {
    Map<String, Host> owners = new LinkedHashMap<>();
    owners.put("store", bed.front());
    bed.nodes().forEach(node -> owners.put(node.name(), node));
    return owners;
  }

  /** Makes it and starts everything; the nodes are enrolled and the people are signed on. */
  public static Grid start(GridPlan plan) {
    Testbed.cleanUp(plan.folder());
    Folders.remove(plan.folder());
    Testbed bed = Testbed.create(plan.folder());
    boolean ready = false;
    try {
      Grid grid = new Grid(plan, bed);
      grid.startServices();
      grid.tellPeople();
      grid.enrol();
      ready = true;
      return grid;
    } finally {
      if (!ready) {
        bed.close();
      }
    }
  }

  private void startServices() {
    ServiceFiles files = new ServiceFiles(pki, cast, tpms);
    Path folder = plan.folder().resolve("services");
    Host front = bed.front();
    files.policy(folder);
    add("store", "store", front, files.store(folder, front));
    services.get("store").begin();
    Map<String, String> log = plan.tpms() ? logKey() : Map.of();
    Map<String, Object> more = new LinkedHashMap<>(plan.factory());
    more.putAll(log);
    for (FactorySeat seat : cast.factories()) {
      add(seat.name(), "factory", front, files.factory(folder, front, seat, more));
    }
    for (NodePlan node : plan.nodes()) {
      Host host = bed.host(node.name());
      add(node.name(), "node", host, files.node(folder, node, front, host, log));
    }
    services.values().stream().skip(1).forEach(GridService::begin);
    services.values().forEach(GridService::awaitReady);
  }

  /**
   * A store writes the key of its log to its own log when it starts. In a grid with TPMs services
   * are told as well as people, so that images are proved to all of them.
   */
  private Map<String, String> logKey() {
    GridService store = services.get("store");
    Patience.until(
        "the store says by what key its log is signed",
        GridService.START_LIMIT,
        () -> !store.isAlive() || said(store).isPresent());
    return Map.of(
        "store-log-key",
        said(store)
            .orElseThrow(
                () ->
                    new TestbedException(
                        TestbedFault.COMMAND_FAILED,
                        "The store did not say by what key its log is signed")));
  }

  private static Optional<String> said(GridService store) {
    if (!Files.exists(store.log())) {
      return Optional.empty();
    }
    Matcher said = LOG_KEY.matcher(Folders.read(store.log()));
    return said.find() ? Optional.of(said.group(1)) : Optional.empty();
  }

  private void tellPeople() {
    Map<String, Object> more =
        new LinkedHashMap<>(tpms.clientSettings(ServiceFiles.dn(cast.administrator())));
    more.putAll(logKey());
    List.of(user, stranger, administrator).forEach(person -> people.tell(person, more));
  }

  private void add(String name, String command, Host host, Path configuration) {
    List<String> words = plan.installation().words(List.of(command, configuration.toString()));
    Map<String, String> environment = Map.of("ICECOAT_JAVA_OPTIONS", javaOptions());
    services.put(name, new GridService(name, host, words, environment));
  }

  /** What the services put aside stays with the grid's files; their launcher cuts at blanks. */
  private String javaOptions() {
    Path aside = plan.folder().resolve("tmp");
    Folders.make(aside);
    String places = " -Djava.io.tmpdir=%1$s -Djna.tmpdir=%1$s".formatted(aside);
    return plan.javaOptions()
        + " -XX:-UsePerfData"
        + (aside.toString().contains(" ") ? "" : places);
  }

  private void enrol() {
    must(administrator.icecoat("login"));
    must(user.icecoat("login"));
    must(stranger.icecoat("login"));
    plan.nodes().forEach(node -> must(administrator.icecoat(enrolment(node.name()))));
  }

  /** The words by which the administrator enrols a node. */
  public List<String> enrolment(String node) {
    return List.of(
        "node",
        "enrol",
        node,
        "--endpoint",
        ServiceFiles.node(bed.host(node)) + "/plugin",
        "--dn",
        ServiceFiles.dn(cast.node(node)));
  }

  /** Expects that a command has succeeded. */
  public static Output must(Output output) {
    if (!output.succeeded()) {
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED,
          "The command ended with status " + output.status() + ": " + output.err() + output.out());
    }
    return output;
  }

  public Testbed bed() {
    return bed;
  }

  /** What it was made from. */
  public GridPlan plan() {
    return plan;
  }

  public GridPki pki() {
    return pki;
  }

  /**
   * A service by its name: store, factory, or a node's; further factories are factory-2 and so on.
   */
  public GridService service(String name) {
    return services.get(name);
  }

  /**
   * The TPM of the store or of a node.
   *
   * @throws TestbedException {@code UNKNOWN_NAME} if the grid was planned without, or the service
   *     has none
   */
  public SoftwareTpm tpm(String service) {
    return tpms.of(service);
  }

  /** Where a node with a TPM looks for the log of its firmware; there is none at first. */
  public Path firmwareLog(String node) {
    return tpms.firmwareLog(node);
  }

  /**
   * Where a node with a TPM looks for its kernel's list of measured files; there is none at first.
   */
  public Path imaLog(String node) {
    return tpms.imaLog(node);
  }

  /** Somebody who may deploy and whom the datasets are open to. */
  public Person user() {
    return user;
  }

  /** Somebody who may deploy, but has nothing to do with the user. */
  public Person stranger() {
    return stranger;
  }

  public Person administrator() {
    return administrator;
  }

  public URI factory() {
    return FactorySeat.first(bed.front());
  }

  /** One of several factories, by the name of its service. */
  public URI factory(String name) {
    return cast.factories().stream()
        .filter(seat -> seat.name().equals(name))
        .map(seat -> seat.address(bed.front()))
        .findAny()
        .orElseThrow(() -> unknown("No factory " + name + " here"));
  }

  /**
   * The database that several factories share.
   *
   * @throws TestbedException {@code UNKNOWN_NAME} if there is one factory, with its own
   */
  public GridPostgres postgres() {
    return postgres.orElseThrow(() -> unknown("The factory has its own database here"));
  }

  private static TestbedException unknown(String message) {
    return new TestbedException(TestbedFault.UNKNOWN_NAME, message);
  }

  public URI store() {
    return ServiceFiles.store(bed.front());
  }

  /** Lets everything live on when this process ends. */
  public void leaveUp() {
    bed.leaveUp();
  }

  /** What a person types to use a grid that was left up. */
  public List<String> howToGoOn() {
    List<String> lines = new ArrayList<>();
    user.environment().forEach((name, value) -> lines.add("export " + name + "='" + value + "'"));
    lines.add(plan.installation().home().resolve("bin/icecoat") + " list");
    lines.add("WSDLs (with --cert and --key from $X509_USER_PROXY, --capath $X509_CERT_DIR):");
    lines.add("  " + factory() + "/factory?wsdl   " + factory() + "/vm?wsdl");
    lines.add("  " + factory() + "/administration?wsdl   " + store() + "/store?wsdl");
    lines.add("./icecoat demo stop");
    return lines;
  }

  /** Stops the services and removes everything from the machine but the grid's files. */
  @Override
  public void close() {
    bed.close();
  }
}
