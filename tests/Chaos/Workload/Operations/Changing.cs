namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>A change of a room, tried until its outcome is known.</summary>
internal sealed class Changing(Claim claim, Change change) : Operation
{
    public override async Task<bool> TryAsync(ChaosClient client) => await client.ChangeAsync(claim, change) is not Checking.Outcome.Unknown;
}
