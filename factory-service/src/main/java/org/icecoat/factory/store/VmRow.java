package org.icecoat.factory.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.node.Owner;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.vm.Drive;
import org.icecoat.factory.vm.Life;
import org.icecoat.factory.vm.Origin;
import org.icecoat.factory.vm.Placed;
import org.icecoat.factory.vm.Terms;
import org.icecoat.factory.vm.TrustLoss;
import org.icecoat.factory.vm.Vm;

/** A VM as columns, in both directions. */
final class VmRow {
  private VmRow() {}

  /** The columns that never change, by name. */
  static Map<String, Object> fixed(Vm vm) {
    Map<String, Object> columns = new LinkedHashMap<>();
    Owner owner = vm.origin().owner();
    columns.put("id", vm.id().value());
    columns.put("owner", owner.dn().toString());
    columns.put("owner_key", Columns.ownerKey(owner.dn()));
    columns.put("owner_vos", RowJson.write(owner.vos()));
    columns.put("request", RowJson.write(vm.origin().request()));
    columns.put("created_at", Columns.time(vm.origin().createdAt()));
    return columns;
  }

  /** The columns that a change may touch, by name; a value may be null. */
  static Map<String, Object> changing(Vm vm) {
    Map<String, Object> columns = new LinkedHashMap<>();
    Terms terms = vm.terms();
    columns.put("name", terms.name().value());
    columns.put("resources", RowJson.write(terms.resources()));
    columns.put("lease", RowJson.write(terms.lease()));
    columns.put("lease_end", Columns.time(terms.leaseEnd()));
    columns.put("warned", terms.warned());
    columns.put("lease_begun", terms.begun());
    columns.put("state", vm.life().state().name());
    columns.put("desired", vm.life().desired().name());
    columns.put("state_since", Columns.time(vm.life().since()));
    columns.put("failure", vm.life().failure().map(RowJson::write).orElse(null));
    columns.put("image", vm.placed().image().map(RowJson::write).orElse(null));
    columns.put("node", vm.node().map(NodeName::value).orElse(null));
    columns.put("epoch", vm.placed().epoch());
    columns.put("started", vm.placed().started());
    columns.put("avoided", RowJson.write(vm.placed().avoided()));
    columns.put("trust_loss", vm.placed().loss().map(RowJson::write).orElse(null));
    columns.put("report", vm.report().map(RowJson::write).orElse(null));
    columns.put("drive", RowJson.write(vm.drive()));
    Capacity demand = vm.demand();
    columns.put("demand_cpus", demand.cpus());
    columns.put("demand_memory_mib", demand.memoryMiB());
    columns.put("demand_disk_mib", demand.diskMiB());
    return columns;
  }

  static Vm read(ResultSet row) throws SQLException {
    return new Vm(
        new VmId(row.getObject("id", UUID.class)),
        row.getLong("version"),
        new Origin(
            new Owner(
                Dn.parse(row.getString("owner")),
                RowJson.readList(row.getString("owner_vos"), VoName.class)),
            RowJson.read(row.getString("request"), VmRequest.class),
            Columns.time(row, "created_at")),
        new Terms(
            new VmName(row.getString("name")),
            RowJson.read(row.getString("resources"), VmResources.class),
            RowJson.read(row.getString("lease"), Lease.class),
            Columns.time(row, "lease_end"),
            row.getBoolean("warned"),
            row.getBoolean("lease_begun")),
        new Life(
            VmState.valueOf(row.getString("state")),
            DesiredState.valueOf(row.getString("desired")),
            Columns.time(row, "state_since"),
            optional(row, "failure", VmFailure.class)),
        new Placed(
            optional(row, "image", BootableImage.class),
            Optional.ofNullable(row.getString("node")).map(NodeName::new),
            row.getLong("epoch"),
            row.getBoolean("started"),
            RowJson.readList(row.getString("avoided"), Reason.class),
            optional(row, "trust_loss", TrustLoss.class)),
        optional(row, "report", VmReport.class),
        RowJson.read(row.getString("drive"), Drive.class));
  }

  private static <T> Optional<T> optional(ResultSet row, String column, Class<T> type)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(json -> RowJson.read(json, type));
  }
}
