using GroupChat.Chaos.Tests.Processes;

namespace GroupChat.Chaos.Tests.Troubles;

/// <summary>Something that goes wrong. It has been put right again when its task ends.</summary>
internal interface ITrouble
{
    Task StrikeAsync(Cluster cluster, Random random, CancellationToken cancellationToken);
}
