package org.icecoat.console.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.terminal.Printable;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.appraisal.Objection;
import org.icecoat.trust.policy.appraisal.PolicyComparison;
import org.icecoat.trust.policy.appraisal.PolicyComparison.Effect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat policy check}. */
@Command(
    name = "check",
    description = {
      "Say which nodes a policy would refuse, and why, from files of their evidence.",
      "Class and maker of the TPMs are not looked at, as evidence does not hold them."
    })
final class CheckCommand implements Runnable {
  private final Session session;

  @Parameters(index = "0", paramLabel = "POLICY", description = "The policy to try, in YAML.")
  private Path policy;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "EVIDENCE",
      description = "Files with nodes' evidence.")
  private List<Path> evidence;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "The policy in force, in YAML, to tell what the change alone would refuse.")
  private Path inForce;

  CheckCommand(Session session) {
    this.session = session;
  }

  /** Something against a node; {@code added} if the policy in force does not object to it. */
  record Problem(String code, String description, String detail, boolean added) {}

  /** What becomes of one node. */
  record Node(String evidence, boolean accepted, boolean newlyRefused, List<Problem> problems) {}

  /** What becomes of all. */
  record Checked(String name, int version, List<Node> nodes) {}

  @Override
  public void run() {
    PolicyFiles files = new PolicyFiles(session.surroundings().place().folder());
    AppraisalPolicy changed = files.document(policy).policy();
    Optional<AppraisalPolicy> before =
        Optional.ofNullable(inForce).map(file -> files.document(file).policy());
    PolicyComparison comparison = new PolicyComparison(before, changed);
    List<Node> nodes =
        evidence.stream().map(file -> node(file, comparison.judge(files.evidence(file)))).toList();
    Checked checked = new Checked(changed.name().value(), changed.version(), nodes);
    session.output().show(checked, () -> lines(nodes));
    long refused = nodes.stream().filter(node -> !node.accepted()).count();
    if (refused > 0) {
      throw new ConsoleException(
          ConsoleFault.FAILED,
          "%d of %d nodes would be refused: allow what they run, or put them right"
              .formatted(refused, nodes.size()));
    }
  }

  private static Node node(Path file, Effect effect) {
    List<Objection> added = effect.added();
    return new Node(
        file.toString(),
        effect.accepted(),
        effect.newlyRefused(),
        effect.after().stream()
            .map(
                each -> new Problem(each.code(), each.plain(), each.detail(), added.contains(each)))
            .toList());
  }

  private List<String> lines(List<Node> nodes) {
    List<String> lines = new ArrayList<>();
    for (Node node : nodes) {
      lines.add(Printable.line(node.evidence() + ": " + verdict(node)));
      node.problems().forEach(problem -> lines.add(Printable.line(line(problem))));
    }
    return lines;
  }

  private String verdict(Node node) {
    if (node.accepted()) {
      return "accepted";
    }
    if (inForce == null) {
      return "refused";
    }
    return node.newlyRefused() ? "refused by the change" : "refused as before";
  }

  private String line(Problem problem) {
    String known = inForce != null && !problem.added() ? " [as before]" : "";
    return "  %s: %s (%s)%s"
        .formatted(problem.description(), problem.detail(), problem.code(), known);
  }
}
