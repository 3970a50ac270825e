package org.icecoat.console.verify;

import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.command.OwnerOption;
import org.icecoat.console.command.Session;
import org.icecoat.console.deploy.AskedRequests;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.vm.VmId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the user expects of a VM: what he says now, else what he said when he deployed it. */
final class ExpectedOptions {
  @Mixin private OwnerOption owner;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "The image that you asked for; what you deployed from here is remembered.")
  private String image;

  @Option(
      names = "--application",
      paramLabel = "DIGEST",
      description = "The digest of the application that you handed in, or none.")
  private String application;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The request by which you deployed it: gives image and application.")
  private Path file;

  /**
   * Reads the options and what is remembered.
   *
   * @throws ConsoleException USAGE or LOGIN_NEEDED
   */
  StatementCheck.Expected of(VmId vm, Session session) {
    Asked named =
        new Asked(
            Optional.ofNullable(image).map(text -> AskedRequests.image(session, text)),
            Optional.ofNullable(application).map(ExpectedOptions::code));
    Asked filed = file == null ? Asked.UNKNOWN : AskedRequests.file(session, file);
    Asked remembered = new AskedVms(session.surroundings().place().states()).find(vm);
    return new StatementCheck.Expected(owner.expected(session), named.over(filed).over(remembered));
  }

  private static Asked.Code code(String text) {
    try {
      return Asked.Code.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          "--application '%s' is neither a digest, such as sha256:..., nor none".formatted(text),
          e);
    }
  }
}
