package org.icecoat.trust.receipt;

import java.util.Objects;
import java.util.regex.Pattern;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;

/**
 * A node as the factory has it enrolled.
 *
 * @param host DNS name or literal address, without brackets, by which the factory calls it
 * @param certificate the name in its host certificate
 */
public record NodeHost(NodeName name, String host, Dn certificate) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,255}");

  public NodeHost {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(certificate, "certificate");
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("A host is a DNS name or an address");
    }
  }

  Lines.Writer written(Lines.Writer lines) {
    return lines
        .line("node", name.value())
        .line("node-host", host)
        .line("node-certificate", certificate.toString());
  }

  static NodeHost read(Lines.Reader lines) {
    return new NodeHost(
        new NodeName(lines.required("node")),
        lines.required("node-host"),
        Dn.parse(lines.required("node-certificate")));
  }
}
