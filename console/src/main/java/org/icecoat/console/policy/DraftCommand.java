package org.icecoat.console.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.icecoat.console.command.Session;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.policy.appraisal.PolicyDraft;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat policy draft}. */
@Command(
    name = "draft",
    description = {
      "Write a policy that accepts nodes as their evidence shows them, with comments.",
      "Whatever they ran then is allowed: read the draft before you sign it."
    })
final class DraftCommand implements Runnable {
  private final Session session;

  @Parameters(
      paramLabel = "EVIDENCE",
      arity = "1..*",
      description = "Files with nodes' evidence, made by 'node evidence'.")
  private List<Path> evidence;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The policy's name: small letters, digits and hyphens.")
  private String name;

  @Option(
      names = "--version",
      paramLabel = "N",
      defaultValue = "1",
      description = "Its version, more than that of the policy in force; 1 by default.")
  private int version;

  @Option(
      names = "--maker",
      paramLabel = "MAKER",
      description =
          "A maker of TPMs to allow: its name in the site's store, or sha256:... of a CA's"
              + " certificate; any by default. May be repeated.")
  private List<String> makers = new ArrayList<>();

  @Option(names = "--allow-emulated", description = "Allow TPMs made of software, too.")
  private boolean emulated;

  @Option(names = "--files", description = "Hold the files that the kernel measured (IMA), too.")
  private boolean files;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the draft to this file and not to standard output.")
  private Path output;

  DraftCommand(Session session) {
    this.session = session;
  }

  /** What was written where. */
  record Drafted(String file, PolicyView policy) {}

  @Override
  public void run() {
    PolicyFiles folder = new PolicyFiles(session.surroundings().place().folder());
    Set<TpmClass> classes =
        emulated ? EnumSet.allOf(TpmClass.class) : EnumSet.of(TpmClass.HARDWARE);
    List<String> wanted = makers.isEmpty() ? List.of("any") : makers;
    PolicyDocument draft =
        new PolicyDraft(
                new PolicyName(name),
                version,
                classes,
                wanted.stream().map(TpmRules.Maker::new).toList(),
                files)
            .from(evidence.stream().map(folder::evidence).toList());
    if (output == null && !session.output().json()) {
      session.output().raw().writeBytes(draft.yaml().bytes());
      session.output().raw().flush();
      return;
    }
    if (output != null) {
      folder.write(output, draft.yaml());
    }
    Drafted drafted =
        new Drafted(output == null ? null : output.toString(), PolicyView.of(draft.policy()));
    session.output().show(drafted, () -> List.of("Written to %s".formatted(output)));
  }
}
