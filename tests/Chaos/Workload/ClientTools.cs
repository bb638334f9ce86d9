using GroupChat.Chaos.Tests.Workload.Operations;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>What the clients of a run share.</summary>
/// <param name="Recorder">Writes everything down.</param>
/// <param name="Catalog">What there is to do.</param>
/// <param name="Think">Mean pause of a worker between two operations.</param>
/// <param name="Tamper">A planted bug; null in an honest run.</param>
internal sealed record ClientTools(Recorder Recorder, Catalog Catalog, TimeSpan Think, ITamper? Tamper);
