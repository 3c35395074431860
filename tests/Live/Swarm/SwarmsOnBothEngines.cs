namespace NetAudit.Live.Tests.Swarm;

[Collection(nameof(InstalledSwarm))]
public sealed class LabOnInstalledEngine(InstalledSwarm swarm) : LabTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class LabOnSidEngine(SidSwarm swarm) : LabTests(swarm);

[Collection(nameof(InstalledSwarm))]
public sealed class LinksOnInstalledEngine(InstalledSwarm swarm) : LinkTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class LinksOnSidEngine(SidSwarm swarm) : LinkTests(swarm);

[Collection(nameof(InstalledSwarm))]
public sealed class FeaturesOnInstalledEngine(InstalledSwarm swarm) : FeatureTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class FeaturesOnSidEngine(SidSwarm swarm) : FeatureTests(swarm);

[Collection(nameof(InstalledSwarm))]
public sealed class EndpointsOnInstalledEngine(InstalledSwarm swarm) : EndpointTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class EndpointsOnSidEngine(SidSwarm swarm) : EndpointTests(swarm);

[Collection(nameof(InstalledSwarm))]
public sealed class RecordsOnInstalledEngine(InstalledSwarm swarm) : RecordTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class RecordsOnSidEngine(SidSwarm swarm) : RecordTests(swarm);

[Collection(nameof(InstalledSwarm))]
public sealed class UntouchedOnInstalledEngine(InstalledSwarm swarm) : AuditUntouchedTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class UntouchedOnSidEngine(SidSwarm swarm) : AuditUntouchedTests(swarm);

[Collection(nameof(InstalledSwarm))]
public sealed class TemporaryNetworksOnInstalledEngine(InstalledSwarm swarm) : TemporaryNetworkTests(swarm);

[Collection(nameof(SidSwarm))]
public sealed class TemporaryNetworksOnSidEngine(SidSwarm swarm) : TemporaryNetworkTests(swarm);
