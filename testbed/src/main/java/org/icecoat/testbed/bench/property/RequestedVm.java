package org.icecoat.testbed.bench.property;

import static org.icecoat.testbed.grid.Grid.must;

import java.net.URI;
import java.nio.file.Path;
import org.icecoat.testbed.bench.harness.BulkFile;
import org.icecoat.testbed.bench.harness.Found;
import org.icecoat.testbed.grid.Grid;

/**
 * A VM that was asked for a later day: all of its resource properties are there, and no node is
 * needed.
 */
record RequestedVm(URI factory, String id, Client client) {
  private static final String ACTION =
      "http://docs.oasis-open.org/wsrf/rpw-2/GetResourceProperty/GetResourcePropertyRequest";
  private static final String ENVELOPE =
      """
      <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
      xmlns:wsa="http://www.w3.org/2005/08/addressing"><soap:Header>\
      <wsa:To>%s/vm</wsa:To><wsa:Action>%s</wsa:Action>\
      <wsa:MessageID>urn:uuid:5f0c2f5e-7c3e-4c5c-8d6e-1f3f0a5b7c9d</wsa:MessageID>\
      <r:ResourceId xmlns:r="http://icecoat.org/2026/11/reference" \
      wsa:IsReferenceParameter="true">%s</r:ResourceId></soap:Header><soap:Body>\
      <rp:GetResourceProperty xmlns:rp="http://docs.oasis-open.org/wsrf/rp-2" \
      xmlns:vm="http://icecoat.org/2026/11/vm">vm:State</rp:GetResourceProperty>\
      </soap:Body></soap:Envelope>""";

  /** Registers an image and asks for a VM as the grid's people do. */
  static RequestedVm deploy(Grid grid) {
    Path disk = BulkFile.write(grid.bed().folder().resolve("disk.raw"), 1);
    must(
        grid.administrator()
            .icecoat(
                "image",
                "add",
                disk.toString(),
                "--name",
                "empty",
                "--version",
                "1",
                "--arch",
                "x86_64",
                "--os",
                "debian=12"));
    String vm =
        Found.vm(
            must(
                grid.user()
                    .icecoat(
                        "deploy", "--json", "--image", "empty", "--at", "+6h", "--lease", "8h",
                        "--", "true")));
    Path globus = grid.user().home().resolve(".globus");
    Client client =
        new Client(
            globus.resolve("usercert.pem"),
            globus.resolve("userkey.pem"),
            grid.pki().authorityCertificate());
    return new RequestedVm(grid.factory(), vm, client);
  }

  /** Reads its state. */
  Load load() {
    Target target = new Target(factory.getHost(), factory.getPort(), "/vm");
    String request = target.soap(ACTION, ENVELOPE.formatted(factory, ACTION, id));
    return new Load(target, client, request, "Requested</");
  }
}
