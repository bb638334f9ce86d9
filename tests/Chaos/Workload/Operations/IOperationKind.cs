namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>A kind of operation. To add one: this, an <see cref="Operation"/>, and a line in <see cref="Catalog"/>.</summary>
internal interface IOperationKind
{
    /// <summary>How often it is chosen, relative to the others.</summary>
    int Weight { get; }

    /// <summary>A new one, drawn from the client's dice; null when there is nothing to do it to.</summary>
    Operation? Begin(ChaosClient client);
}
