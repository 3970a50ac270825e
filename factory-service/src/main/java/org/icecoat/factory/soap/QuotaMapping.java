package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.factory.administration.OwnerQuota;
import org.icecoat.factory.administration.QuotaReport;
import org.icecoat.service.access.Caller;
import org.icecoat.wire.administration.ListQuotas;
import org.icecoat.wire.administration.ListQuotasResponse;
import org.icecoat.wire.administration.OwnerQuotaType;
import org.icecoat.wire.factory.LimitType;

/** What administrators ask of quotas, and are told. */
final class QuotaMapping {
  private final QuotaReport quotas;
  private final Duration longestLease;

  /**
   * Prepares to tell.
   *
   * @param longestLease that anybody may have
   */
  QuotaMapping(QuotaReport quotas, Duration longestLease) {
    this.quotas = quotas;
    this.longestLease = longestLease;
  }

  ListQuotasResponse list(Caller caller, ListQuotas request) {
    Optional<Dn> owner = REQUEST.optional("Owner", request.getOwner(), Dn::parse);
    int most = PageSize.of(request.getMaximalCount(), QuotaReport.MOST);
    QuotaReport.Page page =
        owner
            .map(one -> new QuotaReport.Page(List.of(quotas.of(caller, one)), false))
            .orElseGet(() -> quotas.all(caller, most));
    ListQuotasResponse response = new ListQuotasResponse();
    page.quotas().forEach(quota -> response.getQuota().add(quota(quota)));
    response.setMore(page.more());
    return response;
  }

  private OwnerQuotaType quota(OwnerQuota quota) {
    OwnerQuotaType wire = new OwnerQuotaType();
    wire.setOwner(quota.owner().dn().toString());
    quota.owner().vos().stream().map(VoName::value).forEach(wire.getVoAttribute()::add);
    wire.setRule(quota.rule());
    wire.setDeploy(quota.grant().deploy());
    wire.setVms(limit(quota.grant().quota().vms(), quota.used().vms()));
    wire.setCpus(limit(quota.grant().quota().cpus(), quota.used().taken().cpus()));
    wire.setMemoryMiB(limit(quota.grant().quota().memoryMiB(), quota.used().taken().memoryMiB()));
    Duration granted = quota.grant().longestLease();
    wire.setMaximalLease(granted.compareTo(longestLease) < 0 ? granted : longestLease);
    return wire;
  }

  static LimitType limit(long limit, long used) {
    LimitType wire = new LimitType();
    wire.setLimit(limit);
    wire.setUsed(used);
    return wire;
  }
}
